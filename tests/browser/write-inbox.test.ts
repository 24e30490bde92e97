import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withdraw } from '../../src/inbox/moderation.ts';
import { violationsOf } from './axe.ts';
import { visitInbox, type InboxVisit } from './inbox.ts';

let site: InboxVisit;
beforeAll(async () => {
  site = await visitInbox();
});
afterAll(() => site.close());
beforeEach(async () => {
  for (const { ref } of await site.env.queue.open()) await withdraw(site.env.queue, site.env.publisher, ref);
});

const body = 'Vi <3 bænken.\n\nimport er dyrt, og {sådan} er det. ÆØÅ æøå.';
const send = '.write [type=submit]';

async function write(change: Readonly<Record<string, string>> = {}): Promise<Page> {
  const page = await site.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto('/skriv/');
  await page.locator('.write:not([inert])').waitFor();
  await page.locator('#w-writer').selectOption('redaktionen');
  const fields = { title: 'En bænk mere', lead: 'Kort om bænken.', day: '2026-01-05', body, ...change };
  for (const [name, value] of Object.entries(fields)) await page.locator(`#w-${name}`).fill(value);
  await page.locator('[name=topics][value=hverdag]').check();
  return page;
}
const draftOn = (page: Page) => page.evaluate(() => localStorage.getItem('skriv'));

test('a text is looked at once more, sent, and waits as the file the page would have saved', async () => {
  const page = await write();
  await page.locator(send).click();
  await page.locator('h1', { hasText: 'Se din tekst igennem' }).waitFor();
  const shown = await page.locator('.shown').innerText();
  expect(shown).toContain('titel: En bænk mere');
  expect(shown).toContain('Vi <3 bænken.');
  expect(await violationsOf(page)).toEqual([]);
  expect(await site.env.queue.open()).toEqual([]);
  expect(await draftOn(page), 'until it is sent it is on the device').not.toBeNull();

  site.pass(4_000);
  await page.locator('[value=send]').click();
  await page.locator('h1', { hasText: 'Tak for din tekst' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await expect.poll(() => draftOn(page)).toBeNull();
  const [found] = await site.env.queue.open();
  const [file] = found?.item.words?.files ?? [];
  expect(file?.path).toBe('content/debat/en-baenk-mere.mdx');
  expect(file?.text).toMatch(/^---\ntitel: "En bænk mere"\n[\s\S]*\n---\n\nVi \\?<3 bænken\.\n/);
  expect(site.complaints()).toEqual([]);
});

test('who goes back from the preview finds the text as it was', async () => {
  const page = await write();
  await page.locator(send).click();
  await page.getByRole('link', { name: 'Ret teksten' }).click();
  await page.locator('.write:not([inert])').waitFor();
  expect(await page.locator('#w-body').inputValue()).toBe(body);
});

test('what is not in order can be sent all the same', async () => {
  const page = await write({ title: '' });
  await page.locator(send).click();
  await page.locator('[data-anyway]').click();
  await page.locator('h1', { hasText: 'Se din tekst igennem' }).waitFor();
  expect(await page.locator('.shown').innerText()).toContain('titel:');
});

test('what is too long for the inbox is told so before anything is sent', async () => {
  const page = await write({ body: 'Bænken står her. '.repeat(1_300) });
  await page.locator(send).click();
  await page.locator('[data-told=inbox]', { hasText: 'for lang til at blive sendt her' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/skriv/');
});
