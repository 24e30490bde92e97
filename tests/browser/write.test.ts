import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { pagesOf } from '../built.ts';
import { typed } from '../fixtures/typed.ts';
import { copySite, type SiteCopy } from '../site-copy.ts';
import { violationsOf } from './axe.ts';
import { complaintsOf, strangersOf, visit, type Visit } from './browser.ts';

const phone = { viewport: { width: 390, height: 844 } };
/** Much longer than the page waits before it checks and keeps what was typed. */
const pause = 1_000;

let site: Visit;
let copy: SiteCopy;
beforeAll(async () => {
  site = await visit();
  copy = await copySite();
  return async () => {
    await site.close();
    await copy.remove();
  };
});

async function open(options: object = phone, prepared?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await site.newPage(options);
  await prepared?.(page);
  await page.goto('/skriv/');
  await page.locator('.write:not([inert])').waitFor();
  return page;
}

async function fill(page: Page, parts: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(parts)) {
    const field = page.locator(`#w-${name}`);
    if (['writer', 'answers', 'newsKind'].includes(name)) await field.selectOption(value);
    else await field.fill(value);
  }
  // What a person's next step does: the page takes in at once what was typed.
  await page.locator('#w-title').dispatchEvent('change');
}
const sound = { title: 'En bænk mere', lead: 'Kort om bænken.', writer: 'redaktionen', day: '2026-01-05' };
const tick = (page: Page) => page.locator('[name=topics][value=hverdag]').check();
const wordsIn = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim());

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const bytes = readFileSync(await download.path());
  return { name: download.suggestedFilename(), text: bytes.toString('utf8'), bytes };
}

/** Presses Tab until `selector` has focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    if (await page.evaluate((each) => document.activeElement?.matches(each) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${selector}`);
}

const long = 'Bænken på Ærø står i {solen}, og vi <3 den. '.repeat(140);
const body = [
  'Begynd her: vi <3 gården, og {sådan} er det.',
  'import er dyrt for os, og <b>fed</b> er tekst.',
  '<Citat hvem="Ida, på mødet i maj">Det er ikke pengene, vi mangler.</Citat>',
  '## Hvad nu?',
  'Læs om [vaskeriet](/praktisk/vaskeri/) og <https://elsewhere.example/a>.',
  long.trim(),
].join('\n\n');
/** All boxes, and as many of the other bodies as one build may hold. */
const others = typed.filter(([, text], index) => /<[A-Z]/.test(text) || index % 5 === 0).slice(0, 24);

describe('a piece written on a phone with the keyboard alone', () => {
  let page: Page;
  let file: { name: string; text: string };
  let shown: string;
  let head: string;
  const previews: string[] = [];

  beforeAll(async () => {
    page = await open();
    const complaints = complaintsOf(page);
    const strangers = strangersOf(page, site.origin);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await tabTo(page, '[name=kind]');
    await tabTo(page, '#w-title');
    await page.keyboard.type('Svar: "bænken" # {1} <3');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Vi mangler en bænk kl. 9-14.');
    await tabTo(page, '#w-writer');
    await page.keyboard.type('Redaktionen');
    await tabTo(page, '[name=topics][value=hverdag]');
    await page.keyboard.press('Space');
    await tabTo(page, '#w-day');
    await page.locator('#w-day').fill('2026-01-05');
    await tabTo(page, '[data-tool=quote]');
    await tabTo(page, '#w-body');
    await page.keyboard.insertText(body);
    await page.waitForTimeout(pause);
    shown = await wordsIn(page, '[data-preview-body]');
    head = await wordsIn(page, '[data-preview-title]');
    await tabTo(page, '[data-way=save]');
    file = await saved(page, () => page.keyboard.press('Enter'));
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
    expect(requests.filter((url) => url.startsWith('http'))).toEqual([]);

    await copy.write(`content/debat/${file.name}`, file.text);
    for (const [index, [, text]] of others.entries()) {
      await fill(page, { title: `Prøve ${index}`, body: text });
      previews.push(await wordsIn(page, '[data-preview-body]'));
      const other = await saved(page, () => page.locator('[data-way=save][data-file=article]').click());
      await copy.write(`content/debat/${other.name}`, other.text);
    }
  });

  test('is 6,000 characters long, and is saved under a name made of its title', () => {
    expect(body.length).toBeGreaterThan(6_000);
    expect(file.name).toBe('svar-baenken-1-3.mdx');
    expect(file.text).toContain('titel: "Svar: \\"bænken\\" # {1} <3"');
  });

  test('is let through by the gate, with all the others', async () => {
    expect(await checkContent(copy.folder)).toEqual([]);
  });

  test('is built to what the preview showed, and so are the others', async () => {
    const { code, output } = await copy.build();
    expect(code, output).toBe(0);
    const built = await visit(copy.dist);
    try {
      const reader = await built.newPage(phone);
      const wordsAt = async (address: string, selector: string) => {
        await reader.goto(address);
        return wordsIn(reader, selector);
      };
      expect(await wordsAt('/debat/svar-baenken-1-3/', '.prose')).toBe(shown);
      expect(shown).toContain('»Det er ikke pengene, vi mangler.«'.slice(1, -1));
      expect(await wordsIn(reader, 'h1')).toBe(head);
      for (const [index, [name]] of others.entries())
        expect(await wordsAt(`/debat/proeve-${index}/`, '.prose'), name).toBe(previews[index]);
      expect(pagesOf(copy.dist).length).toBeGreaterThan(others.length);
    } finally {
      await built.close();
    }
  }, 240_000);
});

describe('what is wrong', () => {
  test('is told beside each field, named by it, and gathered above with links', async () => {
    const page = await open();
    await page.locator('[name=kind][value=svar]').check();
    await fill(page, { writer: '+', day: '' });
    await page.locator('.write [type=submit]').click();
    const told = await page.evaluate(() =>
      [...document.querySelectorAll('.write [data-field]:not([hidden])')].map((box) => {
        const control = box.matches('fieldset') ? box : box.querySelector('input, select, textarea');
        const id = `w-${box.getAttribute('data-field')}-fejl`;
        return [
          box.getAttribute('data-field'),
          document.getElementById(id)?.textContent,
          control?.getAttribute('aria-describedby')?.includes(id),
        ];
      }),
    );
    expect(told).toEqual([
      ['answers', 'Vælg den tekst, du svarer på.', true],
      ['title', 'Skriv en titel.', true],
      ['lead', 'Skriv en manchet: det vigtigste i en eller to sætninger.', true],
      ['writer', '', false],
      ['name', 'Skriv det navn, der må vises.', true],
      ['role', 'Skriv, hvad du er i sagen. Fx beboer.', true],
      ['ties', 'Skriv din tilknytning. Fx »Bor i afdelingen.«', true],
      ['topics', 'Sæt kryds ved mindst ét emne.', true],
      ['day', 'Vælg en dato.', true],
      ['body', 'Skriv selve teksten.', true],
    ]);
    const summary = page.locator('[data-summary]');
    expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await summary.locator('h2').innerText()).toBe('Ret 9 ting først');
    await summary.locator('a', { hasText: 'emne' }).click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('topics');
    expect(await violationsOf(page)).toEqual([]);
    await fill(page, { title: 'x'.repeat(130) });
    await page.locator('#w-lead').focus();
    expect(await page.locator('#w-title-fejl').innerText()).toBe(
      'Feltet »titel« er 130 tegn. Det må højst være 120. Forkort med mindst 10 tegn.',
    );
    await fill(page, { title: 'Kort' });
    expect(await page.locator('#w-title-fejl').innerText()).toBe('');
  });

  test('in the text is told with its line, which a button goes to', async () => {
    const page = await open();
    await fill(page, { ...sound, body: 'Hej\n\n# Stor\n\n[x](noget)' });
    await page.locator('#w-title').focus();
    const problems = page.locator('[data-problems] li');
    expect(await problems.locator('.error').allInnerTexts()).toEqual([
      'Linje 3: Overskriften har kun ét #. Den størrelse er sidens titel. Brug ## for en overskrift i teksten.',
      expect.stringMatching(/^Linje 5: Linket »noget« kan ikke bruges\./),
    ]);
    await page.locator('text=Gå til linje 3').click();
    const chosen = await page.evaluate(() => {
      const area = document.activeElement as HTMLTextAreaElement;
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
    expect(chosen).toBe('# Stor');
    await fill(page, { body: 'Hej\n\n<Fakta titel="x">\n\nHej' });
    expect(await page.locator('[data-preview-stuck]').innerText()).toContain('linje 3');
  });
});

describe('the draft', () => {
  test('survives a reload, and is cleared only when that is meant', async () => {
    const page = await open();
    await fill(page, { ...sound, body });
    await tick(page);
    await page.locator('[name=kind][value=nyhed]').check();
    await fill(page, { newsKind: 'fakta' });
    await page.reload();
    await page.locator('.write:not([inert])').waitFor();
    expect(await page.locator('#w-body').inputValue()).toBe(body);
    expect(await page.locator('#w-title').inputValue()).toBe(sound.title);
    expect(await page.locator('#w-newsKind').inputValue()).toBe('fakta');
    expect(await page.locator('[name=topics]:checked').count()).toBe(1);
    expect(await page.locator('[data-status]').innerText()).toContain('hentet frem');
    page.once('dialog', (dialog) => dialog.dismiss());
    await page.locator('[data-clear]').click();
    expect(await page.locator('#w-body').inputValue()).toBe(body);
    page.once('dialog', (dialog) => dialog.accept());
    await page.locator('[data-clear]').click();
    expect(await page.locator('#w-body').inputValue()).toBe('');
    await page.reload();
    await page.locator('.write:not([inert])').waitFor();
    expect(await page.locator('#w-title').inputValue()).toBe('');
    expect(await page.locator('#w-day').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('is written all the same where storage is refused, and the page says so', async () => {
    const page = await open(phone, (fresh) =>
      fresh.addInitScript(() => {
        Object.defineProperty(globalThis, 'localStorage', {
          get: () => {
            throw new DOMException('no');
          },
        });
      }),
    );
    await fill(page, { ...sound, body: 'Hej' });
    expect(await page.locator('[data-status]').innerText()).toContain('vil ikke gemme');
    expect(await wordsIn(page, '[data-preview-body]')).toBe('Hej');
  });
});

describe('the buttons', () => {
  test('put Markdown where the cursor is, and the device can undo it', async () => {
    const page = await open();
    const area = page.locator('#w-body');
    await area.focus();
    await page.keyboard.type('En gul bænk');
    await area.evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(3, 6));
    await page.locator('[data-tool=bold]').click();
    expect(await area.inputValue()).toBe('En **gul** bænk');
    await page.keyboard.press('Control+z');
    expect(await area.inputValue()).toBe('En gul bænk');
    await area.evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(11, 11));
    await page.locator('[data-tool=facts]').press('Enter');
    await page.keyboard.type('Den er gul');
    await page.waitForTimeout(pause);
    expect(await wordsIn(page, '[data-preview-body]')).toBe('En gul bænk Fakta: Kort om sagen Den er gul');
  });
});

describe('the ways out', () => {
  test('a short text goes to GitHub in the address, a long one by way of the clipboard', async () => {
    const page = await open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.context().route('https://github.com/**', (route) => route.fulfill({ body: 'GitHub' }));
    const press = async () => {
      const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        page.locator('[data-github=article]').click(),
      ]);
      const url = new URL(opened.url());
      await opened.close();
      return url.searchParams;
    };
    await fill(page, { ...sound, body: 'Hej' });
    await tick(page);
    const short = await press();
    expect(short.get('filename')).toBe('content/debat/en-baenk-mere.mdx');
    expect(short.get('value')).toMatch(/^---\ntitel: "En bænk mere"[^]*\n\nHej\n$/);
    await fill(page, { body });
    expect(await page.locator('[data-github=article]').innerText()).toBe('Kopiér teksten, og åbn GitHub');
    const long = await press();
    expect([long.get('filename'), long.get('value')]).toEqual(['content/debat/en-baenk-mere.mdx', null]);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('ikke pengene');
  });

  test('whoever is new gets two files, and is told so', async () => {
    const page = await open();
    await fill(page, { ...sound, writer: '+', name: 'Ida Holm', role: 'Beboer', ties: 'Bor her.', body: 'Hej' });
    await tick(page);
    await expect
      .poll(() => wordsIn(page, '[data-preview-byline] .writer'))
      .toBe('IH Ida Holm Beboer. Tilknytning: Bor her.');
    expect(await page.locator('.notice[data-new-writer]').innerText()).toContain('to filer');
    const writer = await saved(page, () => page.locator('[data-way=save][data-file=writer]').click());
    expect(writer.name).toBe('ida-holm.mdx');
    expect(writer.text).toBe('---\nnavn: "Ida Holm"\nrolle: "Beboer"\ntilknytning: "Bor her."\n---\n');
    const article = await saved(page, () => page.locator('[data-way=save][data-file=article]').click());
    expect(article.text).toContain('skribent: "ida-holm"');
    expect(await page.locator('[data-github=writer]').getAttribute('href')).toContain(
      'filename=content/skribenter/ida-holm.mdx&value=',
    );
  });

  test('a long text is copied before the mail is opened', async () => {
    const page = await open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await fill(page, { ...sound, title: 'Indlæg', body });
    await page.locator('[data-way=mail]').click();
    expect(await page.locator('[data-summary]').innerText()).toContain('Ret 1 ting først');
    await tick(page);
    await page.locator('[data-way=mail]').click();
    await page.locator('[data-told=mail]', { hasText: 'Sæt den ind i mailen' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Filen content/debat/indlaeg.mdx:');
  });
});

test('a picture is made small, loses its place, and makes the text a folder', async () => {
  const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#22513f' } })
    .jpeg()
    .withExif({ IFD0: { Model: 'Telefon' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 40/1 0/1' } })
    .toBuffer();
  expect((await sharp(photo).metadata()).exif?.length).toBeGreaterThan(50);
  const page = await open();
  const complaints = complaintsOf(page);
  await fill(page, { ...sound, body: 'Hej' });
  await tick(page);
  await page.locator('summary').click();
  await page.locator('[data-picture-add]').click();
  expect(await page.locator('[data-picture-status]').innerText()).toBe('Vælg først et billede.');
  await page.locator('#w-picture').setInputFiles({ name: 'IMG_1.JPG', mimeType: 'image/jpeg', buffer: photo });
  await page.locator('[data-picture-add]').click();
  expect(await page.locator('[data-picture-status]').innerText()).toBe('Skriv, hvad man ser på billedet.');
  await page.locator('#w-alt').fill('En grøn bænk ved porten');
  await page.locator('[data-picture-add]').click();
  await page.locator('[data-preview-body] img').waitFor();
  expect(await page.locator('#w-body').inputValue()).toContain(
    '![En grøn bænk ved porten](./en-groen-baenk-ved-porten.jpg)',
  );
  const picture = await saved(page, () => page.locator('[data-pictures] button').first().click());
  const { width, height, exif, format } = await sharp(picture.bytes).metadata();
  expect({ name: picture.name, width, height, exif, format }).toEqual({
    name: 'en-groen-baenk-ved-porten.jpg',
    width: 1600,
    height: 1067,
    exif: undefined,
    format: 'jpeg',
  });
  expect(await page.locator('[data-says="write.save.picture"]').innerText()).toContain('content/debat/en-baenk-mere/');
  const file = await saved(page, () => page.locator('[data-way=save][data-file=article]').click());
  expect(file.name).toBe('index.mdx');
  await page.reload();
  await page.locator('[data-preview-body] img').waitFor();
  expect(complaints).toEqual([]);
});

test.each([320, 390, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme }))))(
  'a full page meets WCAG 2.2 AA as far as axe can tell at $width px in $scheme colours, and is not too wide',
  async ({ width, scheme }) => {
    const page = await open({ viewport: { width, height: 844 }, colorScheme: scheme });
    // Two boxes without a title have one name, here as on the site.
    const boxes = typed.filter(([name, text]) => /<[A-Z]/.test(text) && !name.endsWith('close to it')).slice(-6);
    await fill(page, {
      ...sound,
      writer: '+',
      name: 'Ida',
      body: `${boxes.map(([, text]) => text).join('\n\n')}\n\n# Stor`,
    });
    await page.locator('#w-title').focus();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  },
);

test('on paper there is the text and nothing else of the form', async () => {
  const page = await open();
  await fill(page, { ...sound, body: 'Sæt en bænk ved porten.' });
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator('main').evaluate((main) => (main as HTMLElement).innerText);
  expect(seen).toContain('Sæt en bænk ved porten.');
  expect(seen).not.toContain('Manchet');
  expect(seen).not.toContain('Her kan du skrive');
  expect(seen).not.toContain('Gem som fil');
});

test('without JavaScript the page tells of mail, paper and GitHub, and shows no form', async () => {
  const page = await site.newPage({ ...phone, javaScriptEnabled: false });
  await page.goto('/skriv/');
  expect(await page.locator('.write').isVisible()).toBe(false);
  expect(await page.locator('[data-without] h3').allInnerTexts()).toEqual(['Pr. mail', 'På papir', 'På GitHub']);
});

test('nothing can be typed before the module is there to keep it', async () => {
  const page = await site.newPage(phone);
  let release = () => {};
  const late = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/_astro/page-*.js', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/skriv/');
  expect(await page.locator('.write').evaluate((form) => (form as HTMLFormElement).inert)).toBe(true);
  expect(await page.locator('[data-status]').innerText()).toContain('Vent et øjeblik');
  release();
  await page.locator('.write:not([inert])').waitFor();
});

test('when the module does not come, the page says so and tells of the other ways', async () => {
  const page = await site.newPage(phone);
  await page.route('**/_astro/page-*.js', (route) => route.abort());
  await page.goto('/skriv/');
  await page.locator('[data-fail]').waitFor();
  expect(await page.locator('.write').isVisible()).toBe(false);
});
