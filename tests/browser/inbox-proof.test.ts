import { beforeEach, describe, expect, test } from 'vitest';
import { focusOf, heardIn } from './heard.ts';
import {
  begin,
  fillIn,
  heading,
  neighbour,
  openOnPhone,
  page,
  piece,
  press,
  sendPreview,
  site,
  thread,
} from './inbox.ts';

/** Milliseconds without a key after which the form begins its proof, and after which it gives up waiting for one. */
const pause = 1_500;
const patience = 30_000;

openOnPhone();
/** What of the form's own the page has asked for, in order. */
let asked: string[];
beforeEach(() => {
  asked = [];
  page.on('request', (request) => {
    const part = /form-helper|solver|\/svar\/.*/.exec(request.url())?.[0];
    if (part) asked.push(part);
  });
});

const isShown = (words: string) => page.locator('.shown').getByText(words).waitFor();
/** What the board is told of how each case came. */
const labelsOf = async (words: string) => (await site.casesWith(words)).map(({ item }) => item.labels);

test('nothing is fetched to help with a form nobody has touched, and its module when one is', async () => {
  await page.goto(piece, { waitUntil: 'networkidle' });
  expect(asked).toEqual([]);
  await begin(page);
  expect(asked).toEqual(['form-helper']);
});

test('the work is begun when the writer pauses, once, and the reply is sent with it', async () => {
  await page.clock.install();
  await page.goto(piece);
  await begin(page);
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByLabel('Dit navn').fill('Fatima');
  await page.getByLabel('Mit navn og mit svar må vises').check();
  const field = page.getByLabel('Dit svar');
  await field.pressSequentially('Skrevet');
  await page.clock.runFor(pause - 100);
  await field.pressSequentially(' i to ryk.');
  await page.clock.runFor(pause - 100);
  expect(asked).toEqual(['form-helper']);
  const solver = page.waitForRequest('**/solver*');
  await page.clock.runFor(200);
  await solver;
  expect(asked).toEqual(['form-helper', '/svar/opgave/', 'solver']);
  await press(page);
  await heading(page, 'Tak for dit svar');
  expect(asked.filter((part) => part === '/svar/opgave/')).toHaveLength(1);
  expect(await labelsOf('Skrevet i to ryk.')).toEqual([[]]);
});

test('a text that was changed after the work was done is sent as it stands', async () => {
  await page.goto(piece);
  await begin(page);
  const solver = page.waitForRequest('**/solver*');
  await fillIn(page, 'Først skrevet sådan.');
  await solver;
  await page.getByLabel('Dit svar').pressSequentially(' Og så lidt til.');
  await press(page);
  await heading(page, 'Tak for dit svar');
  expect((await site.casesWith('Først skrevet sådan.')).map(({ item }) => item.words?.text)).toEqual([
    'Først skrevet sådan. Og så lidt til.',
  ]);
  expect(await labelsOf('Først skrevet sådan.')).toEqual([[]]);
});

describe('without its proof a reply is shown to its writer first', () => {
  const noWorker = () => page.route('**/solver*', (route) => route.abort());
  const noTask = () => page.route('**/svar/opgave/', (route) => route.abort());

  test.each([
    ['its program cannot be fetched', noWorker],
    ['it is given no task', noTask],
  ])('when %s', async (what, breakIt) => {
    await breakIt();
    await page.goto(piece);
    await begin(page);
    await fillIn(page, `Vist først, fordi ${what}.`);
    await press(page);
    await isShown(`Vist først, fordi ${what}.`);
    await sendPreview(site, page);
    await heading(page, 'Tak for dit svar');
    expect(await labelsOf(what)).toEqual([['sendt uden JavaScript']]);
  });

  test('when its program has not come for a while', async () => {
    await page.route('**/solver*', () => undefined);
    await page.clock.install();
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Det kan tage sin tid.');
    await press(page);
    await expect.poll(() => asked).toContain('solver');
    await page.clock.runFor(patience + 1_000);
    await isShown('Det kan tage sin tid.');
  });

  test('and who hears the page is told that it is not sent', async () => {
    await noWorker();
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Er det nu sendt?');
    await press(page);
    await page.locator('.shown').waitFor();
    expect(await focusOf(page)).toContain('Dit svar er ikke sendt endnu.');
    expect(await heardIn(page, '#svarform')).toEqual([
      expect.stringContaining('button »Send svaret«'),
      'button »Ret svaret«',
    ]);
  });

  test('where it can be mended, and the keyboard is in the text', async () => {
    await noWorker();
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Det var ikke helt det, jeg mente.');
    await press(page);
    await press(page, 'Ret svaret');
    await page.getByLabel('Dit svar').waitFor();
    expect(await focusOf(page)).toContain('textbox »Dit svar«');
    await page.getByLabel('Dit svar').fill('Nu står der, hvad jeg mener.');
    await press(page);
    await sendPreview(site, page);
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith('hvad jeg mener.')).toHaveLength(1);
    expect(await site.casesWith('Det var ikke helt det')).toHaveLength(0);
  });

  test('and a press that comes too early is told so, and can be done again', async () => {
    await noWorker();
    await page.goto(piece);
    await begin(page);
    await fillIn(page, 'Hurtigt på tasterne.');
    await press(page);
    await press(page, 'Send svaret');
    await page.getByText('Det gik lidt hurtigt.').waitFor();
    expect(await focusOf(page)).toBe('group »Svaret er ikke sendt«');
    await sendPreview(site, page);
    await heading(page, 'Tak for dit svar');
    expect(await site.casesWith('Hurtigt på tasterne.')).toHaveLength(1);
  });
});

test.each([
  [
    'cannot count hashes, as on an address without HTTPS',
    () => page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, 'subtle')),
  ],
  ['cannot fetch the module', () => page.route('**/form-helper*', (route) => route.abort())],
])('a browser that %s sends the form by itself', async (what, breakIt) => {
  await breakIt();
  await page.goto(piece);
  await page.getByLabel('Dit svar').focus();
  await fillIn(page, `Sendt af en browser, der ${what}.`);
  await press(page);
  await page.waitForURL('**/svar/');
  await heading(page, 'Læs dit svar igennem');
  await sendPreview(site, page);
  await heading(page, 'Tak for dit svar');
  expect(await site.casesWith(`Sendt af en browser, der ${what}.`)).toHaveLength(1);
});

test('where the module cannot be fetched »Svar her« leads to a page with the form', async () => {
  await page.route('**/form-helper*', (route) => route.abort());
  await page.goto(piece);
  await page.getByRole('link', { name: 'Svar her' }).click();
  await page.waitForURL(`**/svar/?traad=${thread}&svar=${neighbour.id}`);
  await page.getByText(`Du svarer ${neighbour.name}.`).waitFor();
});
