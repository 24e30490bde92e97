import { expect, test } from 'vitest';
import { answered, answersTo, timelineOf } from '../../src/lib/threads.ts';

const piece = (id: string, day: string, answers?: string, title = id) => ({ id, day, answers, title });
const idsOf = (pieces: readonly { readonly id: string }[]) => pieces.map(({ id }) => id);

const plan = piece('plan', '2026-01-01');
const reply = piece('svar', '2026-01-03', 'plan');
const other = piece('andet svar', '2026-01-02', 'plan');
const again = piece('gensvar', '2026-01-04', 'svar');
const alone = piece('alene', '2026-01-02');
const lost = piece('uden mål', '2026-01-02', 'kladde');
const all = [again, reply, lost, alone, other, plan];

test('answers come oldest first, those of one day by title', () => {
  expect(idsOf(answersTo(all, plan))).toEqual(['andet svar', 'svar']);
  const b = piece('b', '2026-01-02', 'plan', 'Åben');
  const c = piece('c', '2026-01-02', 'plan', 'Bænk');
  expect(idsOf(answersTo([b, c], plan))).toEqual(['c', 'b']);
  expect(answersTo(all, alone)).toEqual([]);
});

test.each([
  ['a piece that is there', reply, plan],
  ['a piece that is not published', lost, undefined],
  ['nothing', plan, undefined],
])('an answer to %s finds it', (_, from, to) => {
  expect(answered(all, from)).toBe(to);
});

test.each([
  ['the first piece', plan],
  ['a branch', other],
  ['the middle', reply],
  ['the last answer', again],
])('the whole exchange is seen from %s', (_, seenFrom) => {
  expect(idsOf(timelineOf(all, seenFrom))).toEqual(['plan', 'andet svar', 'svar', 'gensvar']);
});

test.each([
  ['nobody answers and that answers nobody', alone],
  ['answers what is not published', lost],
])('a piece that %s has no exchange', (_, seenFrom) => {
  expect(timelineOf(all, seenFrom)).toEqual([]);
});

test('a ring of answers ends, with each piece once', () => {
  const ring = [piece('a', '2026-01-01', 'c'), piece('b', '2026-01-02', 'a'), piece('c', '2026-01-03', 'b')];
  for (const seenFrom of ring) expect(idsOf(timelineOf(ring, seenFrom))).toEqual(['a', 'b', 'c']);
  const itself = piece('selv', '2026-01-01', 'selv');
  expect(timelineOf([itself], itself)).toEqual([]);
});
