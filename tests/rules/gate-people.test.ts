import { expect, test, vi } from 'vitest';
import type { Collection } from '../../src/gate/content-files.ts';
import { hints } from '../../src/gate/hints-messages.ts';
import { peopleErrors, peopleWarnings } from '../../src/gate/people.ts';
import type { Problem } from '../../src/gate/messages.ts';
import { expectRefusals, page, picture, pieceSaying, pieceWith, replyWith } from '../fixtures/content.ts';
import { textFile } from '../fixtures/text-files.ts';

vi.mock('../../src/site.ts', async (original) => {
  const { site } = await original<typeof import('../../src/site.ts')>();
  return { site: { ...site, phone: '43 21 43 21' } };
});

// 070761-4285 is the CPR office's own example, and its check digit holds; that of 010199-1234 does not.
const cpr: readonly (readonly [name: string, words: string, column: number])[] = [
  ['with a hyphen', 'Ole 070761-4285', 5],
  ['with a hyphen and no check digit, as since 2007', 'Ole 010199-1234', 5],
  ['with a dash', 'Ole 070761–4285', 5],
  ['with blanks about the hyphen', 'Ole 070761 - 4285', 5],
  ['with a blank', 'Ole 070761 4285', 5],
  ['with a blank that does not break', 'Ole 070761\u00a04285', 5],
  ['in one', 'Ole 0707614285.', 5],
  ['in one, named', 'cpr-nr. 0101991234', 9],
  ['in one, named after', 'Ole 0101991234 (CPR)', 5],
  ['grown together with its name', 'CPR070761-4285', 4],
  ['with points in the date, named', 'Personnummer 01.01.99-1234', 14],
  ['with blanks in the date, named', 'CPR: 07 07 61 4285', 6],
  ['named, though another number is too', 'Sagsnr. 4, personnr. 070761-4285', 22],
  ['as a member', 'Medlemsnr. 070761-4285', 12],
  ['in brackets', '(070761-4285)', 2],
  ['before a full stop', 'Han er 070761-4285.', 8],
  ['as a link', '[Ole](mailto:070761-4285@x.dk)', 14],
  ['as code', '`070761-4285`', 2],
  ['of 29 February 2000', 'Ea 290200-4123', 4],
  ['of somebody born in 1858', 'Ea 010158-5123', 4],
];
test.each(cpr)('stops a personal number %s', (_, words, column) => {
  expect(peopleErrors([textFile(pieceSaying(words))])).toEqual([
    { file: 'content/debat/indlaeg.mdx', line: 9, column, ...hints.cprNumber() },
  ]);
});

const noCpr: readonly (readonly [name: string, words: string])[] = [
  ['32 January', '320199-1234'],
  ['the 13th month', '011399-1234'],
  ['29 February 1900', '290200-1234'],
  ['29 February 2001', '290201-4123'],
  ['ten digits whose check digit does not hold', '0101991234'],
  ['six and four digits whose check digit does not hold', '010199 1234'],
  ['a case number', 'Sagsnr. 070761-4285'],
  ['a case in GitHub', 'Journalnummer: 070761 4285'],
  ['an invoice', 'faktura 0707614285'],
  ['an account', 'reg.nr. 1234 konto 0707614285'],
  ['an account after its registration number', 'Konto 1234 0707614285'],
  ['an EAN', '5790000707614'],
  ['an EAN in groups', 'EAN 5790 0707614285'],
  ['a longer number', '070761-42851'],
  ['a number with more in front', '1070761-4285'],
  ['a number with more groups', '070761-4285-12'],
  ['a number with groups in front', '12-070761-4285'],
  ['a moment', '20260514-1530'],
  ['a day', '2026-05-14'],
  ['days and a time', '05.05.26-1530'],
  ['a telephone number', '+45 22 33 44 55'],
  ['a price', '120.101,1234 kr.'],
  ['a range of years', '2018-2021'],
  ['a web address', '[x](https://x.dk/nyt/070761-4285/mere)'],
  ['the name of a file', 'referat070761-4285'],
];
test.each(noCpr)('lets %s be', (_, words) => {
  expect(peopleErrors([textFile(pieceSaying(words))])).toEqual([]);
});

test('finds personal numbers in fields, in replies and in pages of the site, each at its place', () => {
  const texts = [
    textFile(pieceWith('manchet: Ring til 070761-4285').replaceAll('\n', '\r\n')),
    textFile('---\nnavn: Bo\n---\n\nJeg er\n010199-1234 og 070761-4285.\n', 'svar'),
    textFile('Ingen felter, 070761-4285', 'sider'),
  ];
  expect(peopleErrors(texts).map(({ line, column }) => [line, column])).toEqual([
    [3, 19],
    [6, 1],
    [6, 16],
    [1, 15],
  ]);
});

const number = '070761-4285';
const pictured = `billede:\n  fil: ./a.png\n  alt: ${number}`;
test.each<[name: string, file: string, text: string]>([
  ['a piece', 'debat/a.mdx', pieceSaying(number)],
  ['plain Markdown', 'debat/a.md', pieceSaying(number)],
  ['a comment nobody sees', 'debat/a.md', pieceSaying(`Hej\n\n<!-- ${number} -->`)],
  ['code', 'debat/a.mdx', pieceSaying(`\`${number}\``)],
  ['an attribute', 'debat/a.mdx', pieceSaying(`<Citat hvem="${number}">Hej</Citat>`)],
  ['the words for a picture', 'debat/a/index.mdx', pieceSaying(`![En bænk ${number}](./a.png)`)],
  ['the words for the lead picture', 'debat/a/index.mdx', pieceWith(pictured)],
  ['an address', 'debat/a.mdx', pieceSaying(`[Ole](mailto:${number}@x.dk)`)],
  ['a remark in the fields', 'debat/a.mdx', pieceWith(`# ${number}`)],
  ['a source', 'debat/a.mdx', pieceWith(`kilder:\n  - titel: ${number}`)],
  ['a correction', 'debat/a.mdx', pieceWith(`rettelser:\n  - dato: 2026-01-05\n    tekst: ${number}`)],
  ['a thread', 'debat/a.mdx', pieceWith(`traad: ${number}`)],
  ['news', 'nyheder/a.mdx', pieceWith('slags: nyhed').replace('bænken', number)],
  ['a page', 'sider/a/b.mdx', page.replace('Sæt', number)],
  ['a topic', 'emner/a.mdx', `---\ntitel: A\nbeskrivelse: ${number}\n---\n\nA\n`],
  ['a writer', 'skribenter/a.mdx', `---\nnavn: A\nrolle: B\ntilknytning: ${number}\n---\n`],
  ['a reply', 'svar/a.md', replyWith('navn: A').replace('sæt', number)],
  ['the fields of a reply', 'svar/a.md', replyWith(`navn: ${number}`)],
  ['the reason of a take-down', 'svar/_fjernet.yaml', `- id: gh-1\n  dato: 2026-01-05\n  grund: ${number}\n`],
  ['the front page', 'forside.yaml', `moede:\n  titel: ${number}\n  dato: 2026-12-03\n  tid: "19"\n  sted: Her\n`],
  ['the list of moved pages', '_omdirigeringer.txt', `# ${number}\n`],
  ['the list of words', '_ordliste.txt', `ord # ${number}\n`],
  ['a template', 'debat/_skabelon.mdx', number],
  ['the guide', 'SKRIV.md', number],
])('stops a personal number in %s', async (_, file, text) => {
  const files = { [file]: text, 'debat/a/a.png': await picture('png') };
  const line = text.slice(0, text.indexOf(number)).split('\n').length;
  const { what, instead } = hints.cprNumber();
  await expectRefusals(files, [file, line, what, instead]);
});

test('does not repeat a personal number', () => {
  expect(JSON.stringify(peopleErrors([textFile('CPR 070761-4285')]))).not.toMatch(/070761|4285/);
});

const said = (problems: readonly Problem[]) => problems.map(({ line, column, what }) => [line, column, what]);
const telephone = hints.privateTelephone().what;
const mail = hints.privateMail().what;
const account = hints.account().what;

const warned: readonly (readonly [name: string, words: string, column: number, what: string])[] = [
  ['a number in pairs', 'Ring 22 33 44 55.', 6, telephone],
  ['a number in pairs that do not break', 'Ring 22\u00a033\u00a044\u00a055.', 6, telephone],
  ['a number with hyphens', 'Ring 22-33-44-55.', 6, telephone],
  ['a number with points', 'Ring 22.33.44.55.', 6, telephone],
  ['a number in fours', 'Ring 2233 4455', 6, telephone],
  ['a number in four and pairs', 'Ring 2233 44 55', 6, telephone],
  ['a number in a row after its name', 'Tlf. 22334455', 6, telephone],
  ['a number in a row after ring', 'Ring på 22334455', 9, telephone],
  ['a number with +45', 'Jeg har +4522334455', 9, telephone],
  ['a number with 0045 in pairs', 'Jeg har 0045 22 33 44 55', 9, telephone],
  ['a number one can press', '[Ring](tel:+4522334455)', 12, telephone],
  ['a number after »se«', 'Se 22 33 44 55', 4, telephone],
  ['an address of mail', 'Skriv til ole.hansen@mail.example', 11, mail],
  ['an address one can press', '[Ole](mailto:ole@mail.example)', 14, mail],
  ['an address after one of ours', 'redaktion@beboerdebat.example, ole@mail.example', 32, mail],
  ['an address that only ends as ours', 'ole@minbeboerdebat.example', 1, mail],
  ['an account, both named', 'Reg.nr. 1234 konto 1234567890', 1, account],
  ['an account with a comma', 'reg. 1234, kontonr. 123 456 7890', 1, account],
  ['an account whose registration number is not named', 'Konto: 1234 12345678', 1, account],
  ['an IBAN', 'DK50 0040 0440 1162 43', 1, account],
];
test.each(warned)('warns of %s', (_, words, column, what) => {
  expect(said(peopleWarnings([textFile(pieceSaying(words))]))).toEqual([[9, column, what]]);
});

const harmless: readonly (readonly [name: string, words: string])[] = [
  ['our own number', 'Ring 43 21 43 21 eller +45 4321 4321'],
  ['a number nobody has', 'Ring 12 34 56 78'],
  ['a number of a firm', 'Ring 70 10 20 30 eller 80 20 30 40'],
  ['a short number', 'Ring 112'],
  ['eight digits without a name', 'Der står 22334455 på skuffen.'],
  ['years', 'fra 2021 2022 og 2018-2021'],
  ['a range', '2500-3000 kr.'],
  ['a price', '22.334.455 kr.'],
  ['a day', '2026-05-14 og 14.05.2026'],
  ['a moment', '20260514'],
  ['times', 'kl. 22.30-23.45'],
  ['a CVR number', 'CVR-nr. 22 33 44 55 og SE-nr. 33 44 55 66'],
  ['a case', 'Sag 22334455'],
  ['an EAN in pairs', '57 90 00 01 23 45 6'],
  ['a web address', 'https://x.dk/22334455/22-33-44-55?nr=22-33-44-55'],
  ['our own mail', 'bestyrelsen@beboerdebat.example'],
  ['mail of an authority', 'dt@datatilsynet.dk og os@lejre.kommune.example'],
  ['mail of an office', 'info@firma.example'],
  ['a name on GitHub', '@beboer, https://medium.example/@beboer'],
  [
    'a box for those one may call',
    '<Kontakt navn="A" telefon="22 33 44 55" mail="a@b.example">Eller 33 44 55 66.</Kontakt>',
  ],
  ['a box without words', '<Kontakt navn="A" telefon="22 33 44 55" />'],
];
test.each(harmless)('does not warn of %s', (_, words) => {
  expect(peopleWarnings([textFile(pieceSaying(words))])).toEqual([]);
});

test('warns in fields too, and of what stands between two boxes', () => {
  const box = '<Kontakt navn="A">22 33 44 55</Kontakt>';
  expect(said(peopleWarnings([textFile(pieceWith('manchet: "Ring 22 33 44 55"'))]))).toEqual([[3, 16, telephone]]);
  expect(said(peopleWarnings([textFile(pieceSaying(`${box} 33 44 55 66 ${box}`))]))).toEqual([[9, 41, telephone]]);
});

test('warns of the same number once in a text, however it is written', () => {
  const text = textFile(pieceSaying('Ring 22 33 44 55.\n\nSom sagt 2233 4455 eller +4522334455.'));
  expect(said(peopleWarnings([text]))).toEqual([[9, 6, telephone]]);
});

test.each<[Collection, number]>([
  ['debat', 1],
  ['nyheder', 1],
  ['emner', 1],
  ['skribenter', 1],
  ['svar', 1],
  ['sider', 0],
])('in %s a number is warned of %i times', (collection, count) => {
  expect(peopleWarnings([textFile(pieceSaying('22 33 44 55'), collection)])).toHaveLength(count);
});

test.each(['a', 'a-', 'a.', 'a@', '1', '22 ', '<Kontakt ', '<Kontakt>', 'konto 1234 ', '070761-'])(
  'takes 190,000 signs of »%s« in its stride',
  (sign) => {
    const text = textFile(sign.repeat(190_000 / sign.length));
    const start = performance.now();
    peopleErrors([text]);
    peopleWarnings([text]);
    expect(performance.now() - start).toBeLessThan(10_000);
  },
);
