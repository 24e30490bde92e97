import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../built.ts';
import { scoresOf, siteOf, type Case, type CaseText, type Score } from '../search-cases.ts';
import type { SiteCopy } from '../site-copy.ts';

const read = <Value>(name: string) =>
  JSON.parse(readFileSync(join(root, `tests/fixtures/search-cases/${name}.json`), 'utf8')) as Value;
const texts = read<CaseText[]>('texts');
const cases = read<Case[]>('queries');

let copy: SiteCopy;
let scores: ReadonlyMap<string, Score>;
beforeAll(async () => {
  copy = await siteOf(texts);
  const { code, output } = await copy.build();
  if (code !== 0) throw new Error(output);
  ({ scores } = await scoresOf(copy.dist, texts, cases));
});
afterAll(() => copy.remove());

test('what Danish readers ask for is found, and in the right order', () => {
  console.table([...scores].map(([category, score]) => ({ category, ...score })));
  const all = scores.get('all');
  expect(all?.queries).toBe(cases.length);
  expect(all?.recall).toBeGreaterThanOrEqual(0.98);
  expect(all?.ndcg).toBeGreaterThanOrEqual(0.96);
  expect(all?.precision).toBeGreaterThanOrEqual(0.87);
});
