import { test } from 'vitest';
import { expectRefusals, page, pieceSaying, pieceWith, type Refusal } from '../fixtures/content.ts';

type Row = readonly [name: string, field: string, line: number, what: string, instead: string];

const colon = 'Der er et kolon inde i teksten, så felterne kan ikke læses.';
const indent = 'Linjen er rykket forkert ind.';
const quote = 'Et anførselstegn er åbnet, men ikke lukket.';
const alias = 'Tegnene & og * (genveje i YAML) og ! er ikke tilladt her.';
const unread = 'Linjen kan ikke læses som et felt.';
const example = 'Skriv feltets navn, kolon, mellemrum og teksten';

const refused: readonly Row[] = [
  ['a colon in a text', 'titel: Svar: Begynd nedefra', 2, colon, 'Sæt anførselstegn om teksten'],
  ['a key twice', 'titel: En bænk\ntitel: To bænke', 3, 'Feltet »titel« står to gange.', 'Slet den ene linje.'],
  ['a tab', 'billede:\n\tfil: ./x.png', 8, indent, 'to mellemrum (ikke med tabulator)'],
  ['keys at different depths', 'billede:\n    fil: ./x.png\n  alt: x', 9, indent, 'lige langt inde'],
  ['an anchor', 'titel: &a En bænk', 2, alias, 'Skriv teksten helt ud'],
  ['an alias', 'titel: *a', 2, alias, 'Skriv teksten helt ud'],
  ['a tag', 'titel: !!str En bænk', 2, alias, 'Skriv teksten helt ud'],
  ['a text that begins with &', 'titel: & Søn', 2, alias, 'Skriv teksten helt ud'],
  ['a text that begins with !', 'titel: !a!b En bænk', 2, alias, 'Skriv teksten helt ud'],
  ['a tag that runs code', 'titel: !!js/function "function () {}"', 2, alias, 'Skriv teksten helt ud'],
  ['a bomb of aliases', 'kilder: [&a [x, x], &b [*a, *a], &c [*b, *b]]', 7, alias, 'Skriv teksten helt ud'],
  ['a line without colon', 'en bænk mere', 7, unread, example],
  ['a colon without space', 'titel:En bænk', 2, unread, example],
  ['quotes around one word only', 'titel: "Nej" siger de', 2, unread, 'fx manchet: "Kort om sagen"'],
  ['an unclosed quote', 'titel: "En bænk', 2, quote, 'Sæt et " sidst i teksten'],
  ['an unclosed single quote', "titel: 'En bænk", 2, quote, 'sidst i teksten'],
  ['a number only the build sees', 'titel: 0b11', 2, unread, 'fx manchet: "Kort om sagen"'],
  ['a sign only the build refuses', 'titel: En\u007fbænk', 2, unread, example],
  ['an unclosed list', 'emner: [hverdag', 6, unread, example],
  ['a list whose keys begin at different places', 'kilder:\n  - titel: x\n   link: /om/', 9, indent, 'to mellemrum'],
  ['a key that is moved in', 'svar: lukket\n kladde: true', 8, indent, 'to mellemrum'],
];
test.each(refused)('refuses %s in the fields', async (_, field, line, what, instead) => {
  await expectRefusals({ 'debat/indlaeg.mdx': pieceWith(field) }, ['debat/indlaeg.mdx', line, what, instead]);
});

const noFields = 'Filen mangler sine felter øverst.';
const unclosed = 'Felterne øverst slutter ikke.';
const notAlone = 'Felterne slutter med tre bindestreger alene på en linje. Her står der mere, eller det er plusser.';
const noBody = 'Der er ingen tekst under felterne.';

test.each([
  [
    'whose fields end in pluses for the build',
    pieceWith('manchet: "a\n+++ b"'),
    4,
    notAlone,
    'ryk linjen to mellemrum ind',
  ],
  ['with more after the dashes', pieceWith('farve: x\n---js'), 8, notAlone, 'Slet det, der står efter'],
  [
    'whose fields end before a brace',
    pieceSaying('Hej').replace('\n---\n', '\n--- {x}\n---\n'),
    7,
    notAlone,
    'Slet det',
  ],
  ['without fields', 'Sæt en bænk.\n', 1, noFields, 'Begynd filen med tre bindestreger'],
  ['whose fields begin late', `\n${pieceSaying('Hej')}`, 1, noFields, 'Begynd filen med tre bindestreger'],
  ['with TOML fields', '+++\ntitel = "En bænk"\n+++\n\nHej\n', 1, noFields, 'Begynd filen med tre bindestreger'],
  ['whose fields do not end', '---\ntitel: En bænk\n\nHej\n', 1, unclosed, 'Skriv en linje med tre bindestreger (---)'],
  ['with fields only', pieceSaying(''), 8, noBody, 'Skriv teksten under den anden linje'],
  ['with nothing where the fields should be', '---\n---\n\nHej\n', 1, noFields, 'Begynd filen med tre bindestreger'],
  ['with a sentence where the fields should be', '---\nEn bænk mere\n---\n\nHej\n', 2, unread, example],
  ['with a list where the fields should be', '---\n- titel: En bænk\n---\n\nHej\n', 2, unread, example],
])('refuses a file %s', async (_, text, line, what, instead) => {
  await expectRefusals({ 'debat/indlaeg.mdx': text }, ['debat/indlaeg.mdx', line, what, instead]);
});

const meeting = (field: string) =>
  `moede:\n  titel: Møde\n  dato: 2026-12-03\n  tid: "19.00"\n  sted: Huset\n`.replace(/^  (\w+):.*$/gm, (line, key) =>
    field.startsWith(`${key}:`) ? `  ${field}` : line,
  );
const front: readonly (readonly [name: string, text: string, ...rest: [number, string, string]])[] = [
  ['an unknown key', 'vigtig: Ja\n', 1, 'Feltet »vigtig« findes ikke.', 'Mente du »vigtigt«?'],
  ['31 February', meeting('dato: 2026-02-31'), 3, 'Datoen 2026-02-31 findes ikke i kalenderen.', 'Ret dagen'],
  ['a number as time', meeting('tid: 19.00'), 4, 'Feltet »tid« er ikke skrevet rigtigt.', 'Skriv fx tid: "19.00"'],
  ['a colon in a text', meeting('titel: Møde: Nu'), 2, colon, 'Sæt anførselstegn om teksten'],
  ['an anchor', 'moede: &a x\n', 1, alias, 'Skriv teksten helt ud'],
];
test.each(front)('refuses %s in forside.yaml', async (_, text, line, what, instead) => {
  await expectRefusals({ 'forside.yaml': text }, ['forside.yaml', line, what, instead]);
});

const elsewhere: readonly (readonly [name: string, text: string, ...rest: Refusal])[] = [
  [
    'a page with a field of pieces',
    page.replace('\n---\n\n', '\nemner: [hverdag]\n---\n\n'),
    'sider/om.mdx',
    3,
    'Feltet »emner« findes ikke.',
    'Brug et af disse: titel, manchet, kladde.',
  ],
  [
    'news of an unknown kind',
    pieceWith('slags: debat'),
    'nyheder/nyhed.mdx',
    7,
    '»debat« kan ikke bruges i feltet »slags«.',
    'nyhed, fakta, fra-bestyrelsen',
  ],
  [
    'news without kind',
    pieceSaying('Hej'),
    'nyheder/nyhed.mdx',
    2,
    'Feltet »slags« mangler eller er tomt.',
    'Skriv fx slags: nyhed',
  ],
  [
    'news that answers',
    pieceWith('slags: nyhed\nsvarPaa: debat/indlaeg'),
    'nyheder/nyhed.mdx',
    8,
    'Feltet »svarPaa« findes ikke.',
    'Brug et af disse',
  ],
  [
    'a topic without body',
    '---\ntitel: Hverdag\nbeskrivelse: Gården\n---\n',
    'emner/hverdag.mdx',
    5,
    noBody,
    'Skriv teksten',
  ],
  [
    'a writer without role',
    '---\nnavn: Red\ntilknytning: Bor her.\n---\n',
    'skribenter/redaktionen.mdx',
    2,
    'Feltet »rolle« mangler eller er tomt.',
    'Skriv fx rolle: Beboer',
  ],
];
test.each(elsewhere)('refuses %s', async (_, text, file, line, what, instead) => {
  await expectRefusals({ [file]: text }, [file, line, what, instead]);
});
