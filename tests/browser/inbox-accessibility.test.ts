import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approve, reject } from '../../src/inbox/moderation.ts';
import { kinds } from '../built.ts';
import { violationsOf } from './axe.ts';
import {
  begin,
  fillIn,
  heading,
  neighbour,
  noScript,
  piece,
  press,
  sendPreview,
  sendReply,
  thread,
  visitInbox,
  type InboxVisit,
} from './inbox.ts';

let site: InboxVisit;
beforeAll(async () => {
  site = await visitInbox();
});
afterAll(() => site.close());

/** A reply that was sent, and is then decided; on its own page. */
const decided = (words: string, decide: (ref: string) => Promise<unknown>) => async (page: Page) => {
  const own = await sendReply(page, words);
  await decide((await site.casesWith(words))[0]?.ref ?? '');
  await page.goto(own);
};
const preview = async (page: Page) => {
  await page.goto(piece);
  await fillIn(page, 'Set igennem.\n\nMed to afsnit.', { place: 'Blok 2' });
  await press(page);
};
const report = `/svar/anmeld/?traad=${thread}&svar=${neighbour.id}`;
/** Somebody else has sent `words` before. */
const sentBefore = async (words: string) => {
  const other = await site.newPage();
  await sendReply(other, words);
  await other.context().close();
};

/** Every state a form and a case can be in: how one gets there, and whether scripts are off. */
const states: Readonly<Record<string, { arrive(page: Page): Promise<unknown>; options?: BrowserContextOptions }>> = {
  'an empty form': { arrive: (page) => page.goto(piece) },
  'an answer to somebody': {
    arrive: async (page) => {
      await page.goto(piece);
      await page.getByRole('link', { name: 'Svar her' }).click();
      await page.getByText(`Du svarer ${neighbour.name}.`).waitFor();
    },
  },
  'errors put into the page': {
    arrive: async (page) => {
      await page.goto(piece);
      await begin(page);
      await fillIn(page, '', { name: '', place: 'b'.repeat(61), tick: false });
      await press(page);
      await heading(page, 'Ret 4 ting, før du sender');
    },
  },
  'errors on a page of their own': {
    options: noScript,
    arrive: async (page) => {
      await page.goto(piece);
      await press(page);
      await heading(page, 'Ret 3 ting, før du sender');
    },
  },
  'a preview put into the page': {
    arrive: async (page) => {
      await page.route('**/solver*', (route) => route.abort());
      await page.goto(piece);
      await begin(page);
      await fillIn(page, 'Set igennem.\n\nMed to afsnit.', { place: 'Blok 2' });
      await press(page);
      await page.locator('.shown').waitFor();
    },
  },
  'a preview on a page of its own': {
    options: noScript,
    arrive: async (page) => {
      await preview(page);
      await heading(page, 'Læs dit svar igennem');
    },
  },
  'a preview sent too early': {
    options: noScript,
    arrive: async (page) => {
      await preview(page);
      await press(page, 'Send svaret');
      await page.getByText('Det gik lidt hurtigt.').waitFor();
    },
  },
  'thanks for a reply': {
    arrive: async (page) => {
      await sendReply(page, 'Tak for det.');
      await page.getByRole('button', { name: 'Kopiér link' }).waitFor();
    },
  },
  'a reply that waits': { arrive: async (page) => page.goto(await sendReply(page, 'Jeg venter.')) },
  'a reply that is shown': {
    arrive: decided('Ja til det.', (ref) => approve(site.env.queue, site.env.publisher, ref, '')),
  },
  'a reply that was rejected': {
    arrive: decided('Nej til det.', (ref) => reject(site.env.queue, ref, 'Svaret handler om en navngiven nabo.')),
  },
  'a reply that was withdrawn': {
    arrive: async (page) => {
      await page.goto(await sendReply(page, 'Nej, alligevel ikke.'));
      await press(page, 'Slet mit svar');
      await heading(page, 'Dit svar er slettet');
    },
  },
  'a case nobody knows': { arrive: (page) => page.goto('/svar/sag/?noegle=findes-ikke') },
  'a reply that had come before, put into the page': {
    arrive: async (page) => {
      await sentBefore('Sagt af to.');
      await page.goto(piece);
      await begin(page);
      await fillIn(page, 'Sagt af to.');
      await press(page);
      await heading(page, 'Vi har allerede fået dette svar');
    },
  },
  'a reply that had come before, on a page of its own': {
    options: noScript,
    arrive: async (page) => {
      await sentBefore('Sagt af to, uden scripts.');
      await page.goto(piece);
      await fillIn(page, 'Sagt af to, uden scripts.');
      await press(page);
      await sendPreview(site, page);
      await heading(page, 'Vi har allerede fået dette svar');
    },
  },
  'a closed debate': { arrive: (page) => page.goto(kinds['closed debate piece']) },
  'a form for a closed debate': { arrive: (page) => page.goto('/svar/?traad=taal-lyd-og-liv-i-gaarden') },
  'a form for nothing': { arrive: (page) => page.goto('/svar/') },
  'a report': { options: noScript, arrive: (page) => page.goto(report) },
  'a report with errors': {
    options: noScript,
    arrive: async (page) => {
      await page.goto(report);
      await press(page, 'Send anmeldelse');
      await heading(page, 'Ret 2 ting, før du sender');
    },
  },
  'thanks for a report': {
    arrive: async (page) => {
      await page.goto(report);
      await page.getByLabel('Hvad er galt?').fill('Det er en andens private liv.');
      await page.locator('.left:not(:empty)').waitFor();
      await page.getByLabel('Så vidt jeg ved').check();
      await press(page, 'Send anmeldelse');
      await heading(page, 'Tak for din anmeldelse');
    },
  },
  'a slip of paper': { arrive: (page) => page.goto(`${piece}svarseddel/`) },
};

describe.each(Object.entries(states))('%s', (_, { arrive, options }) => {
  let page: Page;
  beforeAll(async () => {
    const reader = await site.newPage({ reducedMotion: 'reduce', ...options });
    await arrive(reader);
    page = options ? await copyOf(reader) : reader;
    return () => page.context().close();
  });

  test.each([320, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme }))))(
    'meets WCAG 2.2 AA as far as axe can tell at $width px in $scheme colours',
    async ({ width, scheme }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      expect(await violationsOf(page)).toEqual([]);
    },
  );

  test.each([320, 390])('fits a screen of %i px, and the fingers there', async (width) => {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await page.evaluate(tooSmall)).toEqual([]);
  });

  test('is in Danish', async () => {
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('da');
    expect(await page.evaluate(foreignWords)).toEqual([]);
  });
});

/** The page as it stands, where scripts can run, since axe is one; its own are taken out. */
async function copyOf(reader: Page): Promise<Page> {
  const body = (await reader.content()).replace(/<script[\s\S]*?<\/script>/g, '');
  const copy = await site.newPage({ reducedMotion: 'reduce' });
  await copy.route('**/svar/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await copy.goto('/svar/');
  await reader.context().close();
  return copy;
}

/** In the browser: what has too little room for a finger, links in running words apart. */
function tooSmall(): string[] {
  const sizeOf = (element: Element) => (element.closest('label') ?? element).getBoundingClientRect();
  const isAmongWords = (link: Element) =>
    link.matches('p a, li a') && link.closest('p, li')?.textContent.trim() !== link.textContent.trim();
  return [...document.querySelectorAll<HTMLElement>('main :is(a[href], button, input, textarea, summary)')]
    .filter((element) => element.checkVisibility() && !isAmongWords(element))
    .filter((element) => {
      const { width, height } = sizeOf(element);
      return Math.min(width, height) < (element.matches('a:not(.button)') ? 24 : 44);
    })
    .map((element) => `${element.outerHTML.slice(0, 60)} ${Math.round(sizeOf(element).height)} px`);
}

/** In the browser: English, and what programs say, in everything that is shown or read aloud. */
function foreignWords(): string[] {
  const attributes = ['aria-label', 'alt', 'title', 'placeholder', 'value', 'data-done', 'data-failed'];
  const spoken = [
    ...document.querySelectorAll('main :is([aria-label], [alt], [title], [placeholder], button)'),
  ].flatMap((element) => attributes.flatMap((name) => element.getAttribute(name) ?? []));
  const words = [document.title, document.body.innerText, ...spoken].join(' ');
  return (
    words.match(
      /\b(the|your|you|please|required|error|submit|reply|comment|failed|loading|invalid|undefined|null|NaN|true|false|Object)\b/gi,
    ) ?? []
  );
}
