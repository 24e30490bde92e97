import { readFileSync } from 'node:fs';
import { glob, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { site } from '../site.ts';
import { compoundSplitter, type SplitRules } from './compounds.ts';
import { copiesOf, type Writing } from './copies.ts';
import { danishDictionary } from './dictionary.ts';
import { cleanFragments, type Behind } from './fragments.ts';
import { hiddenWordsOf, innerCompounds } from './hidden-words.ts';
import { indexWriter } from './letters.ts';
import { writeWordList } from './word-list.ts';

/** What the editors have said of words, and whether to use documented features of Pagefind alone. */
export interface IndexOptions extends SplitRules {
  /** What a reader may write, for each base form of what the site writes. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  readonly isPlain: boolean;
}

/** So many pages are given to Pagefind at a time. */
const batchSize = 400;

/** What came of it. */
export interface Indexed {
  readonly pages: number;
  /** Every compound of the site, in lower case, with its parts. */
  readonly compounds: ReadonlyMap<string, readonly string[]>;
}

/**
 * Writes the search index of the built site in `folder` to `folder/pagefind`.
 * @throws when Pagefind reports an error or finds no page
 */
export async function indexSite(folder: string, options: IndexOptions): Promise<Indexed> {
  const dictionary = danishDictionary();
  const split = compoundSplitter(dictionary, options);
  const hiddenWords = hiddenWordsOf(dictionary, split, options.synonyms);
  const written: Writing = options.isPlain
    ? { write: (text) => text, hidden: (words) => [...hiddenWords(words), ...partsOf(words)], isApart: false }
    : { write: indexWriter(split), hidden: hiddenWords, isApart: true };
  const partsOf = (words: Iterable<string>) =>
    new Set(
      [...words]
        .map(split)
        .filter((parts) => parts[1])
        .flat(),
    );

  const copies = await mkdtemp(join(tmpdir(), 'soegning-'));
  const target = join(folder, 'pagefind');
  await rm(target, { recursive: true, force: true });
  const counts = new Map<string, number>();
  const behind = new Map<string, Behind>();
  const pagefind = await startPagefind();
  try {
    const paths = (await Array.fromAsync(glob('**/*.html', { cwd: folder }))).sort();
    for (let start = 0; start < paths.length; start += batchSize) {
      const batch = join(copies, String(start));
      await mkdir(batch);
      const writing: Promise<void>[] = [];
      for (const path of paths.slice(start, start + batchSize)) {
        for (const copy of copiesOf(path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8'), written)) {
          // Ten thousand folders take longer to make than to read: the fragments get their addresses later.
          const name = options.isPlain ? copy.path : `${behind.size}.html`;
          if (options.isPlain) await mkdir(join(batch, dirname(name)), { recursive: true });
          writing.push(writeFile(join(batch, name), copy.html));
          behind.set(`/${name}`, { url: `/${copy.path.replace(/index\.html$/, '')}`, shown: copy.shown });
          const inner = [...copy.words].flatMap((word) => innerCompounds(split(word)));
          const words = new Set([...copy.words, ...partsOf(copy.words), ...inner, ...copy.hidden]);
          for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
        }
      }
      await Promise.all(writing);
      if (writing.length > 0) pagefind.add(batch);
    }
    const pages = await pagefind.write(target);
    if (!options.isPlain) await cleanFragments(target, behind);
    await writeWordList(join(target, 'words'), counts, options.isPlain);
    const compounds = [...counts.keys()].sort().map((word) => [word, split(word)] as const);
    return { pages, compounds: new Map(compounds.filter(([, parts]) => parts.length > 1)) };
  } finally {
    await close();
    await rm(copies, { recursive: true });
  }
}

/** Pagefind, which reads one batch of copies while the next is being written. */
async function startPagefind(): Promise<{ add(folder: string): void; write(target: string): Promise<number> }> {
  const { index, errors } = await createIndex({ forceLanguage: site.language });
  if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
  const batches: ReturnType<typeof index.addDirectory>[] = [];
  return {
    add: (path) => void batches.push(index.addDirectory({ path })),
    write: async (outputPath) => {
      const added = await Promise.all(batches);
      const wrong = added.flatMap((each) => each.errors);
      if (wrong.length > 0) throw new Error(`Pagefind could not read the site: ${wrong.join('; ')}`);
      const pages = added.reduce((sum, each) => sum + each.page_count, 0);
      if (pages === 0) throw new Error('Pagefind found no page');
      const written = await index.writeFiles({ outputPath });
      if (written.errors.length > 0) throw new Error(`Pagefind could not write: ${written.errors.join('; ')}`);
      return pages;
    },
  };
}
