import { describe, expect, test } from 'vitest';
import { kinds } from '../built.ts';
import {
  begin,
  comeAgain,
  fillIn,
  heading,
  neighbour,
  openOnPhone,
  page,
  phone,
  piece,
  press,
  sendPreview,
  sendReply,
  site,
  thread,
} from './inbox.ts';

const kept = 'Din kladde er hentet frem.';
const addressee = `Du svarer ${neighbour.name}.`;
const other = kinds['debate piece'];

openOnPhone();

/** Everything the page has stored on the device. */
const stored = () =>
  page.evaluate(async () => ({
    local: { ...localStorage } as Record<string, string>,
    session: { ...sessionStorage } as Record<string, string>,
    cookies: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
const nothing = { local: {}, session: {}, cookies: '', databases: [], caches: [] };
const draft = async () => JSON.parse((await stored()).local[`svar:${thread}`] ?? '{}') as Record<string, string>;
const text = () => page.getByLabel('Dit svar').inputValue();
const status = (words: string) => page.locator('#svarform [role=status]').filter({ hasText: words }).waitFor();

describe('on the device there is', () => {
  test('nothing before the first key', async () => {
    await page.goto(piece);
    await begin(page);
    for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press('Tab');
    expect(await stored()).toEqual(nothing);
  });

  test('the draft of this text and nothing else while it is written, and nothing when it is sent', async () => {
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Kun her på telefonen.', { place: 'Blok 2' });
    const { local, ...rest } = await stored();
    expect({ local: Object.keys(local), ...rest }).toEqual({ ...nothing, local: [`svar:${thread}`] });
    expect(await draft()).toEqual({
      parent: '',
      to: '',
      text: 'Kun her på telefonen.',
      name: 'Fatima',
      place: 'Blok 2',
      ties: '',
      once: expect.stringMatching(/^[0-9a-z]{26}$/) as string,
    });
    await press(page);
    await heading(page, 'Tak for dit svar');
    expect(await stored()).toEqual(nothing);
  });

  test('nothing after a reply that was sent by way of the preview', async () => {
    await page.route('**/solver*', (route) => route.abort());
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Set igennem og sendt.');
    await press(page);
    await page.locator('.shown').waitFor();
    expect((await draft())['text']).toBe('Set igennem og sendt.');
    await sendPreview(site, page);
    await heading(page, 'Tak for dit svar');
    expect(await stored()).toEqual(nothing);
  });

  test('nothing after a reply that had come before', async () => {
    const first = await site.newPage(phone);
    await sendReply(first, 'Mig igen, fra en anden telefon.');
    await first.context().close();
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Mig igen, fra en anden telefon.');
    await press(page);
    await heading(page, 'Vi har allerede fået dette svar');
    expect(await stored()).toEqual(nothing);
  });
});

describe('what was written is there again', () => {
  test('after a reload, and its reader is told', async () => {
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Jeg blev afbrudt.', { place: 'Blok 2' });
    await page.reload();
    await status(kept);
    await comeAgain();
    await status(kept);
    expect(await text()).toBe('Jeg blev afbrudt.');
    expect(await page.getByLabel('Dit navn').inputValue()).toBe('Fatima');
    expect(await page.getByLabel('Hvor bor du?').inputValue()).toBe('Blok 2');
    expect(await page.getByLabel('Mit navn og mit svar må vises').isChecked()).toBe(false);
  });

  test('after an error', async () => {
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Uden navn.', { name: '' });
    await press(page);
    await heading(page, 'Ret 1 ting, før du sender');
    expect(await text()).toBe('Uden navn.');
    await comeAgain();
    await status(kept);
    expect(await text()).toBe('Uden navn.');
  });

  test('each in its own text', async () => {
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Til de unge.');
    await page.goto(other);
    await begin(page);
    expect(await text()).toBe('');
    await page.getByLabel('Dit svar').fill('Til planen.');
    await comeAgain();
    await status(kept);
    expect(await text()).toBe('Til de unge.');
    await comeAgain(other);
    await status(kept);
    expect(await text()).toBe('Til planen.');
  });

  test('with whom it answers', async () => {
    await page.goto(piece);
    await page.getByRole('link', { name: 'Svar her' }).click();
    await begin(page);
    await page.keyboard.type('Enig med dig.');
    await page.reload();
    await page.getByText(addressee).waitFor();
    await comeAgain();
    await page.getByText(addressee).waitFor();
    await fillIn(page, 'Enig med dig.');
    await press(page);
    await heading(page, 'Tak for dit svar');
    expect((await site.casesWith('Enig med dig.')).map(({ item }) => item.parent)).toEqual([neighbour.id]);
  });

  test('with whom it answers, after going away and back', async () => {
    await page.goto(piece);
    await page.getByRole('link', { name: 'Svar her' }).click();
    await begin(page);
    await fillIn(page, 'Lad mig lige se reglerne.', { place: 'Blok 2' });
    await page.getByRole('link', { name: 'Debatregler' }).first().click();
    await page.waitForURL('**/debatregler/');
    await page.goBack();
    await begin(page);
    expect(await text()).toBe('Lad mig lige se reglerne.');
    expect(await page.getByLabel('Hvor bor du?').inputValue()).toBe('Blok 2');
    expect(await page.locator('[name=parent]').inputValue()).toBe(neighbour.id);
    expect(await page.getByText(addressee).isVisible()).toBe(true);
  });

  test('with whom it answers, after an error too, and it can still be changed', async () => {
    await page.goto(piece);
    await page.getByRole('link', { name: 'Svar her' }).click();
    await begin(page);
    await page.keyboard.type('Uenig med dig.');
    await press(page);
    await heading(page, 'Ret 2 ting, før du sender');
    await page.getByText(addressee).waitFor();
    await page.getByLabel('Dit navn').fill('Fatima');
    const change = 'Svar på selve teksten i stedet';
    expect(await page.getByRole('button', { name: change }).isVisible()).toBe(true);
    await comeAgain();
    await page.getByText(addressee).waitFor();
    await press(page, change);
    expect(await page.getByText('Du svarer').isVisible()).toBe(false);
  });
});

describe('a draft of a reply', () => {
  const begun = async () => {
    await page.goto(piece);
    await begin(page);
    await page.keyboard.type('Et svar, der ikke er færdigt.');
  };

  test('does not come into a report about the same text, and is not lost by it', async () => {
    await begun();
    await page.getByRole('link', { name: 'Anmeld' }).click();
    const report = page.getByLabel('Hvad er galt?');
    await report.focus();
    await page.locator('.left:not(:empty)').waitFor();
    expect(await report.inputValue()).toBe('');
    await report.fill('Det er ikke rigtigt, at de var der.');
    await page.getByLabel('Så vidt jeg ved').check();
    await press(page, 'Send anmeldelse');
    await heading(page, 'Tak for din anmeldelse');
    expect((await site.casesWith('Det er ikke rigtigt')).map(({ item }) => item.parent)).toEqual([neighbour.id]);
    await comeAgain();
    await status(kept);
    expect(await text()).toBe('Et svar, der ikke er færdigt.');
  });

  test('follows its writer to whom it is to answer now', async () => {
    await begun();
    await page.goto(`/svar/?traad=${thread}&svar=${neighbour.id}`);
    await status(kept);
    expect(await text()).toBe('Et svar, der ikke er færdigt.');
    expect(await page.getByText(addressee).isVisible()).toBe(true);
    expect(await page.locator('[name=parent]').inputValue()).toBe(neighbour.id);
  });
});

test('where the browser keeps no storage the form works all the same', async () => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied', 'SecurityError');
      },
    });
  });
  await sendReply(page, 'Uden noget at huske med.');
  expect(await site.casesWith('Uden noget at huske med.')).toHaveLength(1);
});
