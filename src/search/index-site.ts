import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { site } from '../site.ts';
import { compoundSplitter, type Splitter, type SplitRules } from './compounds.ts';
import { copiesOf, type Writing } from './copies.ts';
import { danishDictionary } from './dictionary.ts';
import { cleanFragments, type Behind } from './fragments.ts';
import { hiddenWordsOf, type HiddenWords } from './hidden-words.ts';
import { indexWriter } from './letters.ts';
import { countWords, writeWordList, type Said } from './word-list.ts';

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
  const starting = startPagefind();
  const dictionary = danishDictionary();
  const split = compoundSplitter(dictionary, options);
  const written = writingOf(split, hiddenWordsOf(dictionary, split, options.synonyms), options.isPlain);
  const copies = await mkdtemp(join(tmpdir(), 'soegning-'));
  const target = join(folder, 'pagefind');
  await rm(target, { recursive: true, force: true });
  const said: Said[] = [];
  const behind = new Map<string, Behind>();
  const pagefind = await starting;
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
    paths.sort();
    for (let start = 0; start < paths.length; start += batchSize) {
      const batch = join(copies, String(start));
      await mkdir(batch);
      const before = behind.size;
      for (const path of paths.slice(start, start + batchSize)) {
        for (const copy of copiesOf(path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8'), written)) {
          // Ten thousand folders take longer to make than to read: the fragments get their addresses later.
          const name = options.isPlain ? copy.path : `${behind.size}.html`;
          if (options.isPlain) mkdirSync(join(batch, dirname(name)), { recursive: true });
          writeFileSync(join(batch, name), copy.html);
          behind.set(`/${name}`, { url: `/${copy.path.replace(/index\.html$/, '')}`, shown: copy.shown });
          said.push({ words: copy.words, hidden: copy.hidden });
        }
      }
      if (behind.size > before) pagefind.add(batch);
    }
    const pages = await pagefind.read();
    const writing = pagefind.write(target);
    // Pagefind writes for as long as it takes to read, in a process of its own: the words are counted meanwhile.
    const counts = countWords(said, split);
    const compounds = [...counts.keys()].sort().map((word) => [word, split(word)] as const);
    await writing;
    if (!options.isPlain) cleanFragments(target, behind);
    await writeWordList(join(target, 'words'), counts, options.isPlain);
    return { pages, compounds: new Map(compounds.filter(([, parts]) => parts.length > 1)) };
  } finally {
    await close();
    await rm(copies, { recursive: true });
  }
}

function writingOf(split: Splitter, hiddenWords: HiddenWords, isPlain: boolean): Writing {
  if (!isPlain) return { write: indexWriter(split), hidden: hiddenWords, isApart: true };
  const partsOf = (words: Iterable<string>) =>
    new Set(
      [...words]
        .map(split)
        .filter((parts) => parts[1])
        .flat(),
    );
  return { write: (text) => text, hidden: (words) => [...hiddenWords(words), ...partsOf(words)], isApart: false };
}

/** Pagefind, which reads one batch of copies while the next is being written. */
async function startPagefind() {
  const { index, errors } = await createIndex({ forceLanguage: site.language });
  if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
  const batches: ReturnType<typeof index.addDirectory>[] = [];
  return {
    add: (path: string) => void batches.push(index.addDirectory({ path })),
    /** Waits for all that was added, and gives the number of pages. */
    read: async () => {
      const added = await Promise.all(batches);
      const wrong = added.flatMap((each) => each.errors);
      if (wrong.length > 0) throw new Error(`Pagefind could not read the site: ${wrong.join('; ')}`);
      const pages = added.reduce((sum, each) => sum + each.page_count, 0);
      if (pages === 0) throw new Error('Pagefind found no page');
      return pages;
    },
    write: async (outputPath: string) => {
      const { errors } = await index.writeFiles({ outputPath });
      if (errors.length > 0) throw new Error(`Pagefind could not write: ${errors.join('; ')}`);
    },
  };
}
