import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tightenPolicies, tightenPolicy } from '../../src/gate/policy.ts';
import { folderWith } from '../fixtures/content.ts';

const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
const script = 'console.log("hej")';
const style = 'p{color:red}';
const unused = hash('alert(1)');
const meta = (policy: string) => `<meta http-equiv="content-security-policy" content="${policy}">`;
const page = (policy: string, body = '') =>
  `<!doctype html><html><head><meta charset="utf-8"><title>Hej</title>${meta(policy)}</head><body>${body}</body></html>`;
const tight = (policy: string, body?: string) =>
  /content-security-policy" content="([^"]*)"/.exec(tightenPolicy(page(policy, body), 'x.html'))?.[1];

test('the policy stands right after the charset, and only there', () => {
  const html = tightenPolicy(page("default-src 'none'"), 'x.html');
  expect(html).toContain(`<head><meta charset="utf-8">${meta("default-src 'none'")}<title>Hej</title></head>`);
  expect(html.match(/http-equiv/g)).toHaveLength(1);
});

test.each([
  [
    'a script',
    `script-src 'self' ${hash(script)} ${unused}`,
    `<script>${script}</script>`,
    `script-src 'self' ${hash(script)}`,
  ],
  [
    'a script with attributes',
    `script-src ${unused} ${hash(script)}`,
    `<script type="module" async>${script}</script>`,
    `script-src ${hash(script)}`,
  ],
  [
    'a style',
    `style-src 'self' ${hash(style)} ${unused}`,
    `<style>${style}</style>`,
    `style-src 'self' ${hash(style)}`,
  ],
  [
    'a style over two lines',
    `style-src ${hash(`\n${style}\n`)}`,
    `<style>\n${style}\n</style>`,
    `style-src ${hash(`\n${style}\n`)}`,
  ],
  ['a script from a file', `script-src 'self' ${unused}`, '<script src="/a.js"></script>', "script-src 'self'"],
  ['no script', `script-src 'self' ${unused}; style-src ${unused}`, '', "script-src 'self';style-src"],
])('a page with %s keeps the hashes it uses', (_, policy, body, kept) => {
  expect(tight(policy, body)).toBe(kept);
});

test.each([
  "default-src 'none';img-src 'self' data:;frame-src https://giscus.app",
  "script-src 'self' 'wasm-unsafe-eval'",
  'upgrade-insecure-requests',
])('what is no hash stays: %s', (policy) => {
  expect(tight(policy)).toBe(policy);
});

test('blanks and empty directives go', () => {
  expect(tight("  default-src   'none' ; ;base-uri 'none'; ")).toBe("default-src 'none';base-uri 'none'");
});

test.each([
  ['no policy', '<head><meta charset="utf-8"></head>'],
  ['an empty policy', `<head><meta charset="utf-8">${meta('')}</head>`],
  ['no charset', `<head>${meta("default-src 'none'")}</head>`],
])('a page with %s stops the build by name', (_, html) => {
  expect(() => tightenPolicy(html, 'debat/index.html')).toThrow('debat/index.html has no content security policy');
});

test('every page of a folder is tightened, and the search’s own files are left alone', async () => {
  const loose = page(`script-src ${unused}`);
  const folder = await folderWith({ 'index.html': loose, 'a/b/index.html': loose, 'pagefind/index.html': '<p>Hej' });
  await tightenPolicies(folder);
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain(meta('script-src'));
  expect(await readFile(join(folder, 'a/b/index.html'), 'utf8')).toContain(meta('script-src'));
  expect(await readFile(join(folder, 'pagefind/index.html'), 'utf8')).toBe('<p>Hej');
});
