import { expect, test } from 'vitest';
import { barOf, danishNumber } from '../../src/editorial/bars.ts';

test.each([
  ['168', 168],
  [' 12,5 ', 12.5],
  ['1.342', 1342],
  ['1.342.000,75', 1342000.75],
  ['0', 0],
  ['-3', -3],
  ['−3', -3],
  ['–3', -3],
  ['12.5', undefined],
  ['1.34', undefined],
  ['1342.000', undefined],
  ['1,', undefined],
  ['1 342', undefined],
  ['168 kr.', undefined],
  ['1e3', undefined],
  ['mange', undefined],
  ['', undefined],
])('%j is the number %s', (text, number) => {
  expect(danishNumber(text)).toBe(number);
});

test.each([
  ['2023: 168', { label: '2023', shown: '168', value: 168 }],
  ['  Gården : 1.342,5 ', { label: 'Gården', shown: '1.342,5', value: 1342.5 }],
  ['kl. 9: i alt: 4', { label: 'kl. 9: i alt', shown: '4', value: 4 }],
  ['2023:168', { label: '2023', shown: '168', value: 168 }],
  ['Ingen: 0', { label: 'Ingen', shown: '0', value: 0 }],
  ['Tab: −3', undefined],
  ['2023', undefined],
  ['2023:', undefined],
  [': 168', undefined],
  ['2023: mange', undefined],
])('the line %j is the bar %j', (line, bar) => {
  expect(barOf(line)).toEqual(bar);
});
