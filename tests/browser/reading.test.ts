import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../built.ts';
import { complaintsOf, strangersOf, visit, type Visit } from './browser.ts';

const piece = kinds['debate piece'];
let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.close());

describe.each(Object.entries(kinds))('%s', (_, address) => {
  test('is read without a complaint, a stranger, a cookie or storage', async () => {
    const page = await site.newPage();
    const complaints = complaintsOf(page);
    const strangers = strangersOf(page, site.origin);
    await page.goto(address, { waitUntil: 'networkidle' });
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await page.context().close();
  });
});

test('a debate piece is one request and its pictures, font and icon', async () => {
  const page = await site.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.resourceType()));
  await page.goto(piece, { waitUntil: 'networkidle' });
  expect(asked.filter((type) => !['image', 'font', 'other'].includes(type))).toEqual(['document']);
  expect(asked.filter((type) => type === 'font')).toHaveLength(1);
});

test('an injected inline script does not run, wherever it stands', async () => {
  const page = await site.newPage();
  await page.route(`**${piece}`, async (route) => {
    const response = await route.fetch();
    const evil =
      '<script>document.documentElement.dataset.hit = "1"</script><img src=x onerror="document.documentElement.dataset.hit = 1">';
    const body = (await response.text()).replace('<title>', `${evil}<title>`).replace('</main>', `${evil}</main>`);
    await route.fulfill({ response, body });
  });
  await page.goto(piece, { waitUntil: 'networkidle' });
  expect(await page.evaluate(() => document.documentElement.dataset['hit'])).toBeUndefined();
});

test.each([
  ['phone', 390],
  ['desk', 1280],
])('nothing moves while the page arrives, with the font late (%s)', async (_, width) => {
  const page = await site.newPage({ viewport: { width, height: 900 } });
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  for (const address of ['/', piece, '/debat/']) {
    await page.goto(address, { waitUntil: 'networkidle' });
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) =>
            resolve(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)),
          ).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(0), 300);
        }),
    );
    expect(shift, address).toBeLessThan(0.02);
  }
});

describe('with JavaScript off', () => {
  test.each(Object.entries(kinds))('%s has its text, and nothing that does not work', async (_, address) => {
    const page = await site.newPage({ javaScriptEnabled: false });
    await page.goto(address);
    expect((await page.textContent('main'))?.trim().length).toBeGreaterThan(20);
    for (const button of await page.locator('main button:visible').all()) {
      expect(await button.getAttribute('type')).toBe('submit');
    }
    await page.context().close();
  });

  test('a text is found through A–Å, and answered by mail', async () => {
    const page = await site.newPage({ javaScriptEnabled: false });
    await page.goto('/');
    await page.getByLabel('Søg på siden').fill('plan');
    await page.getByRole('button', { name: 'Søg' }).click();
    await page.waitForURL('**/soeg/?q=plan');
    await page.getByRole('link', { name: 'Se alt fra A til Å' }).click();
    await page.getByRole('link', { name: 'Én plan er stærkere end fire' }).click();
    const mail = await page.getByRole('link', { name: 'Svar pr. mail' }).getAttribute('href');
    const { protocol, searchParams } = new URL(mail ?? '');
    expect(protocol).toBe('mailto:');
    expect(searchParams.get('subject')).toBe('Svar på: Én plan er stærkere end fire');
    expect(searchParams.get('body')).toContain('https://beboerdebat.example/debat/en-plan-er-staerkere-end-fire/');
  });
});

test('the keyboard alone leads from the front page through search to a piece and its replies', async () => {
  const page = await site.newPage();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  const tabTo = async (text: string) => {
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()) === text) return;
    }
    throw new Error(`Tab never reached »${text}«`);
  };
  await page.goto('/');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Gå til indholdet');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('indhold');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
  await page.keyboard.type('sekretariat');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/soeg/?q=sekretariat');
  await page.waitForSelector('main ol li');
  await tabTo('Begynd nedefra, ikke i et sekretariat');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/debat/begynd-nedefra-ikke-i-et-sekretariat/');
  await tabTo('1 svar');
  await page.keyboard.press('Enter');
  await page.waitForURL('**#svar');
  await tabTo('Svar pr. mail');
});

test('the link to a piece can be copied, and the reader is told', async () => {
  const page = await site.newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(piece);
  await page.getByRole('button', { name: 'Kopiér link' }).click();
  await page.getByText('Linket er kopieret').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`https://beboerdebat.example${piece}`);
});

test('on paper there are no menus, buttons or search, but the text, its address and its sources', async () => {
  const page = await site.newPage();
  await page.goto(piece);
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['header nav', 'header form', '.button', 'footer nav', '.giscus']) {
    expect(await page.locator(`${gone}:visible`).count(), gone).toBe(0);
  }
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.locator('.prose').isVisible()).toBe(true);
  expect(await page.getByText('beboerdebat.example/debat/en-plan').first().isVisible()).toBe(true);
});
