import { spawn, type ChildProcess } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copySite, outsideTests, run, type SiteCopy } from '../site-copy.ts';
import { chromiumAt, type Reader } from './browser.ts';

const piece = '/debat/unge-ved-bordet/';
let site: SiteCopy;
let server: ChildProcess;
let said = '';
let origin = '';
/** How many have been told: the same words sent again would be the same reply. */
let stories = 0;
let reader: Reader;

beforeAll(async () => {
  site = await copySite();
  expect((await site.build()).code).toBe(0);
  server = spawn(process.execPath, ['src/serve.ts'], {
    cwd: site.folder,
    env: { ...outsideTests(), PORT: '0', INBOX_SECRET: 'hemmelig-'.repeat(4) },
  });
  server.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  await until(() => /http:\S+/.test(said));
  origin = /http:\S+?(?=\/\n)/.exec(said)?.[0] ?? '';
  reader = await chromiumAt(origin);
});
afterAll(async () => {
  await reader.close();
  server.kill();
  await site.remove();
});

test('a reply is written on a phone, approved, shown everywhere, and withdrawn by its link', () => story('Fatima', {}));

test('the same with JavaScript off', () => story('Grethe', { javaScriptEnabled: false }));

test('the same on a phone that has not been renewed for years', () =>
  story('Karl', {}, (page) =>
    page.addInitScript(() => {
      Reflect.deleteProperty(AbortSignal, 'timeout');
      // Before iOS 16.4 a form does not say which button was pressed.
      window.FormData = class extends FormData {
        constructor(form?: HTMLFormElement) {
          super(form);
        }
      };
    }),
  ));

/** From the empty form to nothing left, as a resident and the board live it. */
async function story(
  name: string,
  options: BrowserContextOptions,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const words = `Nøglen skal ligge i opgang ${(stories += 1)}, siger ${name}.`;
  const page = await reader.newPage({ viewport: { width: 390, height: 844 }, ...options });
  await prepare(page);
  await page.goto(piece);
  const before = await countOn(page);
  await page.getByLabel('Dit svar').fill(words);
  await page.getByLabel('Dit navn').fill(name);
  await page.getByLabel('Hvor bor du?').fill('Blok 2');
  await page.getByLabel('Mit navn og mit svar må vises').check();
  await page.getByRole('button', { name: 'Send svar' }).click();
  if (options.javaScriptEnabled === false) {
    await page.getByRole('heading', { name: 'Læs dit svar igennem' }).waitFor();
    expect(await page.locator('.shown').textContent()).toContain(words);
    // A preview that was not looked at is not believed.
    await page.waitForTimeout(3_100);
    await page.getByRole('button', { name: 'Send svaret' }).click();
  }
  await page.getByRole('heading', { name: 'Tak for dit svar' }).waitFor();
  const own = page.url().replace('&ny=1', '');
  expect(filesWith(words), 'what waits is not public').toEqual([]);

  const list = await inbox('list');
  expect(list.output).toContain(name);
  const number = list.output.slice(0, 14);
  expect((await inbox('approve', number)).code).toBe(0);
  const id = `f-${number.toLowerCase().replaceAll('-', '')}`;
  await rebuilt(words, true);

  await page.goto(piece);
  const reply = page.locator(`article:has(#svar-${id})`);
  expect(await reply.textContent()).toContain(words);
  expect(await reply.textContent()).toContain('Blok 2');
  expect(await countOn(page)).toBe(before + 1);
  expect(await (await fetch(`${origin}${piece}svar.xml`)).text()).toContain(words);
  expect(await (await fetch(`${origin}/debat/svar.json`)).text()).toContain(words);
  expect(await found(name)).toContain(`${piece}#svar-${id}`);
  await page.goto(`${origin}/`);
  expect(await page.getByText(words.slice(0, 30)).count()).toBeGreaterThan(0);

  await page.goto(own);
  await page.getByRole('button', { name: 'Slet mit svar' }).click();
  await page.getByRole('heading', { name: 'Dit svar er slettet' }).waitFor();
  await rebuilt(words, false);
  await page.goto(piece);
  expect(await countOn(page)).toBe(before);
  expect(await found(name)).not.toContain(`${piece}#svar-${id}`);
  expect(filesWith(words), 'gone everywhere').toEqual([]);
  expect(filesWith(words, '.data'), 'gone from the queue and the store').toEqual([]);
  await page.context().close();
}

const inbox = (...values: string[]) => run('src/inbox/cli.ts', values, site.folder);

const countOn = async (page: Page) => Number.parseInt((await page.locator('#svar-titel').textContent()) ?? '', 10) || 0;

/** Addresses search gives for `query`, as the search page does. */
async function found(query: string): Promise<string[]> {
  const page = await reader.newPage();
  await page.goto(`/soeg/?q=${encodeURIComponent(query)}`);
  await page
    .locator('[role=status]')
    .filter({ hasText: /resultat|fandt ikke/ })
    .first()
    .waitFor();
  const links = await page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  await page.context().close();
  return links;
}

/** Built or stored files in which `words` can be read. */
const filesWith = (words: string, folder = 'dist') =>
  globSync('**/*.{html,xml,json}', { cwd: join(site.folder, folder) }).filter((file) =>
    readFileSync(join(site.folder, folder, file), 'utf8').includes(words),
  );

/** Waits for the site the server builds by itself. */
const rebuilt = (words: string, isThere: boolean) =>
  until(async () => (await (await fetch(origin + piece)).text()).includes(words) === isThere);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 100_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it never came; the server said: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
