import { beforeEach, describe, expect, test } from 'vitest';
import { focusOf, heardIn, listen, said } from './heard.ts';
import { begin, fillIn, neighbour, openOnPhone, page, piece, press } from './inbox.ts';

const addressee = `Du svarer ${neighbour.name}.`;
openOnPhone();
beforeEach(() => listen(page));

describe('a screen reader is given', () => {
  test('a name, a hint and a state for every control', async () => {
    await page.goto(piece);
    expect(await heardIn(page, '#svarform')).toEqual([
      'textbox »Dit svar« (Højst 3.000 tegn.) required',
      'textbox »Dit navn« (Det bliver vist. Du må gerne nøjes med fornavn.) required',
      'textbox »Hvor bor du? (valgfrit)« (Fx blok 4. Skriv ikke hele adressen.)',
      'textbox »Har du en rolle i sagen? (valgfrit)« (Fx bestyrelsen, ansat eller nabo.)',
      'checkbox »Mit navn og mit svar må vises.«',
      'button »Send svar«',
    ]);
  });

  test('whom one answers, with the field it has led to', async () => {
    await page.goto(piece);
    await page.getByRole('link', { name: 'Svar her' }).click();
    await expect.poll(() => focusOf(page)).toContain('textbox »Dit svar«');
    expect(await focusOf(page)).toContain(addressee);
  });

  test('what is wrong, first all together and then with each field', async () => {
    await page.goto(piece);
    await begin(page);
    await fillIn(page, '', { name: 'F', place: 'b'.repeat(61), tick: false });
    await press(page);
    await expect.poll(() => focusOf(page)).toBe('group »Ret 4 ting, før du sender«');
    const wrong = {
      text: 'Skriv dit svar.',
      name: 'Skriv dit navn. Fornavn er nok, men det skal være mindst 2 tegn.',
      place: 'Skriv kortere, hvor du bor. Det må højst være 60 tegn.',
      consent: 'Sæt kryds ved, at dit navn og dit svar må vises.',
    };
    expect(await heardIn(page, '#svarform')).toEqual([
      'group »Ret 4 ting, før du sender«',
      'heading »Ret 4 ting, før du sender«',
      ...Object.values(wrong).map((words) => `link »${words}«`),
      `textbox »Dit svar« (Højst 3.000 tegn. ${wrong.text}) invalid required`,
      `textbox »Dit navn« (Det bliver vist. Du må gerne nøjes med fornavn. ${wrong.name}) invalid required`,
      `textbox »Hvor bor du? (valgfrit)« (Fx blok 4. Skriv ikke hele adressen. ${wrong.place}) invalid`,
      'textbox »Har du en rolle i sagen? (valgfrit)« (Fx bestyrelsen, ansat eller nabo.)',
      `checkbox »Mit navn og mit svar må vises.« (${wrong.consent}) invalid`,
      'button »Send svar«',
    ]);
    for (const [field, words] of Object.entries(wrong)) {
      await page.getByRole('link', { name: words }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(`f-${field}`);
    }
  });

  test('no live region that shouts', async () => {
    await page.goto(piece);
    await begin(page);
    const regions = page.locator('[aria-live], [role=status], [role=alert], [role=log], output');
    const kinds = await regions.evaluateAll((all) =>
      all.map((one) => `${one.getAttribute('role')} ${one.getAttribute('aria-live') ?? 'polite'}`),
    );
    expect([...new Set(kinds)]).toEqual(['status polite']);
    expect(await page.locator('#svarform [role=status]').count()).toBe(1);
  });
});

describe('the form says', () => {
  test.each([
    ['nothing while there is room', 2_700, []],
    ['when few characters are left', 2_900, ['100 tegn tilbage']],
    ['when there are too many', 3_012, ['12 tegn for mange']],
  ])('%s', async (_, length, words) => {
    await page.clock.install();
    await page.goto(piece);
    await begin(page);
    await page.getByLabel('Dit svar').fill('a'.repeat(length));
    await page.clock.runFor(2_000);
    expect(await said(page)).toEqual(words);
  });

  test('that it is being sent, and that it was not, until something is written again', async () => {
    await page.clock.install();
    await page.route('**/svar/', (route) => route.abort());
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Sendt lige efter sidste kryds.');
    await press(page);
    const status = page.locator('#svarform [role=status]');
    await status.filter({ hasText: 'Svaret blev ikke sendt.' }).waitFor();
    const spoken = (await said(page)).map((words) => words.replace('(in something busy) ', '').slice(0, 23));
    expect(spoken).toEqual(['Sender …', 'Svaret blev ikke sendt.']);
    await page.clock.runFor(5_000);
    expect(await status.textContent()).toContain('Svaret blev ikke sendt.');
  });

  test('nothing from within a form that is busy, where screen readers may wait', async () => {
    await page.route('**/svar/', (route) => route.abort());
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Hvem hører det?');
    await press(page);
    await expect.poll(async () => (await said(page)).length).toBe(2);
    expect((await said(page)).filter((words) => words.startsWith('(in something busy)'))).toEqual([]);
  });
});
