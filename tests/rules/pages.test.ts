import { expect, test } from 'vitest';
import { firstSentence, pagesAbove, pagesUnder, type InfoPage } from '../../src/lib/pages.ts';

test.each([
  ['Vi har åbent. Kom og se.', 'Vi har åbent.'],
  ['Har vi åbent? Ja!', 'Har vi åbent?'],
  ['Uden punktum', 'Uden punktum'],
  ['En pris\nover to linjer. Mere.', 'En pris over to linjer.'],
  ['# Titel\r\n\r\n- punkt\r\n\r\nSelve teksten.\r\n', 'Selve teksten.'],
  ['<Fakta titel="x">\n\n![Gården](./x.png)\n\nVaskeriet er *åbent*.\n\n</Fakta>', 'Vaskeriet er åbent.'],
  ['Se [husordenen](/praktisk/husorden/) og **vær venlig**. Tak.', 'Se husordenen og vær venlig.'],
  ['Prisen er 12.50 i alt. Tak.', 'Prisen er 12.50 i alt.'],
  ['Mødet er den 3. december kl. 19. Kom!', 'Mødet er den 3. december kl. 19.'],
  ['**Husk** nøglen. Tak.', 'Husk nøglen.'],
  ['[Vaskeriet](/praktisk/vaskeri/) er åbent. Kom.', 'Vaskeriet er åbent.'],
  ['"Kom", siger de. Tak.', '"Kom", siger de.'],
  ['12 beboere kom. Tak.', '12 beboere kom.'],
  ['1. Et punkt\n\nTeksten.', 'Teksten.'],
  ['', ''],
])('the first sentence of %j is %j', (markdown, sentence) => {
  expect(firstSentence(markdown)).toBe(sentence);
});

test('a long sentence is cut between words, at 200 characters at most', () => {
  const sentence = firstSentence(`${'bænken '.repeat(40)}.`);
  expect(sentence).toMatch(/^(bænken )+…$/);
  expect(sentence.length).toBeLessThanOrEqual(200);
  expect(sentence.length).toBeGreaterThan(190);
  const whole = `${'a'.repeat(199)}.`;
  expect(firstSentence(whole)).toBe(whole);
});

const page = (id: string): InfoPage => ({
  id,
  url: `/${id}/`,
  title: id,
  lead: undefined,
  description: id,
  isDraft: false,
  entry: { id, collection: 'sider', data: { title: id, lead: undefined, isDraft: false } },
});
const practical = page('praktisk');
const laundry = page('praktisk/vaskeri');
const prices = page('praktisk/vaskeri/priser');
const alike = page('praktiske');
const pages = [prices, alike, laundry, practical];

test('the pages under a page are those whose address goes on', () => {
  expect(pagesUnder(pages, practical)).toEqual([prices, laundry]);
  expect(pagesUnder(pages, prices)).toEqual([]);
});

test('the pages above a page come topmost first', () => {
  expect(pagesAbove(pages, prices)).toEqual([practical, laundry]);
  expect(pagesAbove(pages, alike)).toEqual([]);
});
