import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Collection } from '../../src/gate/content-files.ts';
import { danishSpeller, type Speller } from '../../src/gate/dictionary.ts';
import { hints } from '../../src/gate/hints-messages.ts';
import { misspellings, wordsIn } from '../../src/gate/spelling.ts';
import { warningsOf } from '../../src/gate/warnings.ts';
import { contentWith, folderWith, pieceSaying, pieceWith } from '../fixtures/content.ts';
import { textFile } from '../fixtures/text-files.ts';

/** Knows every word but those that end on `qx` or `qxs`. */
const speller: Speller = async (words) =>
  new Map(words.filter((word) => /qxs?$/i.test(word)).map((word) => [word, []]));

async function found(text: string, own = '', collection: Collection = 'debat') {
  const problems = await misspellings([textFile(text, collection)], speller, wordsIn(own));
  return problems.map(({ line, column, what }) => [line, column, /»(.*)«/.exec(what)?.[1]]);
}

const asked: readonly (readonly [name: string, body: string, line: number, column: number, word: string])[] = [
  ['a word', 'En bænqx.', 9, 4, 'bænqx'],
  ['a word with capital first in a sentence', 'En. Bænqx står.', 9, 5, 'Bænqx'],
  ['a word on the next line', 'En\nbænqx.', 10, 1, 'bænqx'],
  ['a word after what is outside the plane', 'En 😀 bænqx', 9, 7, 'bænqx'],
  ['a word in bold', 'En **bænqx** står', 9, 6, 'bænqx'],
  ['the words of a link', '[En bænqx](https://x.dk)', 9, 5, 'bænqx'],
  ['a heading', '## En bænqx', 9, 7, 'bænqx'],
  ['a point of a list', '- en\n- bænqx', 10, 3, 'bænqx'],
  ['a quote', '> en\n> bænqx', 10, 3, 'bænqx'],
  ['a cell', '| a | b |\n|---|---|\n| c | bænqx |', 11, 7, 'bænqx'],
  ['a description', '![En bænqx](./x.png)', 9, 6, 'bænqx'],
  ['what a box says', '<Fakta titel="En bænqx">\n\nHej\n\n</Fakta>', 9, 18, 'bænqx'],
  ['what stands in a box', '<Fakta>\n\nEn bænqx\n\n</Fakta>', 11, 4, 'bænqx'],
  ['what stands in a box on one line', '<Citat hvem="En beboer">En bænqx</Citat>', 9, 28, 'bænqx'],
  ['both halves about a hyphen', 'En have-bænqx', 9, 9, 'bænqx'],
  ['a word without its ’s', 'Bed om bænqx’s plads', 9, 8, 'bænqx'],
  ['a word with a soft hyphen', 'En bæ\u00adnqx', 9, 4, 'bænqx'],
];
test.each(asked)('looks up %s', async (_, body, line, column, word) => {
  expect(await found(pieceSaying(body))).toEqual([[line, column, word]]);
});

const passed: readonly (readonly [name: string, body: string])[] = [
  ['code', 'En `bænqx`\n\n```\nbænqx\n```'],
  ['the address of a link', '[En](https://x.dk/bænqx "bænqx")'],
  ['an address', 'Se https://bænqx.dk/bænqx, www.x.dk/bænqx, bænqx.dk og bænqx@x.dk'],
  ['the name of a picture', '![En](./bænqx.png)'],
  ['a name inside a sentence', 'Her bor Bænqx.'],
  ['a name inside a sentence, and first in another', 'Bænqx bor her. Her bor Bænqx.'],
  ['an abbreviation', 'LBQX og BÆNQX'],
  ['a name with a capital inside', 'ByBænqx'],
  ['figures', '2bænqx'],
  ['who says it', '<Citat hvem="bænqx">Hej</Citat>'],
  ['what HTML calls a sign', 'a &nbspqx; b'],
];
test.each(passed)('does not look up %s', async (_, body) => {
  expect(await found(pieceSaying(body))).toEqual([]);
});

test.each([
  ['titel: En bænqx', [[2, 11, 'bænqx']]],
  ['manchet: "En bænqx"', [[3, 14, 'bænqx']]],
  [
    'billede:\n  fil: ./bænqx.png\n  alt: En bænqx\n  tekst: Bænqx\n  kredit: bænqx',
    [
      [9, 11, 'bænqx'],
      [10, 10, 'Bænqx'],
    ],
  ],
  ['rettelser:\n  - dato: 2026-01-01\n    tekst: En bænqx', [[9, 15, 'bænqx']]],
  ['kilder:\n  - titel: En bænqx', []],
  ['traad: bænqx', []],
  ['bænqx: en', []],
])('reads of the fields what people read: %s', async (field, words) => {
  expect(await found(pieceWith(field))).toEqual(words);
});

test.each<[Collection, number]>([
  ['debat', 1],
  ['nyheder', 1],
  ['sider', 1],
  ['emner', 1],
  ['skribenter', 1],
  ['svar', 0],
])('in %s it looks up %i words', async (collection, count) => {
  expect(await found(pieceSaying('En bænqx'), '', collection)).toHaveLength(count);
});

test('tells of a word once in a text, where it stands first', async () => {
  expect(await found(pieceSaying('En bænqx.\n\nDen bænqx.'))).toEqual([[9, 4, 'bænqx']]);
});

test('knows the words of the house, with s too and with a capital', async () => {
  const list = '# Vores ord\n\nbænqx # den ved porten\r\nstolqx\n';
  expect(await found(pieceSaying('En bænqx og stolqxs ben. Stolqx og bordqx.'), list)).toEqual([[9, 36, 'bordqx']]);
});

test('asks of each word once, and reads a text that cannot be parsed as far as its fields', async () => {
  const words: string[] = [];
  const listening: Speller = async (all) => (words.push(...all), new Map());
  const texts = ['bord bord <3 {', 'bord bord', 'et bord'].map((body) => textFile(pieceSaying(body)));
  await misspellings(texts, listening, new Set());
  expect(words.filter((word) => word === 'bord')).toHaveLength(1);
  expect(words).toContain('bænken');
});

const words = 'vaskeri vedligeholdelsesreglementet storskraldsrummet råderetskataloget kl mio kr Kolding Vaskeriet';
test('knows Danish, its compounds and abbreviations, and proposes what may have been meant', async () => {
  const root = await folderWith({});
  const unknown = await danishSpeller(root)([...words.split(' '), 'ikek', 'fejjl', 'kolding']);
  expect([...unknown.keys()].sort()).toEqual(['fejjl', 'ikek', 'kolding']);
  expect(unknown.get('ikek')?.[0]).toBe('ikke');
  expect(unknown.get('fejjl')?.[0]).toBe('fejl');
  expect(Math.max(...[...unknown.values()].map(({ length }) => length))).toBeLessThanOrEqual(3);
});

test('remembers what it looked up, forgets what is gone, and looks again when it cannot read what it wrote', async () => {
  const root = await folderWith({});
  const path = join(root, '.cache/ord.json');
  const speller = danishSpeller(root);
  await speller(['hus', 'ikek', 'bord']);
  const memory = await readFile(path, 'utf8');
  await writeFile(path, memory.replace('["ikke"', '["husket"'));
  expect((await speller(['hus', 'ikek'])).get('ikek')?.[0]).toBe('husket');
  await speller(['hus', 'stol']);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ known: ['hus', 'stol'], unknown: [] });
  for (const broken of ['{', memory.replace('"version":1', '"version":0'), memory.replace(/"size":\d+/, '"size":1')]) {
    await writeFile(path, broken.replace('["ikke"', '["husket"'));
    expect((await speller(['hus', 'ikek'])).get('ikek')?.[0]).toBe('ikke');
  }
});

test('a memory that cannot be written is no harm', async () => {
  const root = await folderWith({ '.cache': 'a file where the folder should be' });
  expect([...(await danishSpeller(root)(['ikek'])).keys()]).toEqual(['ikek']);
});

test('says in one line that it is left out when the dictionary is not installed, and warns of the rest', async () => {
  const missing: Speller = () => Promise.reject(Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' }));
  const say = vi.fn<(line: string) => void>();
  const root = await contentWith({ 'debat/indlaeg.mdx': pieceSaying('Se [her](/om/).') });
  const problems = await warningsOf(root, { speller: missing, say, day: '2026-02-01' });
  expect(problems).toEqual([{ file: 'content/debat/indlaeg.mdx', line: 9, column: 4, ...hints.linkEmpty('her') }]);
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^Stavekontrollen er sprunget over[^\n]*$/));
});

test('another fault is not passed over in silence', async () => {
  const broken: Speller = () => Promise.reject(new Error('disk'));
  await expect(warningsOf(await contentWith(), { speller: broken })).rejects.toThrow('disk');
});

test('uses the list of the content, and sorts by place', async () => {
  const root = await contentWith({
    '_ordliste.txt': 'bænqx\n',
    'debat/indlaeg.mdx': pieceSaying('Er er en bænqx [her](/om/) en bordqx?'),
    'debat/_b.mdx': pieceSaying('En stolqx.'),
  });
  await mkdir(join(root, 'content/debat/b'));
  await writeFile(join(root, 'content/debat/b/index.mdx'), pieceWith('titel: En anden bordqx'));
  const problems = await warningsOf(root, { speller, day: '2026-02-01' });
  expect(problems.map(({ file, line, column }) => [file.slice(14), line, column])).toEqual([
    ['b/index.mdx', 2, 17],
    ['indlaeg.mdx', 9, 4],
    ['indlaeg.mdx', 9, 16],
    ['indlaeg.mdx', 9, 31],
  ]);
});

test.each([
  [[], 'Er ordet rigtigt,'],
  [['ikke'], 'Mente du »ikke«? Er ordet'],
  [['ikke', 'ikon', 'ild'], 'Mente du »ikke«, »ikon« eller »ild«? Er ordet'],
])('proposes %j in the message', (words, start) => {
  expect(hints.wordUnknown('ikek', words).instead).toMatch(new RegExp(`^${RegExp.escape(start)}`));
});
