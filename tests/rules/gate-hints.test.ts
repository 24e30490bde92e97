import { expect, test } from 'vitest';
import { textHints } from '../../src/gate/hints.ts';
import { hintsBetween } from '../../src/gate/hints-between.ts';
import { hints } from '../../src/gate/hints-messages.ts';
import type { Message, Problem } from '../../src/gate/messages.ts';
import { pieceSaying, pieceWith, replyWith } from '../fixtures/content.ts';
import { textFile } from '../fixtures/text-files.ts';

const told = (problems: readonly Problem[]) =>
  problems.map(({ line, column, what, instead }) => [line, column, { what, instead }]);
const hintsIn = (text: string) => told(textHints([textFile(text)]));

const alt = (words: string) => `![${words}](./den-roede-baenk.jpg)`;
const many = 'En bænk ved porten. '.repeat(8).trim();

const remarked: readonly (readonly [name: string, body: string, line: number, column: number, Message])[] = [
  ['»billede«', alt('Billede'), 9, 3, hints.altEmpty('Billede')],
  ['»foto 2.«', alt('foto 2.'), 9, 3, hints.altEmpty('foto 2.')],
  ['»et billede«', alt('Et billede'), 9, 3, hints.altEmpty('Et billede')],
  ['the name of the file', alt('den-roede-baenk.jpg'), 9, 3, hints.altEmpty('den-roede-baenk.jpg')],
  ['the name of the file in words', alt('Den røde bænk'), 9, 3, hints.altEmpty('Den røde bænk')],
  ['the name a camera gives', alt('IMG_2034'), 9, 3, hints.altEmpty('IMG_2034')],
  ['four letters', alt('Bænk'), 9, 3, hints.altEmpty('Bænk')],
  ['»Billede af«', alt('Billede af en bænk'), 9, 3, hints.altStart('Billede af')],
  ['»Et foto fra«', alt('Et foto fra gården'), 9, 3, hints.altStart('Et foto fra')],
  ['»Billedet viser«', alt('Billedet viser en bænk'), 9, 3, hints.altStart('Billedet viser')],
  ['»Her ses«', alt('Her ses en bænk'), 9, 3, hints.altStart('Her ses')],
  ['159 letters', alt(many), 9, 3, hints.altLong(159, 150)],
  ['a picture in a sentence', `Her er ${alt('foto')}`, 9, 10, hints.altEmpty('foto')],

  ['## then ####', '## A\n\n#### B', 11, 1, hints.headingJump(4, 3)],
  ['### first', 'Hej\n\n### A\n\n## B', 11, 1, hints.headingStart(3)],
  ['a jump inside a box', '## A\n\n<Fakta>\n\n#### B\n\n</Fakta>', 13, 1, hints.headingJump(4, 3)],
  ['a jump after a way back', '## A\n\n### B\n\n## C\n\n#### D', 15, 1, hints.headingJump(4, 3)],

  ['a link on »her«', 'Læs [her](/om/).', 9, 5, hints.linkEmpty('her')],
  ['a link on »Klik her!«', 'Ja. [Klik her!](/om/)', 9, 5, hints.linkEmpty('Klik her!')],
  ['a link on »**læs mere**«', '[**læs mere**](/om/)', 9, 1, hints.linkEmpty('læs mere')],
  ['a link on »Læs det her«', '[Læs det her](/om/)', 9, 1, hints.linkEmpty('Læs det her')],
  ['a link on »link«', '- [link](/om/)', 9, 3, hints.linkEmpty('link')],
  ['a link on »denne side«', '[denne side][om]\n\n[om]: /om/', 9, 1, hints.linkEmpty('denne side')],

  ['»er er«', 'Her er er vi.', 9, 8, hints.wordTwice('er')],
  ['»Vi vi«', 'Vi vi bor her.', 9, 4, hints.wordTwice('vi')],
  ['»er er« over two lines', 'Her er\ner vi.', 10, 1, hints.wordTwice('er')],
  ['»er **er**«', 'Her er **er** vi.', 9, 10, hints.wordTwice('er')],
  ['»åen åen«', 'Ved åen åen', 9, 9, hints.wordTwice('åen')],
  ['»og og« in a heading', '## Blok og og gård', 9, 12, hints.wordTwice('og')],
];
test.each(remarked)('remarks on %s', (_, body, line, column, message) => {
  expect(hintsIn(pieceSaying(body))).toEqual([[line, column, message]]);
});

const unremarked: readonly (readonly [name: string, body: string])[] = [
  ['a description', alt('En rød bænk ved porten')],
  ['five letters', alt('Bænke')],
  ['150 letters', alt('a'.repeat(150))],
  ['a drawing that is called one', alt('Tegning af en bænk')],
  ['a description with the word in it', alt('En mand hænger et billede op')],
  ['headings in order', '## A\n\n### B\n\n#### C\n\n## D\n\n### E'],
  ['a link that says where', 'Læs [om siden](/om/) eller [læs mere om siden](/om/)'],
  ['a link on an address', 'https://bl.dk'],
  ['»her« that is no link', 'Se her.'],
  ['»det det koster«', 'Er det det, det koster, og så så alle den den 3.'],
  ['»meget meget«', 'Det er meget meget dyrt, og mange mange vil ikke.'],
  ['a word again after a comma or a full stop', 'Her er, er vi. Vi bor. Bor du her? Du – du der.'],
  ['a word again after something else', 'er `x` er, er https://x.dk er, er ![Bænke](./x.png) er'],
  ['a word again with a hyphen', 'have have-bænk, e-mail mail-adresse'],
  ['a word again in the next paragraph or cell', 'bænk\n\nbænk\n\n| x | x |\n|---|---|\n| y | y |'],
  ['figures', '22 22'],
  ['code', '```\ner er\n```\n\n`er er`'],
];
test.each(unremarked)('does not remark on %s', (_, body) => {
  expect(hintsIn(pieceSaying(body))).toEqual([]);
});

const leadPicture = (words: string) => `billede:\n  fil: ./den-gule-stol.png\n  alt: ${words}`;
test.each<[field: string, line: number, column: number, Message]>([
  [leadPicture('Foto'), 9, 8, hints.altEmpty('Foto')],
  [leadPicture('"Den gule stol"'), 9, 9, hints.altEmpty('Den gule stol')],
  ['titel: En en bænk', 2, 11, hints.wordTwice('en')],
  ['manchet: En bænk mere.', 3, 10, hints.leadRepeats()],
  ['manchet: Her er en bænk mere.', 3, 10, hints.leadRepeats()],
  ['manchet: "Mere om en bænk"', 3, 11, hints.leadRepeats()],
])('remarks on the field %s', (field, line, column, message) => {
  expect(hintsIn(pieceWith(field))).toEqual([[line, column, message]]);
});

test.each(['manchet: Nu kommer der en bænk mere.', 'manchet: Se nu.', 'kilder:\n  - titel: En en bænk'])(
  'does not remark on the field %s',
  (field) => expect(hintsIn(pieceWith(field))).toEqual([]),
);

test('a topic’s one line is its lead, and what cannot be read has none', () => {
  const topic = '---\ntitel: Penge og hus\nbeskrivelse: Hus og penge\n---\n\nHej.\n';
  expect(told(textHints([textFile(topic, 'emner')]))).toEqual([[3, 14, hints.leadRepeats()]]);
  for (const broken of ['Uden felter. er er', '---\ntitel: [\n---\n', '---\n- a\n---\n', '---\n---\n\n{'])
    expect(() => hintsIn(broken)).not.toThrow();
});

test('leaves replies as they are', () => {
  expect(textHints([textFile('---\nnavn: Bo\n---\n\nDet er er [her](/om/)\n\n#### A\n', 'svar')])).toEqual([]);
});

const titled = (title: string, id: string, collection: 'debat' | 'nyheder' = 'debat') =>
  textFile(pieceWith(`titel: "${title}"`), collection, id);
test.each(['En gul bænk', 'EN GUL BÆNK', 'En gul – bænk!', ' En  gul bænk?'])(
  'remarks on the title »%s« again',
  (title) => {
    expect(hintsBetween([titled('En gul bænk', 'a'), titled(title, 'b')], '2026-01-05')).toEqual([
      { file: 'content/debat/b.mdx', line: 2, column: 9, ...hints.titleTwice('content/debat/a.mdx') },
    ]);
  },
);

test('does not remark on other titles, or on the same in another collection', () => {
  const texts = [titled('En gul bænk', 'a'), titled('En gul bænke', 'b'), titled('En gul bænk', 'a', 'nyheder')];
  expect(hintsBetween(texts, '2026-01-05')).toEqual([]);
});

test.each([
  ['2027-01-05', 0],
  ['2027-01-06', 1],
  ['2062-01-05', 1],
  ['"2027-01-06"', 1],
  ['snart', 0],
])('a year ahead of 5 January 2026: %s gives %i', (day, count) => {
  const problems = hintsBetween([textFile(pieceWith(`dato: ${day}`))], '2026-01-05');
  expect(problems).toHaveLength(count);
  for (const problem of problems)
    expect(problem).toMatchObject({ line: 4, ...hints.dayFarAhead(day.replaceAll('"', '')) });
});

const first = textFile(pieceWith('dato: 2026-01-05'));
test.each([
  ['2026-01-04', 1],
  ['2026-01-05', 0],
  ['2026-01-06', 0],
])('an answer of %s to a piece of 5 January gives %i', (day, count) => {
  const answer = pieceWith('svarPaa: debat/indlaeg')
    .replace('titel: En bænk mere', 'titel: Nej')
    .replace('2026-01-05', day);
  const reply = textFile(replyWith(`dato: ${day}`), 'svar', 'bo', 'md');
  const problems = hintsBetween([first, textFile(answer, 'debat', 'svar'), reply], '2026-02-01');
  const early = hints.answersEarly(day, 'debat/indlaeg', '2026-01-05');
  expect(problems).toEqual(
    [
      { file: 'content/debat/svar.mdx', line: 4, column: 7, ...early },
      { file: 'content/svar/bo.md', line: 3, column: 7, ...early },
    ].slice(0, 2 * count),
  );
});

test('an answer to nothing gives nothing', () => {
  expect(hintsBetween([textFile(pieceWith('svarPaa: debat/borte'))], '2026-01-05')).toEqual([]);
});

test.each([
  ['quotes', '>'.repeat(20_000)],
  ['boxes', '<Fakta>\n\n'.repeat(2000) + '</Fakta>\n\n'.repeat(2000)],
  ['an address that never ends', 'a@b.'.repeat(20_000)],
  ['one word', 'a'.repeat(150_000)],
  ['one word with hyphens', 'a-'.repeat(75_000)],
])('does not fall over %s in quantity', (_, body) => {
  expect(() => hintsIn(pieceSaying(body))).not.toThrow();
});

test('does not fall over fields in fields', () => {
  expect(hintsIn(`---\ntitel: ${'['.repeat(100)}\n---\n\nHer er er vi.\n`)).toEqual([[5, 8, hints.wordTwice('er')]]);
  expect(hintsIn(`---\ntitel: ${'['.repeat(20_000)}\n---\n\nHer er er vi.\n`)).toEqual([]);
});
