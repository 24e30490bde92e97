import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { contentWith, expectRefusals, pieceWith, pieceWithout } from '../fixtures/content.ts';

type Row = readonly [name: string, field: string, line: number, what: string, instead: string];

const missing = (field: string) => `Feltet »${field}« mangler eller er tomt.`;
const mistyped = (field: string) => `Feltet »${field}« er ikke skrevet rigtigt.`;
const noField = (field: string) => `Feltet »${field}« findes ikke.`;
const noDay = (day: string) => `Datoen ${day} findes ikke i kalenderen.`;
const unreadDay = (day: string) => `Datoen »${day}« er ikke skrevet sådan, som vi kan læse den.`;
const noWriter = (writer: string) => `Skribenten »${writer}« findes ikke i content/skribenter/.`;
const noTopic = (topic: string) => `Emnet »${topic}« findes ikke i content/emner/.`;
const noPiece = (piece: string) => `Feltet »svarPaa« peger på »${piece}«, som ikke findes.`;
const noLink = (link: string) => `Linket »${link}« kan ikke bruges.`;
const tooLong = (field: string, length: number, limit: number) =>
  `Feltet »${field}« er ${length} tegn. Det må højst være ${limit}.`;
const source = (link: string) => `kilder:\n  - titel: Kilde\n    link: ${link}`;
const title = 'Skriv fx titel: En kort og klar overskrift';
const day = 'Skriv år-måned-dag, fx 2026-05-14.';

const refused: readonly Row[] = [
  ['an unknown key', 'farve: rød', 7, noField('farve'), 'Brug et af disse: titel, manchet, dato,'],
  ['a misspelt key', 'svarpaa: nyheder/nyhed', 7, noField('svarpaa'), 'Mente du »svarPaa«?'],
  ['a key with a capital', 'Kladde: true', 7, noField('Kladde'), 'Mente du »kladde«?'],
  ['an empty title', 'titel:', 2, missing('titel'), title],
  ['a title of spaces', 'titel: "  "', 2, missing('titel'), title],
  ['a number as title', 'titel: 2026', 2, mistyped('titel'), title],
  ['a list as title', 'titel: [Nej]', 2, mistyped('titel'), title],
  ['an empty day', 'dato:', 4, missing('dato'), 'Skriv fx dato: 2026-05-14'],
  ['a number as day', 'dato: 20260105', 4, mistyped('dato'), 'Skriv fx dato: 2026-05-14'],
  ['a day with a slash', 'dato: 14/5-2013', 4, unreadDay('14/5-2013'), day],
  ['a day in words', 'dato: 3. marts 2026', 4, unreadDay('3. marts 2026'), day],
  ['a day of one digit', 'dato: 2026-1-5', 4, unreadDay('2026-1-5'), day],
  ['31 February', 'dato: 2026-02-31', 4, noDay('2026-02-31'), 'Ret dagen eller måneden.'],
  ['month 13', 'dato: 2026-13-01', 4, noDay('2026-13-01'), 'Ret dagen eller måneden.'],
  ['a misspelt writer', 'skribent: redaktionn', 5, noWriter('redaktionn'), 'Mente du »redaktionen«?'],
  ['an unknown writer', 'skribent: formand', 5, noWriter('formand'), 'Opret filen content/skribenter/formand.mdx'],
  ['one unknown writer of two', 'skribent: [redaktionen, formand]', 5, noWriter('formand'), 'Opret filen'],
  ['a misspelt topic', 'emner: hverdg', 6, noTopic('hverdg'), 'Mente du »hverdag«?'],
  ['an unknown topic', 'emner:\n  - hverdag\n  - unge', 8, noTopic('unge'), 'Opret filen content/emner/unge.mdx'],
  ['a number as topic', 'emner: [1]', 6, mistyped('emner'), 'Skriv fx emner: [hverdag]'],
  ['an answer to a misspelt piece', 'svarPaa: nyheder/nyhd', 7, noPiece('nyheder/nyhd'), '»nyheder/nyhed«'],
  ['an answer to a bare file name', 'svarPaa: nyhed', 7, noPiece('nyhed'), 'Mente du »nyheder/nyhed«?'],
  ['an answer to an address', 'svarPaa: /nyheder/nyhed/', 7, noPiece('/nyheder/nyhed/'), 'Mente du »nyheder/nyhed«?'],
  ['an answer to nothing', 'svarPaa: debat/noget-andet', 7, noPiece('debat/noget-andet'), 'svarPaa: debat/filnavn'],
  ['a draft called »ja«', 'kladde: ja', 7, mistyped('kladde'), 'Skriv fx kladde: true'],
  ['an unknown choice', 'svar: åbent', 7, '»åbent« kan ikke bruges i feltet »svar«.', 'aabent, lukket'],
  ['corrections that are no list', 'rettelser: Ja', 7, mistyped('rettelser'), 'begynder med - dato:'],
  ['31 February in a list', 'rettelser:\n  - dato: 2026-02-31\n    tekst: Ja', 8, noDay('2026-02-31'), 'Ret dagen'],
  ['the second source without title', `${source('/om/')}\n  - link: /om/`, 10, missing('titel'), 'Kildens navn'],
  ['an unknown key in a list', `${source('/om/')}\n    side: 4`, 10, noField('side'), 'Brug et af disse: titel, link.'],
  ['a link that is a script', source('javascript:alert(1)'), 9, noLink('javascript:alert(1)'), 'https:// foran'],
  ['a link without https', source('www.x.dk'), 9, noLink('www.x.dk'), 'https:// foran'],
  ['a link that only seems our own', source('//x.dk'), 9, noLink('//x.dk'), 'https:// foran'],
  ['a bare file name as picture', 'billede: ./x.png', 7, mistyped('billede'), 'Skriv fx billede:'],
  ['a picture without file', 'billede:\n  alt: En bænk', 7, missing('fil'), 'Skriv fx fil: ./billede.jpg'],
  ['an empty list of topics', 'emner: []', 6, missing('emner'), 'Skriv fx emner: [hverdag]'],
  ['an empty list of writers', 'skribent: []', 5, missing('skribent'), 'Skriv fx skribent: redaktionen'],
  ['a day with a capital month', 'dato: 3. Marts 2026', 4, unreadDay('3. Marts 2026'), day],
  ['a link in words', source('Se her. Og der'), 9, noLink('Se her. Og der'), 'https:// foran'],
  ['a title of 130 characters', `titel: ${'a'.repeat(130)}`, 2, tooLong('titel', 130, 120), 'mindst 10 tegn.'],
  ['a number as picture', 'billede:\n  fil: 5\n  alt: En bænk', 8, mistyped('fil'), 'Skriv fx fil: ./billede.jpg'],
  ['a link without a host', source('https://['), 9, noLink('https://['), 'https:// foran'],
];
test.each(refused)('refuses %s', async (_, field, line, what, instead) => {
  await expectRefusals({ 'debat/indlaeg.mdx': pieceWith(field) }, ['debat/indlaeg.mdx', line, what, instead]);
});

test.each([
  ['titel', title],
  ['manchet', 'Skriv fx manchet: Hvad teksten handler om, i en eller to sætninger.'],
  ['dato', 'Skriv fx dato: 2026-05-14'],
  ['skribent', 'Skriv fx skribent: redaktionen'],
  ['emner', 'Skriv fx emner: [hverdag]'],
])('refuses a piece without %s', async (field, instead) => {
  await expectRefusals({ 'debat/indlaeg.mdx': pieceWithout(field) }, ['debat/indlaeg.mdx', 2, missing(field), instead]);
});

test('tells every mistake of a text, sorted by line', async () => {
  const piece = pieceWith('dato: i går').replace('[hverdag]', '[unge]');
  const problems = await checkContent(await contentWith({ 'debat/indlaeg.mdx': `${piece}\n# Overskrift\n` }));
  expect(problems.map(({ line }) => line)).toEqual([4, 6, 11]);
});
