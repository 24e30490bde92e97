import type { Engine, Hit } from './engine.ts';
import type { Term } from './query.ts';
import { stopWords } from './stop-words.ts';
import type { Words } from './words.ts';

/** A page, how well it fits, how many of the terms it has, and how many of those in its title. */
export interface Scored {
  readonly hit: Hit;
  readonly score: number;
  readonly terms: number;
  readonly titles: number;
}

/** Pages with all or some of `terms`, and how well each fits. */
export async function pagesWith(
  terms: readonly Term[],
  engine: Engine,
  words: Words,
  filters: Readonly<Record<string, string>>,
): Promise<readonly Scored[]> {
  const ask = (term: Term) => hitsOf(term, engine, words, filters);
  const answers = await Promise.all(terms.map(ask));
  await joinNeighbours(terms, answers, words, ask);
  await keepNumbersBeside(terms, answers, ask);
  return scoresOf(answers);
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
  // What fits best is mostly shown first: it is on its way while the rest is looked at.
  begun[0]?.data().catch(() => undefined);
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
