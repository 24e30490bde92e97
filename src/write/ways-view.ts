import { fill, writeTexts as texts } from '../texts.ts';
import type { DraftFile } from './files.ts';
import { githubAddress } from './ways.ts';

/** Says beside each way out what the files are called now, and whether GitHub can take the text in its address. */
export function showWays(
  form: HTMLFormElement,
  fileOf: (name: string | undefined) => DraftFile | undefined,
  hasPictures: boolean,
): void {
  const repository = form.dataset['repository'];
  const path = fileOf('article')?.path ?? '';
  const isNew = fileOf('writer') !== undefined;
  for (const each of form.querySelectorAll<HTMLElement>('[data-new-writer]')) each.hidden = !isNew;
  for (const each of form.querySelectorAll<HTMLElement>('[data-with-pictures]')) each.hidden = !hasPictures;
  for (const each of form.querySelectorAll<HTMLElement>('[data-says]')) {
    const words = texts[each.dataset['says'] as keyof typeof texts];
    each.replaceChildren(fill(words, { path, folder: path.replace(/index\.mdx$/, '') }));
  }
  for (const link of form.querySelectorAll<HTMLAnchorElement>('[data-github]')) {
    const file = fileOf(link.dataset['github']);
    if (!file || !repository) continue;
    const { href, isWhole } = githubAddress(file, repository);
    link.href = href;
    if (link.dataset['github'] === 'writer') continue;
    link.replaceChildren(texts[isWhole ? 'write.github.open' : 'write.github.copy']);
    form.querySelector<HTMLElement>('[data-github-long]')?.toggleAttribute('hidden', isWhole);
  }
}
