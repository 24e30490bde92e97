import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** So many words are told of in the build; the file has them all. */
const mostTold = 20;

/**
 * Tells the editors which compounds were split for the first time, so that a wrong one is seen: those the last build of
 * this machine did not have. All are in `.cache/nye-ord.txt`, and what is known in `.cache/delte-ord.txt`.
 * @returns lines for the build's report, in Danish; none when nothing is new
 */
export async function reportNewSplits(
  root: string,
  compounds: ReadonlyMap<string, readonly string[]>,
): Promise<readonly string[]> {
  const memory = join(root, '.cache/delte-ord.txt');
  const before = new Set((await readFile(memory, 'utf8').catch(() => '')).split('\n'));
  const all = [...compounds.values()].map((parts) => parts.join('-')).sort((a, b) => a.localeCompare(b, 'da'));
  const fresh = all.filter((cut) => !before.has(cut));
  if (fresh.length === 0) return [];
  await mkdir(join(root, '.cache'), { recursive: true });
  await writeFile(memory, all.join('\n'));
  await writeFile(join(root, '.cache/nye-ord.txt'), `${fresh.join('\n')}\n`);
  const told = fresh.slice(0, mostTold).join(', ');
  const more = fresh.length > mostTold ? `, og ${fresh.length - mostTold} til i .cache/nye-ord.txt` : '';
  return [
    `nye ord, delt til søgningen: ${told}${more}`,
    'Er et ord delt forkert, så skriv det i content/_soegeord.yaml.',
  ];
}
