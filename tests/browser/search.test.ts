import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { complaintsOf, visit, type Visit } from './browser.ts';

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

const status = () => page.locator('main [role=status]');
const titles = () => page.locator('main ol h2').allTextContents();
const settled = (words: string | RegExp) => status().filter({ hasText: words }).waitFor();

test('a search from the header of any page shows results with section, date and marked words', async () => {
  const complaints = complaintsOf(page);
  await page.goto('/om/');
  await page.getByLabel('Søg på siden').fill('vaskeri');
  await page.keyboard.press('Enter');
  await settled(/\d+ resultater for »vaskeri«/);
  expect((await titles())[0]).toBe('Vaskeri');
  const first = page.locator('main ol li').first();
  expect(await first.locator('.where').textContent()).toMatch(/^Information/);
  expect((await first.locator('mark').first().textContent())?.toLowerCase()).toContain('vaskeri');
  expect(complaints).toEqual([]);
});

test('a letter alone is searched for when it is asked for, and two when no more follow', async () => {
  await page.goto('/soeg/');
  await page.getByLabel('Søg på siden').pressSequentially('v');
  await page.waitForTimeout(1_000);
  expect(await titles()).toEqual([]);
  await page.keyboard.press('Enter');
  await settled(/resultat/);
  await page.keyboard.type('a');
  await settled('»va«');
  expect((await titles()).length).toBeGreaterThan(0);
});

test('results follow what is written, and the address holds the whole state', async () => {
  await page.goto('/soeg/');
  await page.getByLabel('Søg på siden').pressSequentially('husorden');
  await settled(/resultat/);
  await page.getByLabel('Afsnit').selectOption('Information');
  await page.getByLabel('Rækkefølge').selectOption('Nyeste først');
  await page.waitForURL('**/soeg/?q=husorden&afsnit=Information&orden=nyeste');
});

test('going back from a result brings the search back as it was', async () => {
  await page.goto('/soeg/?q=plan&afsnit=Debat');
  await settled(/resultater for »plan«/);
  const before = await titles();
  await page.locator('main ol a').first().click();
  await page.waitForURL('**/debat/**');
  await page.goBack();
  await settled(/resultater for »plan«/);
  expect(await page.getByLabel('Søg på siden').inputValue()).toBe('plan');
  expect(await page.getByLabel('Afsnit').inputValue()).toBe('Debat');
  await page.locator('main ol h2').first().waitFor();
  expect(await titles()).toEqual(before);
});

test('filters narrow by section, topic and year', async () => {
  await page.goto('/soeg/?q=beboer');
  await settled(/resultater for »beboer«/);
  await page.getByLabel('Afsnit').selectOption('Debat');
  await expect
    .poll(() => page.locator('.where').allTextContents())
    .toSatisfy((all: string[]) => all.every((one) => one.startsWith('Debat')));
  await page.getByLabel('Afsnit').selectOption('');
  await page.getByLabel('Emne').selectOption('Økonomi');
  await expect.poll(titles).toContain('Hvem betaler for bordet?');
  await page.getByLabel('År').selectOption('2026');
  await expect.poll(titles).toContain('Hvem betaler for bordet?');
});

test('a reply is found by its own words, and the hit leads to its place', async () => {
  await page.goto('/soeg/?q=telefonnummer&afsnit=Svar');
  await settled(/resultat/);
  const link = page.locator('main ol a').first();
  expect(await link.textContent()).toBe('Svar fra Pensionist i opgang 12');
  expect(await page.locator('.where').first().textContent()).toContain('Én plan er stærkere end fire');
  await link.click();
  await page.waitForURL('**/debat/en-plan-er-staerkere-end-fire/#svar-pensionist-i-opgang-12');
  expect(await page.locator(':target').textContent()).toBe('Pensionist i opgang 12');
});

test('a piece comes before the replies to it', async () => {
  await page.goto('/soeg/?q=lektiecafeen');
  await settled(/resultat/);
  const sections = await page.locator('.where').allTextContents();
  const firstReply = sections.findIndex((text) => text.startsWith('Svar'));
  expect(firstReply).toBeGreaterThan(0);
});

test('newest first sorts by day', async () => {
  await page.goto('/soeg/?q=beboer&orden=nyeste&afsnit=Debat');
  await settled(/resultater for »beboer«/);
  await page.goto('/debat/');
  const newest = await page.locator('main article h2').allTextContents();
  await page.goto('/soeg/?q=beboer&orden=nyeste&afsnit=Debat');
  await page.locator('main ol h2').first().waitFor();
  const found = await titles();
  expect(found).toEqual(newest.filter((title) => found.includes(title)));
});

test('»Vis flere« adds results and moves the keyboard to the first of them', async () => {
  await page.goto('/soeg/?q=beboer');
  await page.getByRole('button', { name: 'Vis flere' }).click();
  await expect.poll(async () => (await titles()).length).toBeGreaterThan(10);
  const eleventh = (await titles())[10];
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(eleventh);
});

test('what is not on the site is read as what was meant, and said, and can be undone', async () => {
  await page.goto('/soeg/?q=vaksseriet');
  await settled('Viser resultater for vaskeriet. Søg i stedet efter vaksseriet.');
  expect(await status().textContent()).toMatch(/\d+ resultater for »vaskeriet«$/);
  await page.getByRole('link', { name: 'vaksseriet' }).click();
  await settled('Vi fandt ikke noget om »"vaksseriet"«');
});

test.each([
  ['a part of a compound', 'trappe', /trappe/i],
  ['the first of two words', 'beboere vaskeriet', /beboere/i],
  ['the second of two words', 'beboere vaskeriet', /vaskeri/i],
  ['a word with å', 'gården', /gård/i],
])('the excerpt marks %s', async (_, query, word) => {
  await page.goto(`/soeg/?q=${encodeURIComponent(query)}`);
  await settled(/resultat/);
  const marks = await page.locator('main ol mark').allTextContents();
  expect(marks.some((mark) => word.test(mark))).toBe(true);
  expect((await page.locator('main ol').textContent()) ?? '').not.toMatch(/[\^ꝗꝟ]/);
});

/** Bytes, headers included, of all that a first search fetches: the page's own script too. */
const firstSearchLimit = 110_000;

test.each(['vaskeri', 'en', 'kommunens plan', 'afdelingsmøde referat', 'hvad koster det at vaske'])(
  'a first search for »%s« fetches at most 110 kB',
  async (query) => {
    const network = await page.context().newCDPSession(page);
    const addresses = new Map<string, string>();
    let bytes = 0;
    await network.send('Network.enable');
    network.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (/\/pagefind\/|\/Search[^/]+\.js/.test(addresses.get(requestId) ?? '')) bytes += encodedDataLength;
    });
    await page.goto(`/soeg/?q=${encodeURIComponent(query)}`);
    await settled(/resultat/);
    await page.waitForLoadState('networkidle');
    expect(bytes).toBeGreaterThan(60_000);
    expect(bytes).toBeLessThanOrEqual(firstSearchLimit);
  },
);

test('going back brings as many results as there were', async () => {
  await page.goto('/soeg/?q=beboer');
  await page.getByRole('button', { name: 'Vis flere' }).click();
  await expect.poll(async () => (await titles()).length).toBe(20);
  await page.locator('main ol a').nth(15).click();
  await page.waitForURL(/\/(debat|nyheder|praktisk|skribenter|emner|[a-z-]+)\/(?!\?q)/);
  await page.goBack();
  await expect.poll(async () => (await titles()).length).toBe(20);
});

test('where nothing is found, words that look like it, topics and people to ask are offered', async () => {
  await page.goto('/soeg/?q=%22vaskerriet%22');
  await settled('Vi fandt ikke noget');
  expect(await page.locator('main .near a').allTextContents()).toContain('vaskeriet');
  await page.getByText('Prøv et kortere ord').waitFor();
  await page.locator('main .nothing').getByRole('link', { name: 'Økonomi' }).waitFor();
  await page.locator('main .nothing').getByRole('link', { name: 'Spørg os' }).waitFor();
  await page.locator('main .near').getByRole('link', { name: 'vaskeriet' }).click();
  await settled(/resultater for »vaskeriet«/);
});

test('topics, writers, information and corrections are found as well', async () => {
  for (const [query, section] of [
    ['økonomi', 'Emner'],
    ['skifteholdsarbejder', 'Skribenter'],
    ['husorden', 'Information'],
    ['rettelser', 'Rettelser'],
  ] as const) {
    await page.goto(`/soeg/?q=${query}&afsnit=${section}`);
    await settled(/resultat(er)? for/);
  }
});

test('without JavaScript the page leads to A–Å', async () => {
  const plain = await site.newPage({ javaScriptEnabled: false });
  await plain.goto('/soeg/?q=vaskeri');
  await plain.locator('main').getByRole('link', { name: 'Se alt fra A til Å' }).first().click();
  await plain.waitForURL('**/a-aa/');
  await plain.context().close();
});

test.each([
  ['only small words', 'og i på'],
  ['half a pair of characters', 'v\uD83C'],
  ['a word of 10,000 letters', 'v'.repeat(10_000)],
  ['control characters', 'v\u0000\u202E'],
])('bad query: %s breaks nothing', async (_, query) => {
  const complaints = complaintsOf(page);
  await page.goto('/soeg/');
  await page.locator('#q').evaluate((field, text) => {
    (field as HTMLInputElement).value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, query);
  await settled(/resultat|fandt ikke/);
  expect(complaints).toEqual([]);
});

test('an address in an old encoding is read as it was meant', async () => {
  await page.goto('/soeg/?q=g%E5rden');
  await settled(/resultater for »gården«/);
  expect(await page.getByLabel('Søg på siden').inputValue()).toBe('gården');
});

test.each([
  ['nothing found', 'zzzzqqqq', /fandt ikke noget/],
  ['10,000 characters', 'vaskeri '.repeat(1250), /første 200 tegn/],
  ['markup', '<img src=x onerror=alert(1)>', /»<img src=x onerror=alert\(1\)>«/],
  ['emoji', '🏠🌳', /🏠🌳/],
  ['punctuation', '?!.,', /\?!\.,/],
  ['half a quotation', '"vaske', /"vaske/],
])('bad query: %s gives a Danish sentence and no error', async (_, query, words) => {
  const complaints = complaintsOf(page);
  await page.goto('/soeg/');
  await page.getByLabel('Søg på siden').fill(query);
  await settled(words);
  expect(complaints).toEqual([]);
});

test('a wrongly encoded address does not break the page', async () => {
  await page.goto('/soeg/?q=%E6%F8%E5&afsnit=findes-ikke');
  await settled(/resultat|ikke noget/);
  expect(await page.getByLabel('Afsnit').inputValue()).toBe('');
});

describe('when search cannot run', () => {
  test.each([
    ['its program is missing', '**/pagefind/pagefind.js', 404, ''],
    ['its index is missing', '**/pagefind/pagefind-entry.json*', 404, ''],
    ['its index is half written', '**/pagefind/pagefind-entry.json*', 200, '{"version":"1.6.0","langu'],
    ['its pages are half written', '**/pagefind/fragment/*', 200, 'xyz'],
    ['a part of its index is missing', '**/pagefind/index/*', 404, ''],
    ['a part of its index is half written', '**/pagefind/index/*', 200, 'xyz'],
    ['its words are missing', '**/pagefind/words/list.json', 404, ''],
    ['its words are half written', '**/pagefind/words/list.json', 200, '{"shards":["a'],
    ['its program for WebAssembly is half written', '**/pagefind/wasm*', 200, 'xyz'],
  ])('%s: the reader is sent to A–Å', async (_, path, answer, body) => {
    await page.route(path, (route) => route.fulfill({ status: answer, body }));
    await page.goto('/soeg/?q=vaskeri');
    await settled('Søgningen virker ikke lige nu');
    expect(await page.getByText('Prøv et kortere ord').isVisible()).toBe(false);
    await page.locator('main').getByRole('link', { name: 'Se alt fra A til Å' }).click();
    await page.waitForURL('**/a-aa/');
  });
});

test('what a filter needs is missing: nobody is told that there is nothing', async () => {
  await page.route('**/pagefind/filter/*', (route) => route.fulfill({ status: 404 }));
  await page.goto('/soeg/?q=plan&afsnit=Debat');
  await settled('Søgningen virker ikke lige nu');
});

test.each(['index', 'fragment'])('a site that was published anew is searched anew: its %s is another', async (part) => {
  await page.goto('/soeg/');
  await page.getByLabel('Søg på siden').fill('husorden');
  await settled(/resultat/);
  // What the old site had is gone, until the page has asked what the new one has.
  let isOpenedAnew = false;
  await page.route(`**/pagefind/${part}/*`, (route) =>
    isOpenedAnew ? route.continue() : route.fulfill({ status: 404 }),
  );
  await page.route('**/pagefind/pagefind-entry.json*', (route) => {
    isOpenedAnew = true;
    return route.continue();
  });
  await page.getByLabel('Søg på siden').fill('vaskeri');
  await settled(/resultater for »vaskeri«/);
  expect((await titles())[0]).toBe('Vaskeri');
  // What had come before it was opened anew is found again.
  await page.getByLabel('Søg på siden').fill('husorden');
  await settled(/resultat(er)? for »husorden«/);
  expect((await titles()).length).toBeGreaterThan(0);
});

test('where WebAssembly is not allowed, the reader is sent to A–Å', async () => {
  await page.route('**/soeg/*', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll("'wasm-unsafe-eval'", '');
    await route.fulfill({ response, body });
  });
  await page.goto('/soeg/?q=vaskeri');
  await settled('Søgningen virker ikke lige nu');
  await page.locator('main').getByRole('link', { name: 'Se alt fra A til Å' }).click();
  await page.waitForURL('**/a-aa/');
});

test('the slash is a letter like any other while one writes', async () => {
  await page.goto('/');
  await page.getByLabel('Søg på siden').fill('12');
  await page.keyboard.press('/');
  expect(await page.getByLabel('Søg på siden').inputValue()).toBe('12/');
});
