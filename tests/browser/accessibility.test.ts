import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../built.ts';
import { violationsOf } from './axe.ts';
import { visit, type Visit } from './browser.ts';

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.close());

const schemes = ['light', 'dark'] as const;

describe.each(Object.entries(kinds))('%s', (_, address) => {
  let page: Page;
  beforeAll(async () => {
    page = await site.newPage();
    await page.goto(address === '/soeg/' ? '/soeg/?q=vaskeri' : address);
    if (address === '/soeg/') await page.waitForSelector('main ol li');
    return () => page.context().close();
  });

  test.each([320, 1280].flatMap((width) => schemes.map((scheme) => ({ width, scheme }))))(
    'meets WCAG 2.2 AA as far as axe can tell at $width px in $scheme colours',
    async ({ width, scheme }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      expect(await violationsOf(page)).toEqual([]);
    },
  );

  test('needs no sideways scrolling on a narrow screen, even with wide letter spacing', async () => {
    const overflows = async () => {
      const found: string[] = [];
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${over} px too wide at ${width} px`);
      }
      return found;
    };
    expect(await overflows()).toEqual([]);
    // WCAG 1.4.12: readers may space text out, and nothing may be cut off.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
      );
      document.adoptedStyleSheets = [sheet];
    });
    expect(await overflows()).toEqual([]);
    await page.evaluate(() => (document.adoptedStyleSheets = []));
  });

  test('can be read with letters twice as large', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const over = await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('html { font-size: 200% !important }');
      document.adoptedStyleSheets = [sheet];
      const width = document.documentElement.scrollWidth - innerWidth;
      document.adoptedStyleSheets = [];
      return width;
    });
    expect(over).toBeLessThanOrEqual(0);
  });

  test('gives fingers 44 px wherever a link or a button stands alone', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, input, select')]
        .filter((element) => element.checkVisibility() && !element.matches('.skip, p a, li a, h1 a, h2 a, h3 a, dd a'))
        .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.height < 44)
        .map(({ element, box }) => `${element.textContent.trim()} ${Math.round(box.height)} px`),
    );
    expect(small).toEqual([]);
  });
});

test('the keyboard shows where it is: a ring of two colours', async () => {
  const page = await site.newPage();
  await page.goto('/debat/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
    return { outlineStyle, outlineWidth, boxShadow };
  });
  expect(ring).toEqual({ outlineStyle: 'solid', outlineWidth: '3px', boxShadow: 'rgb(243, 197, 87) 0px 0px 0px 6px' });
});
