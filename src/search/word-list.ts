import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Splitter } from './compounds.ts';
import { innerCompounds } from './hidden-words.ts';
import { remembered } from './remembered.ts';
import { beforeTitles, shardOf, type WordListHead } from './shards.ts';
import { titleKey } from './text-words.ts';

/** The title of a page, its words in lower case, and what it is found by although it does not say it. */
export interface Said {
  readonly title: string;
  readonly words: readonly string[];
  readonly hidden: readonly string[];
}

/** On how many pages each word stands, by itself, in a compound, or hidden. */
export function countWords(pages: Iterable<Said>, split: Splitter): ReadonlyMap<string, number> {
  const counts = new Map<string, { pages: number; last: number }>();
  const countOf = remembered((word) => {
    const count = { pages: 0, last: -1 };
    counts.set(word, count);
    return count;
  });
  const within = remembered((word) => {
    const parts = split(word);
    return (parts.length > 1 ? [word, ...parts, ...innerCompounds(parts)] : parts).map(countOf);
  });
  let page = 0;
  const add = (count: { pages: number; last: number }) => {
    if (count.last !== page) count.pages += 1;
    count.last = page;
  };
  for (const { words, hidden } of pages) {
    page += 1;
    for (const word of words) within(word).forEach(add);
    for (const word of hidden) add(countOf(word));
  }
  return new Map(Array.from(counts, ([word, count]) => [word, count.pages]));
}

/**
 * Writes the words of the site to `folder`, a file for each first letter, for correcting what is asked; and what its
 * titles begin with.
 * @param counts words in lower case, and on how many pages each stands
 */
export async function writeWordList(
  folder: string,
  counts: ReadonlyMap<string, number>,
  titles: Iterable<string>,
  isPlain: boolean,
) {
  const words = [...counts].filter(([word]) => /^[\p{L}\p{N}]{1,40}$/u.test(word)).sort(([a], [b]) => (a < b ? -1 : 1));
  const shards = Map.groupBy(words, ([word]) => shardOf(word));
  const keys = Map.groupBy([...new Set(Array.from(titles, titleKey))].filter(Boolean).sort(), shardOf);
  await mkdir(folder, { recursive: true });
  const hash = createHash('sha256');
  for (const [shard, lines] of [...shards].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const list = lines.map(([word, count]) => [word, ...levelOf(count)].join(' ')).join('\n');
    const text = list + beforeTitles + (keys.get(shard) ?? []).join(' ');
    hash.update(text);
    await writeFile(join(folder, `${shard}.txt`), text);
  }
  const head: WordListHead = { shards: [...shards.keys()].sort(), version: hash.digest('hex').slice(0, 8), isPlain };
  await writeFile(join(folder, 'list.json'), JSON.stringify(head));
}

/** How common a word is, in one figure, and none when it stands on one page. */
const levelOf = (count: number) => (count < 2 ? [] : [Math.min(9, Math.floor(Math.log2(count)))]);
