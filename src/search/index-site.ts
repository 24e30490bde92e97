import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { glob, mkdtemp, rm } from 'node:fs/promises';
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
  const writing: Writing = options.isPlain
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
  const counts = new Map<string, number>();
  const behind = new Map<string, Behind>();
  const compounds = new Map<string, readonly string[]>();
  try {
    for await (const name of glob('**/*.html', { cwd: folder, exclude: (path) => path === 'pagefind' })) {
      const path = name.replaceAll('\\', '/');
      for (const copy of copiesOf(path, readFileSync(join(folder, path), 'utf8'), writing)) {
        // Ten thousand folders take longer to make than to read: the fragments get their addresses later.
        const name = options.isPlain ? copy.path : `${behind.size}.html`;
        if (options.isPlain) mkdirSync(join(copies, dirname(name)), { recursive: true });
        writeFileSync(join(copies, name), copy.html);
        behind.set(`/${name}`, { url: `/${copy.path.replace(/index\.html$/, '')}`, shown: copy.shown });
        const inner = [...copy.words].flatMap((word) => innerCompounds(split(word)));
        const words = new Set([...copy.words, ...partsOf(copy.words), ...inner, ...copy.hidden]);
        for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    for (const word of [...counts.keys()].sort()) {
      const parts = split(word);
      if (parts.length > 1) compounds.set(word, parts);
    }
    const target = join(folder, 'pagefind');
    await rm(target, { recursive: true, force: true });
    const pages = await runPagefind(copies, target);
    if (!options.isPlain) await cleanFragments(target, behind);
    await writeWordList(join(target, 'words'), counts, options.isPlain);
    return { pages, compounds };
  } finally {
    await rm(copies, { recursive: true });
  }
}

/** Indexes the HTML of `folder` into `target`; gives how many pages were found. */
async function runPagefind(folder: string, target: string): Promise<number> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: site.language });
    if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
    const added = await index.addDirectory({ path: folder });
    if (added.errors.length > 0) throw new Error(`Pagefind could not read the site: ${added.errors.join('; ')}`);
    if (added.page_count === 0) throw new Error(`Pagefind found no page in ${folder}`);
    const written = await index.writeFiles({ outputPath: target });
    if (written.errors.length > 0) throw new Error(`Pagefind could not write: ${written.errors.join('; ')}`);
    return added.page_count;
  } finally {
    await close();
  }
}
