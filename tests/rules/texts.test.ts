import { expect, test } from 'vitest';
import { count, fill, numbered, say, texts } from '../../src/texts.ts';

test.each([
  ['Side {a} af {b}', { a: 2, b: 3 }, 'Side 2 af 3'],
  ['{n} og {n}', { n: 0 }, '0 og 0'],
  ['{title}', { title: '{n}', n: 1 }, '{n}'],
  ['{ukendt} {a}', { a: '' }, '{ukendt} '],
  ['{} { a } {a', { a: 1 }, '{} { a } {a'],
  ['{a}', { a: '$&' }, '$&'],
])('%j filled with %j is %j', (text, values, filled) => {
  expect(fill(text, values)).toBe(filled);
});

test('a text of the interface is filled by its key', () => {
  expect(say('by.more', { name: 'Redaktionen' })).toBe('Mere af Redaktionen');
  expect(say('by.more')).toBe('Mere af {name}');
});

test.each([
  ['reply', 0, 'Ingen svar endnu'],
  ['reply', 1, '1 svar'],
  ['reply', 2, '2 svar'],
  ['pieces', 0, 'Ingen tekster endnu'],
  ['pieces', 1, '1 tekst'],
  ['pieces', 21, '21 tekster'],
] as const)('%s counted to %i is »%s«', (thing, n, text) => {
  expect(count(thing, n)).toBe(text);
});

test.each([
  [1, 'Debat'],
  [2, 'Debat – side 2'],
])('the title of page %i is »%s«', (n, title) => {
  expect(numbered('Debat', n)).toBe(title);
});

test('every text says something', () => {
  for (const [key, text] of Object.entries(texts)) expect(text.trim(), key).not.toBe('');
});
