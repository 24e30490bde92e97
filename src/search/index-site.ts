import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { site } from '../site.ts';
import { compoundSplitter, type Splitter, type SplitRules } from './compounds.ts';
import { copiesOf, type Writing } from './copies.ts';
import { oneFolder, reusedFolders } from './copy-folders.ts';
import { danishDictionary } from './dictionary.ts';
import { cleanFragments, type Behind } from './fragments.ts';
import { hiddenWordsOf, type HiddenWords, type KnownWord } from './hidden-words.ts';
import { indexWriter } from './letters.ts';
import { wordsIn } from './text-words.ts';
import { countWords, writeWordList, type Said } from './word-list.ts';

/** What the editors have said of words, and whether to use documented features of Pagefind alone. */
export interface IndexOptions extends SplitRules {
  /** What a reader may write, for each base form of what the site writes. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  readonly isPlain: boolean;
}

/** So many pages are given to Pagefind at a time. */
const batchSize = 50;
/**
 * So many places of words are in one file of the index. As Pagefind comes they are 20,000, and a first search fetches
 * 20 kB of words it has no use for. The setting may go, as its name says: then the files are larger, and all else is the same.
 */
const chunkSize = { PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE: '3000' };

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
  const starting = startPagefind(options.isPlain);
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
    const folders = options.isPlain
      ? oneFolder(copies, (name) => pagefind.add(join(copies, name), '**/*.html'))
      : reusedFolders(copies, batchSize, (name) => pagefind.add(copies, `${name}/*.html`));
    for (const path of paths) {
      for (const copy of copiesOf(path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8'), written)) {
        const address = await folders.write(copy.path, copy.html);
        behind.set(address, { url: `/${copy.path.replace(/index\.html$/, '')}`, shown: copy.shown });
        said.push({ title: copy.title, words: copy.words, hidden: copy.hidden });
      }
    }
    folders.end();
    const pages = await pagefind.read();
    const writing = pagefind.write(target);
    // Pagefind writes for as long as it takes to read, in a process of its own: the rest is done meanwhile.
    const counts = countWords(said, split);
    const compounds = [...counts.keys()].sort().map((word) => [word, split(word)] as const);
    const titles = said.map(({ title }) => title);
    await writeWordList(join(target, 'words'), counts, titles, options.isPlain);
    await (options.isPlain ? writing : cleanFragments(target, behind, writing));
    return { pages, compounds: new Map(compounds.filter(([, parts]) => parts.length > 1)) };
  } finally {
    await close();
    await rm(copies, { recursive: true });
  }
}

function writingOf(split: Splitter, { known, of }: HiddenWords, isPlain: boolean): Writing {
  if (!isPlain) return { write: indexWriter(split, known), hidden: of, isApart: true };
  const partsOf = (words: Iterable<KnownWord>) =>
    new Set(Array.from(words, ({ word }) => split(word)).flatMap((parts) => (parts.length > 1 ? parts : [])));
  const write = (text: string, words?: Set<KnownWord>) => {
    for (const word of wordsIn(text)) words?.add(known(word));
    return text;
  };
  return { write, hidden: (words) => [...of(words), ...partsOf(words)], isApart: false };
}

/** Pagefind, which reads one batch of copies while the next is being written. */
async function startPagefind(isPlain: boolean) {
  if (!isPlain) Object.assign(process.env, chunkSize);
  const { index, errors } = await createIndex({ forceLanguage: site.language });
  if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
  const batches: ReturnType<typeof index.addDirectory>[] = [];
  return {
    /** Reads the copies that fit `glob` in the folder `path`. */
    add: (path: string, glob: string) => {
      const adding = index.addDirectory({ path, glob });
      batches.push(adding);
      return adding;
    },
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
