import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pagesOf, read } from '../built.ts';

/** Bytes, compressed, that the page's script may weigh in all. */
const limit = 110_000;
const pages = pagesOf();
const moduleOf = (html: string) => /data-write="\/([^"]+)"/.exec(html)?.[1];
const writing = pages.find(({ address }) => address === '/skriv/');

test('the writing page weighs at most 110 KB of script in all, in one file and a few lines', () => {
  const file = moduleOf(writing?.html ?? '');
  const module = read(file ?? '');
  const inline = [...(writing?.html ?? '').matchAll(/<script type="module">(.*?)<\/script>/gs)].map(([, code]) => code);
  expect(module).not.toMatch(/\bimport\s*[({"']/);
  expect(gzipSync(module, { level: 9 }).length + gzipSync(inline.join(''), { level: 9 }).length).toBeLessThanOrEqual(
    limit,
  );
  expect(inline.join('').length).toBeLessThan(1_000);
});

test('no other page asks for it', () => {
  const file = moduleOf(writing?.html ?? '') ?? 'nothing';
  expect(pages.filter(({ html }) => html.includes(file)).map(({ address }) => address)).toEqual(['/skriv/']);
});

test('the module runs under a policy without eval, and carries no words but its own', () => {
  const module = read(moduleOf(writing?.html ?? '') ?? '');
  expect(writing?.html).not.toMatch(/unsafe-inline|unsafe-eval/);
  expect(module).toContain('jitless:!0');
  expect(module).not.toContain('Dit svar venter');
});

test('it is found from the debate and from the page about taking part', () => {
  for (const address of ['/debat/', '/skriv-i-debatten/'])
    expect(pages.find((page) => page.address === address)?.html).toContain('href="/skriv/"');
});
