import { expect, test } from 'vitest';
import { alphabetical, letterOf } from '../../src/lib/alphabet.ts';

const line = (title: string, url = '/x/') => ({ title, url, label: 'Debat' });

test.each([
  ['Affald', 'A'],
  ['affald', 'A'],
  ['Aabenraa', 'Å'],
  ['AA-møde', 'Å'],
  ['Åben gård', 'Å'],
  ['Ældre', 'Æ'],
  ['økonomi', 'Ø'],
  ['Én plan', 'E'],
  ['A\u030aben gård', 'Å'],
  ['Ärlig', 'Æ'],
  ['Öl', 'Ø'],
  ['Über', 'Y'],
  ['»Bænken«', 'B'],
  ['… og så', 'O'],
  ['3. december', '#'],
  ['§ 34', '#'],
  ['???', '#'],
  ['', '#'],
])('%j is filed under %s', (title, letter) => {
  expect(letterOf(title)).toBe(letter);
});

test('letters stand in the order of the Danish alphabet, numbers first', () => {
  const titles = ['Åben', 'Ø', 'Ældre', 'Zebra', 'Bænk', 'Affald', '3 råd', 'Én'];
  const letters = alphabetical(titles.map((title) => line(title))).map(([letter]) => letter);
  expect(letters).toEqual(['#', 'A', 'B', 'E', 'Z', 'Æ', 'Ø', 'Å']);
});

test.each([
  ['words as Danes sort them', ['Bord', 'Bænk', 'Bøn', 'Båd']],
  ['Aa beside Å', ['Aabenraa', 'Åben gård', 'Aarhus', 'Årsmøde'], ['Åben gård', 'Aabenraa', 'Aarhus', 'Årsmøde']],
  ['É as E', ['Ebbe', 'Én plan', 'Erik']],
  ['numbers by size', ['2 råd', '10 råd']],
  ['words, not their marks', ['Bænk', '»Bænken«', 'Bænkene']],
])('a letter holds %s', (_, titles, order = titles) => {
  const sorted = alphabetical(titles.toReversed().map((title) => line(title)));
  expect(sorted.flatMap(([, lines]) => lines.map(({ title }) => title))).toEqual(order);
});

test('lines of one title stand by address', () => {
  const lines = [line('Bænk', '/nyheder/b/'), line('bænk', '/debat/b/')];
  expect(alphabetical(lines)).toEqual([['B', lines.toReversed()]]);
});
