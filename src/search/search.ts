import type { Engine, Hit } from './engine.ts';
import { longestQuery, parseQuery, textOf, type Term } from './query.ts';
import { pagesWith, type Scored } from './scores.ts';
import { termsOnSite } from './terms.ts';
import { lettersOf } from './text-words.ts';
import type { Words } from './words.ts';

/** How a reader wants the answer. */
export interface Wishes {
  readonly filters?: Readonly<Record<string, string>>;
  readonly isNewestFirst?: boolean;
}

/** The answer to a query. */
export interface Answer {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** What was searched for, where that is not what was written. */
  readonly instead?: string;
  /** False when no page has all of it, and the pages have some. */
  readonly hasAll: boolean;
  /** Where nothing was found: words of the site that look like what was asked for. */
  readonly near: readonly string[];
}

/** Fetches what a search for words that begin as `written` does will need. */
export function prepareSearch(engine: Engine, words: Words, written: string): void {
  const [word = ''] = parseQuery(written)[0]?.words ?? [];
  words.know(word).catch(() => undefined);
  if (word.length > 1) engine.preload(words.inIndex(word));
}

/** Searches the site as Danish readers write; the page and `npm run find` ask in this way alike. */
export async function searchSite(
  engine: Engine,
  words: Words,
  written: string,
  { filters = {}, isNewestFirst = false }: Wishes = {},
): Promise<Answer> {
  const asked = parseQuery(written);
  engine.preload(asked.flatMap((term) => term.words.map(words.inIndex)).join(' '));
  const terms = await termsOnSite(asked, words);
  const found = await pagesWith(terms, engine, words, filters);
  const most = Math.max(0, ...found.map((each) => each.terms));
  const hits = inOrder(
    found.filter((each) => each.terms === most),
    engine,
    isNewestFirst,
  );
  const said = textOf(terms);
  const inTitle = new Set(found.filter(({ titles }) => titles >= terms.length).map(({ hit }) => hit.id));
  const hasAll = most === terms.length;
  const marked = hasAll ? await withAllMarked(hits, terms, engine, words, filters) : hits;
  return {
    hits: isNewestFirst ? marked : await withNamesakeFirst(marked, said, inTitle, words),
    hasAll,
    ...(lettersOf(said) !== lettersOf(written.slice(0, longestQuery)) && { instead: said }),
    near: hits.length > 0 ? [] : (await Promise.all(asked.flatMap((term) => term.words.map(words.near)))).flat(),
  };
}

/** Each hit was found by one of the terms; asked for all of them at once, Pagefind marks them all in the excerpt. */
async function withAllMarked(
  hits: readonly Hit[],
  terms: readonly Term[],
  engine: Engine,
  words: Words,
  filters: Readonly<Record<string, string>>,
): Promise<readonly Hit[]> {
  if (terms.length < 2 || terms.some(({ kind }) => kind === 'quoted')) return hits;
  const all = terms.flatMap((term) => term.words.map(words.inIndex)).join(' ');
  const marked = new Map((await engine.search(all, filters)).map((hit) => [hit.id, hit]));
  return hits.map((hit) => marked.get(hit.id) ?? hit);
}

/** Of the first hits that have it all in their titles (`inTitle`: their ids), those whose title is just what was asked for. */
async function withNamesakeFirst(
  hits: readonly Hit[],
  said: string,
  inTitle: ReadonlySet<string>,
  words: Words,
): Promise<readonly Hit[]> {
  const first = hits.slice(0, 10).filter(({ id }) => inTitle.has(id));
  // Most words are no title: then there is nothing to fetch.
  if (first.length === 0 || !(await words.mayBeTitle(said))) return hits;
  const titles = await Promise.all(first.map(async (hit) => lettersOf((await hit.data()).meta.title ?? '')));
  const namesakes = first.filter((_, place) => titles[place] === lettersOf(said));
  return [...namesakes, ...hits.filter((hit) => !namesakes.includes(hit))];
}

/** Texts before replies; what is as good, newest first. */
function inOrder(found: readonly Scored[], { newest, replies }: Engine, isNewestFirst: boolean): Hit[] {
  const placeOf = ({ hit }: Scored) => newest.get(hit.id) ?? Infinity;
  const byDay = (a: Scored, b: Scored) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b));
  const level = ({ score }: Scored) => Math.round(Math.log(Math.max(score, 1e-9)) * 50);
  const isReply = ({ hit }: Scored) => Number(replies.has(hit.id));
  const better = (a: Scored, b: Scored) =>
    isReply(a) - isReply(b) || b.titles - a.titles || level(b) - level(a) || byDay(a, b);
  return [...found].sort((a, b) => (isNewestFirst && byDay(a, b)) || better(a, b)).map(({ hit }) => hit);
}
