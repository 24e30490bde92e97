import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysIn, longestQuery, parseQuery, phonesIn, textOf } from '../../src/search/query.ts';

test.each([
  ['hvornår åbner  Biblioteket?', 'åbner biblioteket'],
  ['hvad er det', 'hvad er det'],
  ['12/5', '12 maj'],
  ['12/5-26', '12 maj 2026'],
  ['marked12/5', 'marked 12 maj'],
  ['12.05.2026', '12 maj 2026'],
  ['2026-05-12', '12 maj 2026'],
  ['den 12. maj 2026', '12 maj 2026'],
  ['8.30', '830'],
  ['40/13', '4013'],
  ['e-mail', 'email'],
  ['"lange bænke" gård', '"lange bænke" gård'],
  ['”hvad er det”', '"hvad er det"'],
  ['"halvt', 'halvt'],
  ['gård gård Gård', 'gård'],
  ['<b>gård</b>', 'b gård'],
  ['🏠 ?!', ''],
  ['\uD800gård\uDC00', 'gård'],
])('%j asks for %j', (written, terms) => expect(textOf(parseQuery(written))).toBe(terms));

test.each([
  ['Søndag den 17/5 er der marked, og igen 3.6.2026.', ['17 maj', '3 juni 2026']],
  ['Vi åbner kl. 8.30. 40/13 er ingen dag.', []],
])('the days in figures in %j are %j', (text, days) => expect(daysIn(text)).toEqual(days));

test.each([
  ['Ring 12 34 56 78 i dag.', ['12345678', '12 34 56 78']],
  ['Tlf. 1234 5678, konto 1234-12345678.', ['12345678', '12 34 56 78']],
  ['Den 12.11.2026 kom 123 45 67 89.', []],
])('the telephone numbers in %j are %j', (text, numbers) => expect(phonesIn(text)).toEqual(numbers));

test('whatever is written, few short terms are asked for', () => {
  const written = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 10_000 }));
  fc.assert(
    fc.property(written, (text) => {
      const terms = parseQuery(text);
      expect(terms.length).toBeLessThanOrEqual(16);
      expect(textOf(terms).length).toBeLessThanOrEqual(longestQuery * 3);
      for (const { words } of terms) for (const word of words) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
    }),
  );
  expect(parseQuery('vaskeri '.repeat(1250))).toHaveLength(1);
});
