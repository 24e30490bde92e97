import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dist, pagesOf, read } from '../built.ts';

/**
 * What Chrome 100 and Safari 15.6 do not have, which the oldest phones in use stop at: a pattern they cannot read stops
 * the whole script, a name they do not know what it was called for. Each with the Safari that has it.
 */
const newer: Readonly<Record<string, RegExp>> = {
  'looking back in a pattern (16.4)': /\(\?<[=!]/,
  'AbortSignal.timeout and any (16, 17.4)': /AbortSignal\.(timeout|any)\b/,
  'a form with its button (16.4)': /new FormData\([^()]*,/,
  'isWellFormed, toWellFormed (16.4)': /\.(is|to)WellFormed\b/,
  'toSorted, toReversed, toSpliced (16)': /\.to(Sorted|Reversed|Spliced)\b/,
  'groupBy (17.4)': /\b(Object|Map)\.groupBy\b/,
  'Promise.withResolvers, try (17.4, 18.2)': /\bPromise\.(withResolvers|try)\b/,
  'Array.fromAsync (16.4)': /\bArray\.fromAsync\b/,
  'RegExp.escape (18.2)': /\bRegExp\.escape\b/,
  'URL.canParse, parse (17, 18)': /\bURL\.(canParse|parse)\b/,
  'what iterators can (18.4)': /\.(keys|values|entries)\(\)\.(map|filter|toArray|some|find|forEach)\b/,
  'requestIdleCallback (none)': /\brequestIdleCallback\b/,
  'scheduler (none)': /\bscheduler\./,
  'streams that unzip (16.4)': /\b(De)?[cC]ompressionStream\b/,
};

const inPages = pagesOf().flatMap(({ address, dom }) =>
  dom
    .querySelectorAll('script:not([src])')
    .filter((script) => !script.getAttribute('type')?.includes('json'))
    .map((script) => ({ name: address, code: script.text })),
);
// The writing page has a way for those its module does not start for.
const writing = pagesOf()
  .find(({ address }) => address === '/skriv/')
  ?.dom.querySelector('[data-write]');
const files = globSync('{_astro,pagefind}/*.js', { cwd: dist })
  .filter((path) => `/${path}` !== writing?.getAttribute('data-write'))
  .map((path) => ({ name: path, code: read(path) }));

test('scripts are found', () => {
  expect(writing?.getAttribute('data-write')).toMatch(/^\/_astro\/.*\.js$/);
  expect(files.map(({ name }) => name)).toContain('pagefind/pagefind.js');
  expect(files.length).toBeGreaterThan(3);
  expect(inPages.length).toBeGreaterThan(10);
});

test.each(Object.entries(newer))('no script asks an old phone for %s', (_, pattern) => {
  const asking = [...files, ...inPages].filter(({ code }) => pattern.test(code)).map(({ name }) => name);
  expect([...new Set(asking)]).toEqual([]);
});
