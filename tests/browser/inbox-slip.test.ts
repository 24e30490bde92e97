import sharp from 'sharp';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { pagesOf } from '../built.ts';
import { begin, fillIn, openOnPhone, page, phone, piece, site } from './inbox.ts';

const slip = `${piece}svarseddel/`;
openOnPhone();

/** What is written on the slip: text, name, place and tie. */
const written = () => page.locator('[data-slip-text], [data-slip-field]').allTextContents();

/** Sheets of paper the page takes, by their size in points. */
async function sheets(): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [box = ''] = /(?<=\/MediaBox \[)[^\]]*/.exec(pdf) ?? [];
  const size = box.split(' ').map(Number).map(Math.round).slice(2).join(' × ');
  return (pdf.match(/\/Type\s*\/Page\b/g) ?? []).map(() => size);
}
const a5 = '420 × 595';

test('every text that can be answered has a slip, and it is one sheet of A5', async () => {
  const slips = pagesOf().filter(({ address }) => address.endsWith('/svarseddel/'));
  expect(slips.length).toBeGreaterThan(5);
  for (const { address } of slips) {
    await page.goto(address);
    expect(await sheets(), address).toEqual([a5]);
  }
});

test('it is empty where nothing is begun, and has what is begun in the form', async () => {
  await page.goto(slip);
  expect(await written()).toEqual(['', '', '', '']);
  await page.goto(piece);
  await begin(page);
  await fillIn(page, 'Linje et.\n\n<b>Linje to.</b>', { place: 'Blok 2' });
  await page.getByLabel('Har du en rolle').fill('Nabo');
  await page.getByRole('link', { name: 'Hent en svarseddel' }).click();
  await page.waitForURL(`**${slip}`);
  expect(await written()).toEqual(['Linje et.\n\n<b>Linje to.</b>', 'Fatima', 'Blok 2', 'Nabo']);
  expect(await sheets()).toEqual([a5]);
});

test('another text’s draft is not on it', async () => {
  await page.goto('/debat/en-plan-er-staerkere-end-fire/');
  await begin(page);
  await fillIn(page, 'Om planen.');
  await page.goto(slip);
  expect(await written()).toEqual(['', '', '', '']);
});

test('without JavaScript it is empty, and has no button', async () => {
  const still = await site.newPage({ ...phone, javaScriptEnabled: false });
  await still.goto(slip);
  expect(await still.getByRole('heading', { name: 'Svar på: Unge ved bordet' }).isVisible()).toBe(true);
  expect(await still.locator('main button:visible').count()).toBe(0);
  await still.context().close();
});

test('its button prints', async () => {
  await page.addInitScript(() => Object.assign(window, { print: () => (document.title = 'skrevet ud') }));
  await page.goto(slip);
  await page.getByRole('button', { name: 'Udskriv sedlen' }).click();
  expect(await page.title()).toBe('skrevet ud');
});

test.each(['light', 'dark'] as const)(
  'its code, as a phone sees it in %s colours, is the address of the text',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(slip);
    const { size, data } = encode(`https://beboerdebat.example${piece}`, { border: 4 });
    const picture = await page.locator('figure svg').screenshot({ scale: 'device' });
    // The middle of each square, so that an edge between two pixels is nobody's.
    const fine = await sharp(picture)
      .greyscale()
      .resize(size * 5, size * 5)
      .raw()
      .toBuffer();
    const isDark = (x: number, y: number) => (fine[(y * 5 + 2) * size * 5 + x * 5 + 2] ?? 255) < 128;
    expect(data.map((row, y) => row.map((_, x) => isDark(x, y)))).toEqual(data);
  },
);

test('on paper there is the slip and nothing else', async () => {
  await page.goto(slip);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.locator('body').innerText();
  expect(shown.trimStart()).toMatch(/^Beboerdebat · Svarseddel/);
  expect(shown.trimEnd()).toMatch(/https:\/\/beboerdebat\.example\/debat\/unge-ved-bordet\/$/);
});
