import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { focusOf, tabTo } from './heard.ts';
import { begin, fillIn, heading, neighbour, openOnPhone, page, phone, piece, press, sendReply, site } from './inbox.ts';

const addressee = `Du svarer ${neighbour.name}.`;
openOnPhone();

describe('with the keyboard alone, on a phone', () => {
  test('a reply is written, ticked off and sent', async () => {
    await page.goto(piece);
    await tabTo(page, 'link »Debatregler«');
    await tabTo(page, 'textbox »Dit svar«');
    await page.keyboard.type('Skrevet uden mus.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Fatima');
    await tabTo(page, 'checkbox »Mit navn');
    await page.keyboard.press('Space');
    await tabTo(page, 'button »Send svar«');
    await page.keyboard.press('Enter');
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith('Skrevet uden mus.')).toHaveLength(1);
  });

  test('Tab goes from field to field and out again, forwards and back, and always shows where it is', async () => {
    await page.goto(piece);
    await begin(page);
    await tabTo(page, 'link »Svar pr. mail«');
    const names = [
      'Dit navn',
      'Hvor bor du? (valgfrit)',
      'Har du en rolle i sagen? (valgfrit)',
      'Mit navn og',
      'Send svar',
    ];
    for (const name of ['Dit svar', ...names].reverse()) {
      await page.keyboard.press('Shift+Tab');
      expect(await focusOf(page)).toContain(`»${name}`);
      expect(await isSeen(page), name).toBe(true);
    }
    for (const name of [...names, 'Svar pr. mail']) {
      await page.keyboard.press('Tab');
      expect(await focusOf(page)).toContain(`»${name}`);
      expect(await isSeen(page), name).toBe(true);
    }
  });

  test('»Svar her« leads to the text field, says whom one answers, and can be changed back', async () => {
    await page.goto(piece);
    await tabTo(page, 'link »Svar her«');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toContain('textbox »Dit svar«');
    await page.getByText(addressee).waitFor();
    expect(await isSeen(page)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    expect(await focusOf(page)).toContain('button »Svar på selve teksten i stedet«');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toContain('textbox »Dit svar«');
    expect(await page.getByText('Du svarer').isVisible()).toBe(false);
    await fillIn(page, 'Til selve teksten alligevel.');
    await press(page);
    await heading(page, 'Tak for dit svar');
    expect((await site.casesWith('Til selve teksten alligevel.')).map(({ item }) => item.parent)).toEqual(['']);
  });

  test('what is wrong is led to, mended and sent', async () => {
    await page.goto(piece);
    await begin(page);
    await page.keyboard.type('Rettet med tasterne.');
    await tabTo(page, 'button »Send svar«');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusOf(page)).toBe('group »Ret 2 ting, før du sender«');
    expect(await isSeen(page)).toBe(true);
    await tabTo(page, 'link »Skriv dit navn.');
    await page.keyboard.press('Enter');
    expect(await focusOf(page)).toContain('textbox »Dit navn«');
    await page.keyboard.type('Fatima');
    await tabTo(page, 'checkbox »Mit navn');
    await page.keyboard.press('Space');
    await tabTo(page, 'button »Send svar«');
    await page.keyboard.press('Enter');
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith('Rettet med tasterne.')).toHaveLength(1);
  });
});

describe('sent twice', () => {
  test('a double click is one sending and one reply', async () => {
    let sendings = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/svar/')) sendings += 1;
    });
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Trykket to gange.');
    await page.getByRole('button', { name: 'Send svar' }).dblclick();
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith('Trykket to gange.')).toHaveLength(1);
    expect(sendings).toBe(1);
  });

  test.each([
    ['to the text', false],
    ['to somebody', true],
  ])('after going back from the thank-you page, a reply %s is still one', async (_, isToSomebody) => {
    const words = `Tilbage igen (${isToSomebody}).`;
    await page.goto(piece);
    if (isToSomebody) await page.getByRole('link', { name: 'Svar her' }).click();
    await begin(page);
    await fillIn(page, words, { place: 'Blok 2' });
    await press(page);
    await heading(page, 'Tak for dit svar');
    await page.goBack();
    await begin(page);
    await press(page);
    await page
      .locator('.summary')
      .or(page.getByRole('heading', { name: /Tak for|allerede fået/ }))
      .first()
      .waitFor();
    expect(await site.casesWith(words)).toHaveLength(1);
  });

  test('by somebody else it is one too, and who sent it is told so, by the heading and the window’s title', async () => {
    await sendReply(page, 'Det har jeg sagt før.');
    const other = await site.newPage(phone);
    await other.goto(piece);
    await begin(other);
    await fillIn(other, 'Det har jeg sagt før.');
    await press(other);
    await heading(other, 'Vi har allerede fået dette svar');
    expect(await site.casesWith('Det har jeg sagt før.')).toHaveLength(1);
    expect(await focusOf(other)).toBe('heading »Vi har allerede fået dette svar«');
    expect(await other.title()).toBe('Vi har allerede fået dette svar – Beboerdebat');
    await other.context().close();
  });
});

test('the private address of a case is copied, and whoever copies it is told', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const own = await sendReply(page, 'Den adresse gemmer jeg.');
  await press(page, 'Kopiér link');
  await page.getByText('Linket er kopieret').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(own);
  expect(await page.locator('.own a').getAttribute('href')).toBe(own);
});

/** Whether the keyboard's place is on the screen and has the site's ring. */
const isSeen = (page: Page) =>
  page.evaluate(() => {
    const place = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(place);
    const { top, bottom } = place.getBoundingClientRect();
    return outlineStyle === 'solid' && outlineWidth === '3px' && bottom > 0 && top < innerHeight;
  });
