import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../built.ts';
import { scoresOf, siteOf, type Case, type CaseText, type Score } from '../search-cases.ts';
import type { SiteCopy } from '../site-copy.ts';

const read = <Value>(path: string) => JSON.parse(readFileSync(join(root, 'tests/fixtures', path), 'utf8')) as Value;

/** Least order (nDCG) of each category, a little under what was measured when it was written. */
const floors = {
  'A bøjning': 0.93,
  'B led bagest': 0.95,
  'C led forrest': 0.96,
  'D særskrivning': 0.97,
  'E æøå-omskr.': 0.97,
  'F tastefejl': 0.97,
  'G store bogst.': 1,
  'H dato/tal': 0.97,
  'I fælder': 0.86,
  'J spørgsmål': 0.94,
} as const;

describe.each([
  ['texts and questions the search was written with', 'search-cases', { recall: 0.98, ndcg: 0.96, precision: 0.87 }],
  // Written by others, each before its turn of mending: the first time they were asked, recall was .970, .947, .964,
  // .947, .982 and .956, nDCG .958, .942, .964, .949, .977 and .951, and precision .931, .925, .955, .939, .955 and .941.
  ['a first set the search had not seen', 'search-holdout', { recall: 0.98, ndcg: 0.97, precision: 0.95 }],
  ['a second', 'search-estate', { recall: 0.98, ndcg: 0.97, precision: 0.95 }],
  ['a third', 'search-unseen', { recall: 0.98, ndcg: 0.97, precision: 0.95 }],
  ['a fourth', 'search-plain', { recall: 0.97, ndcg: 0.97, precision: 0.95 }],
  ['a fifth', 'search-garden', { recall: 0.98, ndcg: 0.98, precision: 0.95 }],
  ['a sixth', 'search-choir', { recall: 0.98, ndcg: 0.97, precision: 0.95 }],
])('of %s', (_, folder, least) => {
  const texts = read<CaseText[]>(`${folder}/texts.json`);
  const cases = read<Case[]>(`${folder}/queries.json`);
  let copy: SiteCopy;
  let scores: ReadonlyMap<string, Score>;
  beforeAll(async () => {
    copy = await siteOf(texts);
    const { code, output } = await copy.build();
    if (code !== 0) throw new Error(output);
    ({ scores } = await scoresOf(copy.dist, texts, cases));
  });
  afterAll(() => copy.remove());

  test('what readers ask for is found, and in the right order', () => {
    expect(scores.get('all')?.queries).toBe(cases.length);
    for (const measure of ['recall', 'ndcg', 'precision'] as const) {
      expect(scores.get('all')?.[measure], measure).toBeGreaterThanOrEqual(least[measure]);
    }
  });

  test.each(Object.entries(floors))('also where the question is one of %s', (category, floor) => {
    const least = folder === 'search-cases' ? floor : Math.min(floor, 0.86);
    expect(scores.get(category)?.ndcg).toBeGreaterThanOrEqual(least);
  });
});
