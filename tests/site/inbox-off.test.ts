import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../built.ts';
import { copySite, type SiteCopy } from '../site-copy.ts';

let site: SiteCopy;
let page: ReturnType<typeof parse>;

beforeAll(async () => {
  site = await copySite();
  const facts = readFileSync(join(root, 'src/site.ts'), 'utf8');
  const off = facts.replace(/inbox: \{.*?\} as InboxFacts \| null,/s, 'inbox: null as InboxFacts | null,');
  expect(off).not.toBe(facts);
  await site.write('src/site.ts', off);
  const { code, output } = await site.build();
  expect(code, output).toBe(0);
  page = parse(readFileSync(join(site.dist, 'debat/unge-ved-bordet/index.html'), 'utf8'));
});
afterAll(() => site.remove());

test('the form writes an e-mail to the editors, without JavaScript too', () => {
  const form = page.querySelector('form.answer');
  expect(form?.getAttribute('action')).toMatch(/^mailto:redaktion@beboerdebat\.example\?subject=Svar/);
  expect(form?.getAttribute('enctype')).toBe('text/plain');
  expect(form?.querySelectorAll('[name]').map((field) => field.getAttribute('name'))).toEqual([
    'Mit svar',
    'Navn, der må vises',
    'Hvor jeg bor',
  ]);
});

test('the policy lets a form open the mail program, and nothing else', () => {
  const policy = page.querySelector('meta[http-equiv="content-security-policy"]')?.getAttribute('content');
  expect(policy).toContain("form-action 'self' mailto:;");
});

test('the slip of paper stands beside it, and nothing leads to a server that is not there', () => {
  expect(page.querySelector('a[href="/debat/unge-ved-bordet/svarseddel/"]')).not.toBeNull();
  const links = page.querySelectorAll('#svar a').map((link) => link.getAttribute('href') ?? '');
  expect(links.filter((href) => href.startsWith('/svar/'))).toEqual([]);
  expect(links.filter((href) => href.startsWith('mailto:')).length).toBeGreaterThan(2);
});

test('the writing page sends by mail', () => {
  const write = parse(readFileSync(join(site.dist, 'skriv/index.html'), 'utf8'));
  expect(write.querySelector('[data-inbox]')).toBeNull();
  expect(write.querySelector('.write [type=submit]')?.text.trim()).toBe('Send pr. mail');
});
