import { expect, test } from 'vitest';
import type { Collection } from '../../src/gate/content-files.ts';
import { hints } from '../../src/gate/hints-messages.ts';
import { hardPages, lixOf } from '../../src/gate/readability.ts';
import { textFile } from '../fixtures/text-files.ts';

const page = (body: string) => `---\ntitel: Om siden\n---\n\n${body}\n`;
const repeated = (word: string, count: number) => Array.from({ length: count }, () => word).join(' ');
/** 60 words in four sentences, 24 of them long: 15 + 40. */
const hard = Array.from({ length: 4 }, () => `Vi ${repeated('kort', 8)} ${repeated('afdeling', 6)}.`).join(' ');
const words = (short: number, long: number) => [...Array(short).fill('kort'), ...Array(long).fill('afdeling')];

test.each<[name: string, sentences: string[][], lix: number | undefined]>([
  ['short words in short sentences', Array(10).fill(words(6, 0)), 6],
  ['a quarter of long words', Array(10).fill(words(6, 2)), 33],
  ['one long sentence', [words(60, 0)], 60],
  ['a word of six letters as short', Array(10).fill(Array(6).fill('boligs')), 6],
  ['a word of seven letters as long', Array(10).fill(Array(6).fill('boligen')), 106],
  ['hyphens and figures as no letters', Array(10).fill(Array(6).fill('a-b-c-2026')), 6],
  ['nothing of fewer than 60 words', [words(59, 0)], undefined],
  ['nothing of nothing', [], undefined],
])('counts %s', (_, sentences, lix) => {
  expect(lixOf(sentences)).toBe(lix);
});

const long = `Men ${repeated('kort', 20)}.`;

test('warns above 45 with the figure, at the longest sentence', () => {
  const text = textFile(page(`${hard}\n\n${hard}\n${long}\n\n${hard}`), 'sider', 'om');
  expect(hardPages([text])).toEqual([
    { file: 'content/sider/om.mdx', line: 8, column: 1, ...hints.hardToRead(51, 45, 21) },
  ]);
});

test('names the column of a sentence inside a paragraph, whatever lines end with', () => {
  const text = textFile(page(`${hard}\n\nSå. ${long} ${hard}`).replaceAll('\n', '\r\n'), 'sider');
  expect(hardPages([text])).toMatchObject([{ line: 7, column: 5 }]);
});

const easy = (sentence: string) => page(Array.from({ length: 12 }, () => sentence).join(' '));
test.each([
  ['a full stop', easy('Vi bor her i den store afdeling.'), 0],
  ['a question', easy('Bor du her i den store afdeling?'), 0],
  ['a colon before a capital', easy('Vi siger: Her bor vi i den store afdeling.'), 0],
  ['a point of a list', page(Array.from({ length: 12 }, () => '- bor her i en stor afdeling').join('\n')), 0],
  ['a paragraph', page(Array.from({ length: 12 }, () => 'bor her i en stor afdeling').join('\n\n')), 0],
  ['no abbreviation', easy('vi bor pr. nu i nr. 4, kl. 9, jf. § 3.'), 1],
  ['no ordinal', easy('vi bor her fra den 3. maj og 4. juni.'), 1],
  ['no colon before a small letter', easy('vi: her i den blok, og: vi bor her.'), 1],
])('a sentence ends at %s', (_, text, count) => {
  expect(hardPages([textFile(text, 'sider')])).toHaveLength(count);
});

test('leaves out headings, code and addresses, and counts the words in bold and in links', () => {
  const aside = `## ${repeated('Afdelingsbestyrelsesmedlemmer', 60)}\n\n\`${repeated('boligen', 60)}\``;
  expect(hardPages([textFile(page(`${aside}\n\n${easy('Vi bor her.')}`), 'sider')])).toEqual([]);
  const dense = `${repeated('**afdeling** [afdeling](https://x.dk)', 40)}`;
  expect(hardPages([textFile(page(dense), 'sider')])).toMatchObject([{ ...hints.hardToRead(180, 45, 80) }]);
});

test('finds the longest sentence though a link and bold stand in it', () => {
  const linked = `Men [her](https://x.dk) **er** ${repeated('kort', 20)}.`;
  expect(hardPages([textFile(page(`${hard} ${hard} Så. ${linked}`), 'sider')])).toMatchObject([
    { line: 5, column: 2 * hard.length + 7 },
  ]);
});

test.each<[Collection, number]>([
  ['sider', 1],
  ['emner', 1],
  ['debat', 0],
  ['nyheder', 0],
  ['skribenter', 0],
  ['svar', 0],
])('in %s it warns %i times', (collection, count) => {
  expect(hardPages([textFile(page(hard), collection)])).toHaveLength(count);
});

test('45 itself is not too much', () => {
  const line = `Vi ${repeated('kort', 13)} ${repeated('afdeling', 6)}.`;
  expect(hardPages([textFile(page(repeated(line, 3)), 'sider')])).toMatchObject([{ ...hints.hardToRead(50, 45, 20) }]);
  const less = `Vi ${repeated('kort', 14)} ${repeated('afdeling', 5)}.`;
  expect(hardPages([textFile(page(repeated(less, 3)), 'sider')])).toEqual([]);
});
