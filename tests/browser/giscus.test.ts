import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kinds } from '../built.ts';
import { complaintsOf, strangersOf, visit, type Visit } from './browser.ts';

const piece = kinds['debate piece'];
let site: Visit;
let page: Page;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.close());
beforeEach(async () => {
  page = await site.newPage();
  return () => page.context().close();
});

/** A giscus.app that answers as the real one does: a first message with the frame's height. */
const answer = (message: object) =>
  page.route('https://giscus.app/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>giscus</title><script>parent.postMessage({ giscus: ${JSON.stringify(message)} }, '*')</script>`,
    }),
  );
const load = () => page.getByRole('button', { name: 'Hent debatten fra giscus.app og GitHub' });
const status = () => page.locator('.giscus [role=status]');
const frameAddress = async () => new URL((await page.locator('giscus-widget iframe').getAttribute('src')) ?? '');

test('nothing is fetched before the press, exactly giscus.app after it', async () => {
  await answer({ resizeHeight: 321 });
  const strangers = strangersOf(page, site.origin);
  const complaints = complaintsOf(page);
  await page.goto(piece, { waitUntil: 'networkidle' });
  expect(strangers).toEqual([]);
  await load().click();
  await status().filter({ hasText: 'Debatten fra GitHub er hentet' }).waitFor();
  expect([...new Set(strangers)]).toEqual(['giscus.app']);
  expect(complaints).toEqual([]);
});

test('the frame is Danish, follows the colours, and names the thread by its permanent id', async () => {
  await answer({ resizeHeight: 321 });
  await page.goto(piece);
  await load().click();
  await status().filter({ hasText: 'er hentet' }).waitFor();
  const { pathname, searchParams } = await frameAddress();
  expect(pathname).toBe('/da/widget');
  expect(searchParams.get('term')).toBe('en-plan-er-staerkere-end-fire');
  expect(searchParams.get('strict')).toBe('1');
  expect(searchParams.get('theme')).toBe('preferred_color_scheme');
  expect(searchParams.get('backLink')).toBe(`https://beboerdebat.example${piece}`);
  expect(await page.locator('giscus-widget iframe').getAttribute('title')).toBe('Debatten på GitHub (giscus)');
});

test('a thread that nobody has begun is no error', async () => {
  await answer({ error: 'Discussion not found' });
  await page.goto(piece);
  await load().click();
  await status().filter({ hasText: 'er hentet' }).waitFor();
});

test('coming back from signing in loads by itself and cleans the address', async () => {
  await answer({ resizeHeight: 321 });
  await page.goto(`${piece}?giscus=session-token`);
  await status().filter({ hasText: 'er hentet' }).waitFor();
  expect((await frameAddress()).searchParams.get('session')).toBe('session-token');
  expect(page.url()).toBe(site.origin + piece);
});

test('the choice is remembered only when asked for, and can be undone', async () => {
  await answer({ resizeHeight: 321 });
  await page.goto(piece);
  await page.getByLabel('Husk mit valg på denne enhed').check();
  await page.reload();
  await status().filter({ hasText: 'er hentet' }).waitFor();
  await page.getByLabel('Husk mit valg på denne enhed').uncheck();
  await status().filter({ hasText: 'Dit valg er glemt' }).waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  expect(await page.locator('giscus-widget').count()).toBe(0);
});

describe('when giscus cannot be reached', () => {
  const failed = () => status().filter({ hasText: 'kunne ikke hentes fra giscus.app' }).waitFor();

  test('it is silent: a Danish message after a while, the mail link stays, and one can try again', async () => {
    await page.clock.install();
    await page.route('https://giscus.app/**', (route) => route.abort());
    await page.goto(piece);
    await load().click();
    await page.locator('giscus-widget').waitFor({ state: 'attached' });
    await page.clock.fastForward(16_000);
    await failed();
    expect(await page.getByRole('link', { name: 'Svar pr. mail' }).isVisible()).toBe(true);
    expect(await load().isEnabled()).toBe(true);
  });

  test('it reports a fault', async () => {
    await answer({ error: 'giscus is not installed on this repository' });
    await page.goto(piece);
    await load().click();
    await failed();
  });

  test('its own module cannot be fetched', async () => {
    await page.route('**/giscus-widget*.js', (route) => route.abort());
    await page.goto(piece);
    await load().click();
    await failed();
  });

  test('the browser keeps no storage', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('Access is denied', 'SecurityError');
        },
      });
    });
    const complaints = complaintsOf(page);
    await page.goto(piece, { waitUntil: 'networkidle' });
    expect(complaints).toEqual([]);
    await page.getByLabel('Husk mit valg på denne enhed').check();
    await load().click();
    await failed();
  });
});

test('a closed debate has no widget, and says so', async () => {
  await page.goto(kinds['closed debate piece']);
  expect(await page.locator('.giscus').count()).toBe(0);
  await page.getByText('Debatten er lukket for nye svar').waitFor();
});
