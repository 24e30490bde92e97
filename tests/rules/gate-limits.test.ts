import { markdownToMdast, mdxToMdast } from 'satteri';
import { parseDocument } from 'yaml';
import { beforeEach, expect, test, vi } from 'vitest';
import { parseBody } from '../../src/gate/body.ts';
import { fieldsOf } from '../../src/gate/fields.ts';
import { readYaml } from '../../src/gate/front-matter.ts';
import { tangleOf } from '../../src/gate/limits.ts';
import { messages } from '../../src/gate/messages.ts';
import { proseOf } from '../../src/gate/prose.ts';
import { expectRefusals, pieceSaying, pieceWith, replyWith } from '../fixtures/content.ts';
import { many, marks, nearlyTangled, nested, tangled } from '../fixtures/tangles.ts';
import { textFile } from '../fixtures/text-files.ts';

vi.mock('satteri', { spy: true });
vi.mock('yaml', { spy: true });
beforeEach(() => void vi.clearAllMocks());

test.each(tangled)('refuses 190 kB of %s before it is parsed', async (_, body, line, column, what) => {
  for (const isMdx of [true, false])
    expect(parseBody(pieceSaying(body), isMdx)).toMatchObject({
      line,
      column,
      what,
      instead: expect.stringMatching(/./),
    });
  expect(proseOf(textFile(pieceSaying(body))).passages.map(({ kind }) => kind)).toEqual(['titel', 'manchet']);
  expect(mdxToMdast).not.toHaveBeenCalled();
  expect(markdownToMdast).not.toHaveBeenCalled();
});

test('every door says so, of a piece and of a reply', async () => {
  const body = many('_a', 4_000);
  const reply = replyWith('navn: Bo').replace('Ja,', body);
  await expectRefusals(
    { 'debat/indlaeg.mdx': pieceSaying(body), 'svar/bo.md': reply },
    ['debat/indlaeg.mdx', 9, marks, 'Sæt tomme linjer ind'],
    ['svar/bo.md', 8, marks, 'Sæt tomme linjer ind'],
  );
});

const deep: readonly (readonly [name: string, yaml: string, line: number, column: number, what: string])[] = [
  ['{', `kilder: ${many('{')}`, 1, 1, messages.fieldsLong(60_000).what],
  ['{, fewer', `titel: x\nkilder: ${many('{', 400)}`, 2, 109, messages.tooManySigns('[', 100).what],
  ['[]', `kilder: ${many('[', 101)}`, 1, 109, messages.tooManySigns('[', 100).what],
  ['- ', `kilder:\n  ${many('- ', 42)}a`, 2, 1, nested],
  ['? ', many('? ', 42), 1, 1, nested],
  ['a key 201 blanks in', `kilder:\n${many(' ', 201)}a: b`, 2, 1, messages.lineIndented(200).what],
];
test.each(deep)('refuses fields of %s before they are parsed', (_, yaml, line, column, what) => {
  expect(readYaml(yaml, 'content/debat/a.mdx', 1)).toMatchObject([{ line: line + 1, column, what }]);
  expect(fieldsOf(textFile(`---\n${yaml}\n---\n`))).toEqual([]);
  expect(parseDocument).not.toHaveBeenCalled();
});

test.each(nearlyTangled)('reads what is as tangled as may be: %s', (_, body) => {
  expect(tangleOf(pieceSaying(body))).toBeUndefined();
  expect(() => proseOf(textFile(pieceSaying(body)))).not.toThrow();
  expect(mdxToMdast).toHaveBeenCalledOnce();
});

const word = 'afdelingsbestyrelsesmedlemmet ';
const honest: readonly (readonly [name: string, body: string])[] = [
  ['a paragraph of 30,000 letters on one line', many(word, 30_000)],
  ['one of 6,000 letters with a mark in each word', many(`*${word.trim()}*, `, 6_000)],
  [
    '190,000 letters in paragraphs of 3,000, with 60 marks in each',
    many(`${many(`_${word.trim()}_ og [andet](/om/), `, 3_000)}\n\n`),
  ],
  ['a list of 300 lines, each a link in bold', many('- **[ord](/om/)**: forklaring\n', 9_000)],
  ['a form of lines to write on', many(`Navn: ${many('_', 60)}\n`, 7_000)],
  [
    'a table of 12 columns and 300 rows',
    `|${many(' a |', 48)}\n|${many('---|', 48)}\n${many(`|${many(' b |', 48)}\n`, 15_000)}`,
  ],
  ['a cut line', `${many('- ', 120)}\n\n${many('*', 80)}\n\n${many('_ ', 120)}`],
  ['quotes three deep, in a list', '- a\n  - b\n    > > > c\n\n1. 2. x'],
  ['6,000 braces and brackets with a backslash', many('\\{ \\< \\[ ', 6_000)],
  ['a hundred boxes', many('<Citat>Hej</Citat>\n\n', 2_000)],
  ['B&O & co., 1,500 times', many('B & co. ', 12_000)],
];
test.each(honest)('lets %s through to the parser', (_, body) => {
  expect(tangleOf(pieceSaying(body))).toBeUndefined();
});

test('a hundred sources in the fields are read', () => {
  const sources = many('  - titel: "Referat [1]"\n    link: https://beboerdebat.example/\n', 6_400);
  expect(readYaml(`kilder:\n${sources}`, 'a')).toHaveProperty('data.kilder.length', 100);
  expect(tangleOf(pieceWith(`kilder:\n${sources}`))).toBeUndefined();
});
