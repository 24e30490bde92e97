import type { Engine, Hit } from './engine.ts';
import { withDanishLetters } from './fold.ts';
import type { Term } from './query.ts';
import { positiveOf } from './stem.ts';
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
  const ask = (term: Term) => hitsHowever(term, engine, words, filters);
  const answers = await Promise.all(terms.map(ask));
  await joinNeighbours(terms, answers, words, ask);
  await keepNumbersBeside(terms, answers, ask);
  return scoresOf(answers);
}

type Scores = Map<string, Scored>;

/**
 * Pages with a term, and with what else it may be: with Danish letters, since an e-mail address says kloeverbaek where the
 * texts say Kløverbæk; and what is mørk for who asks for the mørkeste.
 */
async function hitsHowever(
  term: Term,
  engine: Engine,
  words: Words,
  filters: Readonly<Record<string, string>>,
): Promise<Scores> {
  const found = await hitsOf(term, engine, words, filters);
  const [word = ''] = term.words;
  const others = [
    { other: withDanishLetters(word), share: 1 },
    { other: positiveOf(word), share: 0.5 },
  ];
  for (const { other, share } of term.kind === 'word' ? others : []) {
    if (other === word || stopWords.has(other) || (await words.know(other)) !== 'word') continue;
    for (const [id, hit] of await hitsOf({ ...term, words: [other] }, engine, words, filters))
      if (!found.has(id)) found.set(id, share === 1 ? hit : { ...hit, score: hit.score * share, titles: 0 });
  }
  return found;
}

/** Pages with a term as it stands, and how well each fits. */
async function hitsOf(
  term: Term,
  engine: Engine,
  words: Words,
  filters: Readonly<Record<string, string>>,
): Promise<Scores> {
  const text = term.words.map(words.inIndex).join(' ');
  const ask = (each: string) => engine.search(each, filters);
  const scored = (hit: Hit, share = 1): Scored => {
    return { hit, score: hit.score * share, terms: 1, titles: Number(share === 1 && isInTitle(hit)) };
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
  if (known === 'beginning' || family.isAll) {
    fetchAhead(begun);
    return listed(begun.map((hit) => scored(hit)));
  }
  // Pagefind finds whatever begins with the stem: its scores are kept, of the pages that have the word or its family.
  const idsOf = async (each: string) => (await ask(`"${each}"`)).map(({ id }) => id);
  const exact = new Set(await idsOf(text));
  fetchAhead(begun.filter(({ id }) => exact.has(id)));
  const related = new Set((await Promise.all(family.others.map((other) => idsOf(words.inIndex(other))))).flat());
  return listed(
    begun.flatMap((hit) => (exact.has(hit.id) ? [scored(hit)] : related.has(hit.id) ? [scored(hit, 0.5)] : [])),
  );
}

/** What fits best is mostly shown first: it is on its way while the rest is looked at. */
function fetchAhead(hits: readonly Hit[]): void {
  const best = hits.find(isInTitle) ?? hits[0];
  best?.data().catch(() => undefined);
}

const isInTitle = (hit: Hit) => hit.matchedMetaFields?.includes('title') === true;

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
