import type { Engine, Hit } from './engine.ts';
import { longestQuery, parseQuery, textOf, type Term } from './query.ts';
import { stopWords } from './stop-words.ts';
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

/** A page, how well it fits, how many of the terms it has, and how many of those in its title. */
interface Scored {
  readonly hit: Hit;
  readonly score: number;
  readonly terms: number;
  readonly titles: number;
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
  const whole = await joinUnknown(asked, words);
  const terms = (await Promise.all(whole.map((term) => resolve(term, words)))).flat();
  const ask = (term: Term) => hitsOf(term, engine, words, filters);
  const answers = await Promise.all(terms.map(ask));
  await joinNeighbours(terms, answers, words, ask);
  await keepNumbersBeside(terms, answers, ask);
  const found = scoresOf(answers);
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
    hits: isNewestFirst ? marked : await withNamesakeFirst(marked, said, inTitle),
    hasAll,
    ...(letters(said) !== letters(written.slice(0, longestQuery)) && { instead: said }),
    near: hits.length > 0 ? [] : (await Promise.all(asked.flatMap((term) => term.words.map(words.near)))).flat(),
  };
}

const letters = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

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
): Promise<readonly Hit[]> {
  const first = hits.slice(0, 10).filter(({ id }) => inTitle.has(id));
  const titles = await Promise.all(first.map(async (hit) => letters((await hit.data()).meta.title ?? '')));
  const namesakes = first.filter((_, place) => titles[place] === letters(said));
  return [...namesakes, ...hits.filter((hit) => !namesakes.includes(hit))];
}

/** Words that the site does not have, but has as one: street food, where it writes streetfood. */
async function joinUnknown(terms: readonly Term[], words: Words): Promise<readonly Term[]> {
  const joined: Term[] = [];
  for (const term of terms) {
    const before = joined.at(-1);
    if (before?.kind === 'word' && term.kind === 'word') {
      const word = `${before.words[0]}${term.words[0]}`;
      const known = await Promise.all([...before.words, ...term.words].map(words.know));
      if (known.includes('unknown') && (await words.know(word)) === 'word') {
        joined[joined.length - 1] = { kind: 'word', words: [word] };
        continue;
      }
    }
    joined.push(term);
  }
  return joined;
}

/** A term in words the site has. */
async function resolve(term: Term, words: Words): Promise<readonly Term[]> {
  if (term.kind !== 'word') return [term];
  const [word = ''] = term.words;
  if ((await words.know(word)) !== 'unknown') return [{ kind: 'word', words: [word] }];
  if (term.pieces) {
    const pieces = term.pieces.map((piece): Term => ({ kind: 'word', words: [piece] }));
    return (await Promise.all(pieces.map((piece) => resolve(piece, words)))).flat();
  }
  const meant = (await words.correct(word)) ?? [word];
  return meant.map((each) => ({ kind: 'word', words: [each] }));
}

type Scores = Map<string, Scored>;

/** Pages with a term, and how well each fits. */
async function hitsOf(
  term: Term,
  engine: Engine,
  words: Words,
  filters: Readonly<Record<string, string>>,
): Promise<Scores> {
  const text = term.words.map(words.inIndex).join(' ');
  const ask = (each: string) => engine.search(each, filters);
  const scored = (hit: Hit, share = 1): Scored => {
    const isTitle = share === 1 && hit.matchedMetaFields?.includes('title') === true;
    return { hit, score: hit.score * share, terms: 1, titles: Number(isTitle) };
  };
  const listed = (hits: readonly Scored[]): Scores => new Map(hits.map((each) => [each.hit.id, each]));
  const [word = ''] = term.words;
  const known = term.kind === 'word' ? await words.know(word) : 'unknown';
  if (known === 'unknown') {
    const together = await ask(`"${text}"`);
    // The 12th and 13th of May: a day is also found where its words are apart.
    const found = together.length === 0 && term.kind === 'day' ? await ask(text) : together;
    return listed(found.map((hit) => scored(hit)));
  }
  if (stopWords.has(word)) {
    const subjects = await ask(`"${words.asSubject(word)}"`);
    if (subjects.length > 0) return listed(subjects.map((hit) => scored(hit)));
  }
  const begun = await ask(text);
  const family = await words.family(word);
  if (known === 'beginning' || family.isAll) return listed(begun.map((hit) => scored(hit)));
  // Pagefind finds whatever begins with the stem: its scores are kept, of the pages that have the word or its family.
  const idsOf = async (each: string) => (await ask(`"${each}"`)).map(({ id }) => id);
  const exact = new Set(await idsOf(text));
  const related = new Set((await Promise.all(family.others.map((other) => idsOf(words.inIndex(other))))).flat());
  return listed(
    begun.flatMap((hit) => (exact.has(hit.id) ? [scored(hit)] : related.has(hit.id) ? [scored(hit, 0.5)] : [])),
  );
}

/** Two words beside each other may be one on the page: what has `nabohjælp` has both nabo and hjælp. */
async function joinNeighbours(
  terms: readonly Term[],
  answers: readonly Scores[],
  words: Words,
  ask: (term: Term) => Promise<Scores>,
): Promise<void> {
  for (const [index, term] of terms.entries()) {
    const next = terms[index + 1];
    if (!next || term.kind !== 'word' || next.kind !== 'word') continue;
    const joined = `${term.words[0]}${next.words[0]}`;
    if (joined.length < 4 || (await words.know(joined)) === 'unknown') continue;
    for (const [id, scored] of await ask({ kind: 'word', words: [joined] })) {
      answers[index]?.set(id, scored);
      answers[index + 1]?.set(id, scored);
    }
  }
}

/** A number belongs to the word beside it: where some page has `uge 14`, another's 14 is not what was asked for. */
async function keepNumbersBeside(
  terms: readonly Term[],
  answers: readonly Scores[],
  ask: (term: Term) => Promise<Scores>,
): Promise<void> {
  for (const [index, term] of terms.entries()) {
    const next = terms[index + 1];
    if (next?.kind !== 'word' || term.kind !== 'word') continue;
    const number = [index, index + 1].filter((each) => /^\p{N}+$/u.test(terms[each]?.words[0] ?? ''));
    if (number.length !== 1) continue;
    const beside = await ask({ kind: 'quoted', words: [...term.words, ...next.words] });
    const answer = answers[number[0] ?? 0];
    if (beside.size > 0) for (const id of [...(answer?.keys() ?? [])]) if (!beside.has(id)) answer?.delete(id);
  }
}

function scoresOf(answers: readonly Scores[]): Scored[] {
  const found: Scores = new Map();
  for (const [id, scored] of answers.flatMap((answer) => [...answer])) {
    const before = found.get(id);
    const sum = (key: 'score' | 'terms' | 'titles') => (before?.[key] ?? 0) + scored[key];
    found.set(id, { hit: scored.hit, score: sum('score'), terms: sum('terms'), titles: sum('titles') });
  }
  return [...found.values()];
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
