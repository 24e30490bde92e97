import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { contentWith, page, pieceSaying, pieceWith, pieceWithout, replyWith, type Files } from '../fixtures/content.ts';

const mark = '¤';
const box = (body: string) => pieceSaying(`<Fakta>\n\n${body}\n\n</Fakta>`);

/** Each text has one ¤ for each complaint, where it should be told; the text is read without them. */
const pieces: readonly (readonly [name: string, text: string])[] = [
  ['a value', pieceWith('dato: ¤14/5-2026')],
  ['a value in quotes', pieceWith('dato:   ¤"14/5-2026"')],
  ['an unknown field', pieceWith('¤farve: rød')],
  ['an empty field', pieceWith('titel: ¤')],
  ['a missing field', pieceWithout('dato').replace('titel', '¤titel')],
  ['a text where a list should be', pieceWith('rettelser: ¤Ja')],
  ['a value in a list', pieceWith('kilder:\n  - titel: x\n    link: ¤javascript:x')],
  ['an unknown field in a list', pieceWith('kilder:\n  - titel: x\n    ¤side: 4')],
  ['a field that is missing in a list', pieceWith('kilder:\n  - titel: x\n  - ¤link: /om/')],
  ['a value on the line below its field', pieceWith('¤titel:\n  - x')],
  ['a field after æ, ø and å', pieceWith('billede: { fil: ¤./æøå😀.png, alt: ¤" " }')],
  ['a colon in a text', pieceWith('titel: ¤Svar: Begynd nedefra')],
  ['a field twice', pieceWith('dato: 2026-01-05\n¤dato: 2026-01-06')],
  ['a quote without end', pieceWith('titel: ¤"En bænk')],
  ['a list without end', pieceWith('emner: ¤[hverdag')],
  ['a field that is moved in', pieceWith('svar: lukket\n   ¤kladde: true')],
  ['an alias', pieceWith('titel: ¤*a')],
  ['a disguised sign in a field', pieceWith('titel: ¤"En \\u202eknæb"')],
  ['a writer', pieceWith('skribent: ¤formand')],
  ['the second of two writers', pieceWith('skribent: [redaktionen, ¤formand]')],
  ['a topic on a line of its own', pieceWith('emner:\n  - hverdag\n  - ¤unge')],
  ['an answer to nothing', pieceWith('svarPaa: ¤debat/borte')],
  ['an answer in a ring', pieceWith('svarPaa: ¤debat/indlaeg')],
  ['a thread that is taken', pieceWith('traad:  ¤nyhed')],
  ['a picture in the fields', pieceWith('billede:\n  fil:  ¤./borte.png\n  alt: En bænk')],

  ['a heading', pieceSaying('Hej\n\n¤# Bænken')],
  ['a link', pieceSaying('Æøå 😀 og ¤[her](javascript:x)')],
  ['a link in bold, in a list, in a quote', pieceSaying('> - Se **¤[her](data:x)**')],
  ['a definition', pieceSaying('[her]\n\n¤[her]: javascript:x')],
  ['a picture', pieceSaying('Se ¤![En bænk](./borte.png) her')],
  ['the same picture twice', pieceSaying('Se ¤![En bænk](./borte.png) og\n\n¤![En bænk](./borte.png)')],
  ['a picture without words', pieceSaying('Se ¤¤![](./borte.png)')],
  ['a brace in a line', pieceSaying('Æøå ¤{måske}')],
  ['a brace on a line', pieceSaying('Hej\n\n¤{måske}')],
  ['code', pieceSaying('Hej\n\n¤import x from "y"\n\nHej')],
  ['a tag', pieceSaying('Hej ¤<b>du</b>')],
  ['a box that is unknown', pieceSaying('Hej\n\n¤<Boks>\n\nHej\n\n</Boks>')],
  ['an attribute that is unknown', pieceSaying('¤<Citat ¤hvm="Æ" hvem="Bo">Hej</Citat>').replace('¤<', '<')],
  [
    'an attribute further down',
    pieceSaying('<Citat\n  hvem="a ¤ hvm=1 b"\n  ¤farve="rød"\n>\n\nHej\n\n</Citat>').replace('a ¤', 'a'),
  ],
  ['an attribute in braces', pieceSaying('<Citat ¤hvem={x}>Hej</Citat>')],
  ['an attribute after another in single quotes', pieceSaying("<Kontakt navn='a > b' ¤farve='x' />")],
  ['an empty attribute', pieceSaying('Hej <Citat  ¤hvem="">du</Citat>')],
  ['an attribute that is missing', pieceSaying('¤<Diagram enhed="x">\n\n- a: 1\n\n</Diagram>')],
  ['a line of a chart', pieceSaying('<Diagram titel="x">\n\n- a: 1\n¤- b: mange\n\n</Diagram>')],
  ['a disguised sign', pieceSaying('Æ ¤**&#8238;knæb**').replace('¤**', '**¤')],
  ['a disguised sign in an attribute', pieceSaying('Æ ¤<Citat hvem="&#x200b;">Hej</Citat>')],
  ['an unclosed brace', pieceSaying('Æøå 😀 ¤{')],
  ['a heart', pieceSaying('Æøå 😀 ¤<3')],
  ['a box that is not closed', box('Hej</Fakta>').replace('Hej</', 'Hej¤</').replace('\n\n</Fakta>', '')],
  ['Windows’ line ends', pieceSaying('a\nb ¤[x](data:x)').replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${pieceWith('titel: ¤[x]')}`],
  ['too many marks', pieceSaying(`Æøå ${'_a'.repeat(1_000)}¤_a`)],
  ['a sign nobody sees', pieceSaying('Æ 😀¤\u200b')],
  ['a personal number', pieceSaying('Æ 😀 ¤070761-4285')],
  ['fields that are missing', '¤Hej\n'],
  ['fields that do not end', '¤---\ntitel: x\n'],
  ['a text without text', pieceSaying('').replace(/\n\n\n$/, '\n¤\n\n')],
];
test.each(pieces)('%s in a piece is told at its line and sign', (_, text) => expectPlaces(text, 'debat/indlaeg.mdx'));

const elsewhere: readonly (readonly [name: string, text: string, file: string])[] = [
  ['a page', page.replace('\n---\n\n', '\n¤emner: x\n---\n\n'), 'sider/om.mdx'],
  ['a reply to nothing', replyWith('til: ¤debat/borte'), 'svar/bo.md'],
  ['a reply to no reply', replyWith('svarTil: ¤bo-i-blok'), 'svar/bo.md'],
  ['a take-down', '- dato: 2026-01-01\n  grund: x\n  id: ¤ukendt\n', 'svar/_fjernet.yaml'],
  ['the front page', 'moede:\n  ¤titel: x: y\n'.replace('¤titel: ', 'titel: ¤'), 'forside.yaml'],
  ['a sign on the front page', '# M\n# Æ¤\u0000\n', 'forside.yaml'],
  ['a redirect that cannot be read', '#\n  ¤/a /b/\n', '_omdirigeringer.txt'],
  ['a redirect to nothing', '/debat/a/   ¤/debat/borte/\n', '_omdirigeringer.txt'],
  ['a redirect from a text', ' ¤/debat/indlaeg/ /om/\n', '_omdirigeringer.txt'],
  ['a redirect twice', '/x/ /om/\n ¤/x/ /\n', '_omdirigeringer.txt'],
  ['redirects in a ring', '/x/ ¤/y/\n/y/  ¤/x/\n', '_omdirigeringer.txt'],
  ['redirects in a chain', '/x/ ¤/y/\n/y/ /om/\n', '_omdirigeringer.txt'],
];

test.each(elsewhere)('%s is told at its line and sign', (_, text, file) => expectPlaces(text, file));

async function expectPlaces(text: string, file: string): Promise<void> {
  const files: Files = { [file]: text.replaceAll(mark, '') };
  const told = (await checkContent(await contentWith(files))).filter((each) => each.file === `content/${file}`);
  expect(told.map(({ line, column }) => `${line}:${column}`)).toEqual(placesOf(text));
}

/** Where the marks stand, as an editor counts: lines and UTF-16 units from 1. */
function placesOf(text: string): string[] {
  const parts = text
    .replace(/^\ufeff/, '')
    .split(mark)
    .slice(0, -1);
  return parts.map((__, index) => {
    const lines = parts
      .slice(0, index + 1)
      .join('')
      .split(/\r\n|\r|\n/);
    return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
  });
}
