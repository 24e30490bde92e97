import { describe, expect, test } from 'vitest';
import { heardIn } from './heard.ts';
import {
  fillIn,
  heading,
  neighbour,
  noScript,
  openOnPhone,
  page,
  piece,
  press,
  sendPreview,
  site,
  thread,
} from './inbox.ts';

openOnPhone(noScript);

const valueOf = (label: string) => page.getByLabel(label).inputValue();
const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className);
test('a reply is written, looked at, mended, looked at again and sent', async () => {
  await page.goto(piece);
  await fillIn(page, 'Uden scripts.\n\n<b>Med</b> to afsnit.', { place: 'Blok 2' });
  await press(page);
  await heading(page, 'Læs dit svar igennem');
  expect(await page.locator('.shown').innerText()).toMatch(/Fatima Blok 2\s+Uden scripts\.\s+<b>Med<\/b> to afsnit\./);
  await press(page, 'Ret svaret');
  await heading(page, 'Skriv et svar');
  expect(await valueOf('Dit svar')).toBe('Uden scripts.\n\n<b>Med</b> to afsnit.');
  expect(await valueOf('Dit navn')).toBe('Fatima');
  expect(await valueOf('Hvor bor du?')).toBe('Blok 2');
  expect(await page.getByLabel('Mit navn og mit svar må vises').isChecked()).toBe(true);
  await page.getByLabel('Dit svar').fill('Helt uden scripts.');
  await press(page);
  await heading(page, 'Læs dit svar igennem');
  await sendPreview(site, page);
  await heading(page, 'Tak for dit svar');
  expect((await site.casesWith('uden scripts')).map(({ item }) => item.words)).toEqual([
    { name: 'Fatima', place: 'Blok 2', ties: '', text: 'Helt uden scripts.' },
  ]);
});

test('a preview that was not looked at, or too long ago, is shown again and then sent', async () => {
  await page.goto(piece);
  await fillIn(page, 'For hurtigt og for sent.');
  await press(page);
  await press(page, 'Send svaret');
  await page.getByText('Det gik lidt hurtigt.').waitFor();
  expect(await focused()).toBe('summary');
  site.pass(3_600_001);
  await press(page, 'Send svaret');
  await page.getByText('Der er gået mere end en time.').waitFor();
  expect(await site.casesWith('For hurtigt og for sent.')).toHaveLength(0);
  await sendPreview(site, page);
  await heading(page, 'Tak for dit svar');
  expect(await site.casesWith('For hurtigt og for sent.')).toHaveLength(1);
});

test('a preview sent by a double click is one reply', async () => {
  await page.goto(piece);
  await fillIn(page, 'Klikket to gange.');
  await press(page);
  await page.locator('.shown').waitFor();
  site.pass(3_000);
  await page.getByRole('button', { name: 'Send svaret' }).dblclick();
  await heading(page, 'Tak for dit svar');
  expect(await site.casesWith('Klikket to gange.')).toHaveLength(1);
});

test('errors come with everything that was written, and lead to their fields', async () => {
  await page.goto(piece);
  await fillIn(page, 'Uden navn og uden kryds.', { name: '', place: 'Blok 2', tick: false });
  await press(page);
  await heading(page, 'Ret 2 ting, før du sender');
  expect(await focused()).toBe('summary');
  expect(await valueOf('Dit svar')).toBe('Uden navn og uden kryds.');
  expect(await valueOf('Hvor bor du?')).toBe('Blok 2');
  await page.getByRole('link', { name: 'Skriv dit navn.' }).click();
  expect(await focused()).toBe('f-name');
  await page.getByRole('link', { name: 'Sæt kryds' }).click();
  expect(await focused()).toBe('f-consent');
});

describe('the form on a page of its own', () => {
  test('answers whom it was opened for, and says so', async () => {
    await page.goto(piece);
    await page.getByRole('link', { name: 'Svar her' }).click();
    await heading(page, 'Skriv et svar');
    await page.getByText(`Du svarer ${neighbour.name}.`).waitFor();
    await fillIn(page, 'Enig med den unge.');
    await press(page);
    await sendPreview(site, page);
    await heading(page, 'Tak for dit svar');
    expect((await site.casesWith('Enig med den unge.')).map(({ item }) => item.parent)).toEqual([neighbour.id]);
  });

  test('tells what its writer should know, as the one in the text does', async () => {
    const told = ['Alle kan læse dit navn', 'læser dit svar, før det vises', 'højst 2 hverdage', 'Debatregler'];
    const untold = async () => {
      const words = await page.locator('main').innerText();
      return told.filter((each) => !words.includes(each));
    };
    await page.goto(piece);
    expect(await untold()).toEqual([]);
    await page.goto(`/svar/?traad=${thread}&svar=${neighbour.id}`);
    expect(await untold()).toEqual([]);
  });

  test('gives a screen reader a name and a hint for every control, and whom it answers', async () => {
    await page.goto(`/svar/?traad=${thread}&svar=${neighbour.id}`);
    expect(await heardIn(page, '#svarform')).toEqual([
      `textbox »Dit svar« (Du svarer ${neighbour.name}. Højst 3.000 tegn.) required`,
      'textbox »Dit navn« (Det bliver vist. Du må gerne nøjes med fornavn.) required',
      'textbox »Hvor bor du? (valgfrit)« (Fx blok 4. Skriv ikke hele adressen.)',
      'textbox »Har du en rolle i sagen? (valgfrit)« (Fx bestyrelsen, ansat eller nabo.)',
      'checkbox »Mit navn og mit svar må vises.«',
      'button »Send svar«',
    ]);
  });
});

test('a reply is reported', async () => {
  await page.goto(piece);
  await page.getByRole('link', { name: 'Anmeld' }).click();
  await heading(page, 'Anmeld et svar');
  await page.getByRole('link', { name: `Svaret fra ${neighbour.name}` }).waitFor();
  expect(await heardIn(page, '#svarform')).toEqual([
    'textbox »Hvad er galt?« (Fx at svaret truer nogen, eller at det handler om en andens private liv. Højst 3.000 tegn.) required',
    'textbox »Dit navn (valgfrit)« (Det bliver ikke vist.)',
    'checkbox »Så vidt jeg ved, er det, jeg skriver her, rigtigt.«',
    'button »Send anmeldelse«',
  ]);
  await page.getByLabel('Hvad er galt?').fill('Det handler om min nabos børn.');
  await page.getByLabel('Så vidt jeg ved').check();
  await press(page, 'Send anmeldelse');
  await heading(page, 'Læs din anmeldelse igennem');
  await sendPreview(site, page, 'Send anmeldelsen');
  await heading(page, 'Tak for din anmeldelse');
  const { item } = (await site.casesWith('min nabos børn'))[0] ?? {};
  expect([item?.kind, item?.parent]).toEqual(['report', neighbour.id]);
});

test('a reply is withdrawn by its private address', async () => {
  await page.goto(piece);
  await fillIn(page, 'Det var ikke så gennemtænkt.');
  await press(page);
  await sendPreview(site, page);
  await heading(page, 'Tak for dit svar');
  const own = await page.locator('.own a').getAttribute('href');
  await page.goto('/');
  await page.goto(own ?? '');
  await heading(page, 'Dit svar venter på at blive læst');
  await press(page, 'Slet mit svar');
  await heading(page, 'Dit svar er slettet');
  expect(await site.casesWith('ikke så gennemtænkt')).toHaveLength(0);
  await page.goto(own ?? '');
  await heading(page, 'Dit svar er slettet');
});

test('no page has a button that does nothing', async () => {
  const dead = async () =>
    (await page.locator('main button:visible:not([type=submit])').allTextContents()).map((words) => words.trim());
  await page.goto(`/svar/?traad=${thread}&svar=${neighbour.id}`);
  expect(await dead()).toEqual([]);
  await fillIn(page, 'Ingen døde knapper.');
  await press(page);
  expect(await dead()).toEqual([]);
  await sendPreview(site, page);
  await heading(page, 'Tak for dit svar');
  expect(await dead()).toEqual([]);
});
