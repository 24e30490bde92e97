import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shardOf, type WordListHead } from './shards.ts';

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
