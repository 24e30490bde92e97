import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Splitter } from './compounds.ts';
import { innerCompounds } from './hidden-words.ts';
import { remembered } from './remembered.ts';
import { shardOf, type WordListHead } from './shards.ts';

/** The words of a page in lower case, and what it is found by although it does not say it. */
export interface Said {
  readonly words: readonly string[];
  readonly hidden: readonly string[];
}

/** On how many pages each word stands, by itself, in a compound, or hidden. */
export function countWords(pages: Iterable<Said>, split: Splitter): ReadonlyMap<string, number> {
  const within = remembered((word) => {
    const parts = split(word);
    return parts.length > 1 ? [word, ...parts, ...innerCompounds(parts)] : parts;
  });
  const counts = new Map<string, number>();
  for (const { words, hidden } of pages) {
    for (const word of new Set([...words.flatMap(within), ...hidden])) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/**
 * Writes the words of the site to `folder`, a file for each first letter, for correcting what is asked.
 * @param counts words in lower case, and on how many pages each stands
 */
export async function writeWordList(folder: string, counts: ReadonlyMap<string, number>, isPlain: boolean) {
  const words = [...counts].filter(([word]) => /^[\p{L}\p{N}]{1,40}$/u.test(word)).sort(([a], [b]) => (a < b ? -1 : 1));
  const shards = Map.groupBy(words, ([word]) => shardOf(word));
  await mkdir(folder, { recursive: true });
  const hash = createHash('sha256');
  for (const [shard, lines] of [...shards].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = lines.map(([word, count]) => [word, ...levelOf(count)].join(' ')).join('\n');
    hash.update(text);
    await writeFile(join(folder, `${shard}.txt`), text);
  }
  const head: WordListHead = { shards: [...shards.keys()].sort(), version: hash.digest('hex').slice(0, 8), isPlain };
  await writeFile(join(folder, 'list.json'), JSON.stringify(head));
}

/** How common a word is, in one figure, and none when it stands on one page. */
const levelOf = (count: number) => (count < 2 ? [] : [Math.min(9, Math.floor(Math.log2(count)))]);
