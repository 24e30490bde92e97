import { describe, expect, test } from 'vitest';
import { fingerprintOf, randomOnce, tidied, tidy, tidyLine, type Content } from '../../src/inbox/fingerprint.ts';
import { textsOf } from '../fixtures/numbers.ts';

const content: Content = {
  kind: 'reply',
  thread: 'debat/bordet',
  parent: 'gh-12',
  name: 'Åse Ø',
  place: 'Blok 4',
  ties: 'Nabo',
  text: 'Ja tak.\n\nSæt bordet op.',
};
const codes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');

describe('a field is kept tidy', () => {
  test.each([
    ['each letter in one form', 'A\u030ase', 'Åse'],
    ['the line ends of Windows', 'a\r\nb\r\n\r\nc', 'a\nb\n\nc'],
    ['the line ends of old', 'a\rb', 'a\nb'],
    ['without null bytes', 'a\0b', 'ab'],
    ['without control characters', `a${codes(1, 8)}${codes(0x0b, 0x0c)}${codes(0x0e, 0x1f)}b`, 'ab'],
    ['without those of a second kind', `a${codes(0x7f, 0x9f)}b`, 'ab'],
    ['without marks that turn the text around', `a${codes(0x202a, 0x202e)}${codes(0x2066, 0x2069)}b`, 'ab'],
    ['without byte order marks', '\ufeffa\ufeffb', 'ab'],
    ['without blanks around it', ' \n\t a \n b \n', 'a \n b'],
    ['with its tabs', 'a\tb', 'a\tb'],
    ['with the marks that Arabic is read by', 'سلام\u200f og\u200e', 'سلام\u200f og\u200e'],
    ['with the joiners of emoji', '👩‍👧', '👩‍👧'],
    ['a letter whose accent was kept from it by a hidden mark', 'e\0\u0301', 'é'],
    ['empty', '', ''],
    ['empty when it is of hidden marks only', '\u202e\0\ufeff\u2066 \r\n', ''],
  ])('%s', (_, written, kept) => {
    expect(tidy(written)).toBe(kept);
  });

  test('and is the same when it is tidied again: what a preview shows is what it signs', () => {
    const pieces = ['e', 'A', '\u0301', '\u030a', '\0', '\u202e', '\r', '\n', ' ', '\ufeff', '\u0085', 'ø', '👍', '\t'];
    const texts = textsOf(pieces, 2_000, 8, 4);
    expect(texts.filter((text) => tidy(tidy(text)) !== tidy(text)).slice(0, 3)).toEqual([]);
    expect(texts.filter((text) => tidyLine(tidyLine(text)) !== tidyLine(text)).slice(0, 3)).toEqual([]);
  });

  test('and on one line, where it has one', () => {
    expect(tidyLine(' Åse \r\n\t Ø\u2028Ny\u00a0 ')).toBe('Åse Ø Ny');
    const loose = { name: 'Åse\n Ø ', place: ' Blok\t4', ties: '\nNabo', text: ' Ja tak.\r\n\r\nSæt bordet op. ' };
    expect(tidied({ ...content, ...loose })).toEqual(content);
  });
});

describe('a fingerprint', () => {
  test('is the same for the same reply, and can be sent as it is', async () => {
    const mark = await fingerprintOf(content);
    expect(mark).toMatch(/^[0-9a-f]{64}$/);
    expect(await fingerprintOf({ ...content })).toBe(mark);
  });

  test('is another as soon as anything is', async () => {
    const others: readonly Content[] = [
      content,
      { ...content, kind: 'report' },
      { ...content, thread: 'debat/bordet2' },
      { ...content, parent: 'gh-13' },
      { ...content, parent: '' },
      { ...content, name: 'Åse' },
      { ...content, place: 'Blok 5' },
      { ...content, place: '' },
      { ...content, ties: 'Nabo.' },
      { ...content, text: 'Ja tak.\nSæt bordet op.' },
      { ...content, text: 'Ja tak!\n\nSæt bordet op.' },
    ];
    const marks = await Promise.all(others.map(fingerprintOf));
    expect(new Set(marks).size).toBe(others.length);
  });

  test.each([
    ['thread', 'parent'],
    ['parent', 'name'],
    ['name', 'place'],
    ['place', 'ties'],
    ['ties', 'text'],
    ['name', 'text'],
  ] as const)('is another when words move from %s to %s', async (from, to) => {
    const marks = await Promise.all([
      fingerprintOf({ ...content, [from]: 'ab', [to]: 'c' }),
      fingerprintOf({ ...content, [from]: 'a', [to]: 'bc' }),
      fingerprintOf({ ...content, [from]: '', [to]: 'abc' }),
      fingerprintOf({ ...content, [from]: 'abc', [to]: '' }),
    ]);
    expect(new Set(marks).size).toBe(marks.length);
  });
});

test('the word that makes a sending one is 26 letters and digits of 32 kinds, and never the same', () => {
  const words = Array.from({ length: 500 }, randomOnce);
  expect(words.filter((word) => !/^[0-9a-z]{26}$/.test(word))).toEqual([]);
  expect(new Set(words).size).toBe(500);
  expect(new Set(words.join('')).size).toBe(32);
});
