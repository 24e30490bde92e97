import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { checkRedirects, parseRedirects } from '../../src/gate/redirects.ts';
import { contentWith, expectRefusals, pieceWith, type Refusal } from '../fixtures/content.ts';

const file = '_omdirigeringer.txt';
type Told = readonly [line: number, what: string, instead: string];

const unread = (line: string) => `Linjen »${line}« kan ikke læses.`;
const twice = (from: string) => `Adressen ${from} står to gange.`;
const loop = (from: string) => `Omdirigeringen fra ${from} ender, hvor den begyndte.`;
const chain = (from: string) => `Omdirigeringen fra ${from} fører til en adresse, der selv er flyttet.`;
const nowhere = (to: string) => `Der er ingen side på ${to}.`;
const live = (from: string) => `Der ligger en tekst på ${from}, så adressen kan ikke føre videre.`;
const example = 'Skriv den gamle adresse, et mellemrum og den nye, fx /debat/gammelt-navn/ /debat/nyt-navn/';
const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;

const refused: readonly (readonly [name: string, text: string, told: readonly Told[]])[] = [
  ['one address', '/debat/a/\n', [[1, unread('/debat/a/'), example]]],
  ['three addresses', '/x/ /om/ /debat/\n', [[1, unread('/x/ /om/ /debat/'), example]]],
  ['an address without its last slash', '/x /om/\n', [[1, unread('/x /om/'), example]]],
  ['another site', '/x/ https://x.dk/\n', [[1, unread('/x/ https://x.dk/'), example]]],
  ['another site without scheme', '/x/ //x.dk/\n', [[1, unread('/x/ //x.dk/'), example]]],
  ['a script', '/x/ javascript:alert(1)\n', [[1, unread('/x/ javascript:alert(1)'), example]]],
  ['the way up', '/x/ /../om/\n', [[1, unread('/x/ /../om/'), example]]],
  ['a pattern', '/x/* /om/\n', [[1, unread('/x/* /om/'), example]]],
  ['a place on a page', '/x/ /om/#a\n', [[1, unread('/x/ /om/#a'), example]]],
  ['the front page as what has moved', '/ /om/\n', [[1, unread('/ /om/'), example]]],
  ['an address twice', lines('/x/ /om/', '', '/x/ /debat/'), [[3, twice('/x/'), 'Slet den ene linje.']]],
  ['an address to itself', '/x/ /x/\n', [[1, loop('/x/'), 'Ret den nye adresse']]],
  [
    'a ring of three, and one that leads into it',
    lines('/w/ /x/', '/x/ /y/', '/y/ /z/', '/z/ /x/'),
    [
      [1, loop('/w/'), 'Ret den nye adresse'],
      [2, loop('/x/'), 'Ret den nye adresse'],
      [3, loop('/y/'), 'Ret den nye adresse'],
      [4, loop('/z/'), 'Ret den nye adresse'],
    ],
  ],
  [
    'a chain',
    lines('/x/ /y/', '/y/ /z/', '/z/ /om/'),
    [
      [1, chain('/x/'), 'Skriv den sidste adresse med det samme: /x/ /om/'],
      [2, chain('/y/'), 'Skriv den sidste adresse med det samme: /y/ /om/'],
    ],
  ],
  ['a page that is not there', '/x/ /on/\n', [[1, nowhere('/on/'), 'Mente du »/om/«?']]],
  ['nothing like any page', '/x/ /debat/noget-helt-andet/\n', [[1, nowhere('/debat/noget-helt-andet/'), 'browserens']]],
  ['a draft', '/x/ /debat/kladde/\n', [[1, nowhere('/debat/kladde/'), 'browserens adressefelt']]],
  [
    'a text that is there',
    '/debat/indlaeg/ /om/\n',
    [[1, live('/debat/indlaeg/'), 'Slet linjen, eller slet teksten.']],
  ],
  ['a list of the site’s own', '/debat/ /om/\n', [[1, live('/debat/'), 'Slet linjen']]],
];
test.each(refused)('refuses %s', async (_, text, told) => {
  const refusals = told.map(([line, what, instead]): Refusal => [file, line, what, instead]);
  await expectRefusals({ [file]: text, 'debat/kladde.mdx': pieceWith('kladde: true') }, ...refusals);
});

test.each([
  ['nothing but remarks', '# Flyttet\n\n  # og mere\n'],
  ['a piece', '/debat/gammelt-navn/ /debat/indlaeg/\n'],
  ['two addresses to one piece', '/debat/a/ /om/\n/debat/b/ /om/\n'],
  ['the front page', '/x/ /\n'],
  ['a list', '/debat/a/ /debat/\n'],
  ['tabs, blanks and Windows’ line ends', '  /debat/a/\t /om/  \r\n/b/ /om/\r\n'],
  ['a page further down', '/praktisk/vask/ /om/\n'],
])('accepts a redirect to %s', async (_, text) => {
  expect(await checkContent(await contentWith({ [file]: text }))).toEqual([]);
});

test('a chain of 20,000 is followed in one walk', () => {
  const { redirects } = parseRedirects(
    Array.from({ length: 20_000 }, (_, index) => `/a${index}/ /a${index + 1}/`).join('\n'),
  );
  const problems = checkRedirects(redirects, new Set(['/a20000/']));
  expect(problems).toHaveLength(19_999);
  expect(problems[0]?.instead).toBe('Skriv den sidste adresse med det samme: /a0/ /a20000/');
});
