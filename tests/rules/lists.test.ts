import { expect, test } from 'vitest';
import { listPaths, pageAddress, pagesOf } from '../../src/lib/lists.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => index);

test.each([
  [0, [0]],
  [1, [1]],
  [19, [19]],
  [20, [20]],
  [21, [20, 1]],
  [40, [20, 20]],
  [41, [20, 20, 1]],
])('%i items fill pages of %j', (count, sizes) => {
  const pages = pagesOf(items(count));
  expect(pages.map((page) => page.items.length)).toEqual(sizes);
  expect(pages.map((page) => page.number)).toEqual(sizes.map((_, index) => index + 1));
  expect(pages.every((page) => page.count === sizes.length)).toBe(true);
  expect(pages.flatMap((page) => page.items)).toEqual(items(count));
});

test.each([
  [1, '/debat/'],
  [2, '/debat/side/2/'],
  [12, '/debat/side/12/'],
])('page %i of the debate is at %s', (number, address) => {
  expect(pageAddress('/debat/', number)).toBe(address);
});

test('each page of a list has its route, with the same parameters and properties', () => {
  const paths = listPaths(items(21), { title: 'Emnet' }, { topic: 'unge' });
  expect(paths.map(({ params }) => params)).toEqual([
    { topic: 'unge', list: undefined },
    { topic: 'unge', list: 'side/2' },
  ]);
  expect(paths.map(({ props }) => [props.title, props.page.number, props.page.items.length])).toEqual([
    ['Emnet', 1, 20],
    ['Emnet', 2, 1],
  ]);
  expect(listPaths([], {})).toHaveLength(1);
});
