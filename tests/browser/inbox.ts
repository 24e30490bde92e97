import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { nodeEnv } from '../../src/inbox/node.ts';
import type { Found } from '../../src/inbox/queue.ts';
import { dist } from '../built.ts';
import { complaintsOf, strangersOf, visit, type Visit } from './browser.ts';

/** The built site with an inbox: its queue is a temporary folder, and its clock stands still until a test moves it. */
export interface InboxVisit extends Visit {
  readonly env: ReturnType<typeof nodeEnv>;
  /** Lets `milliseconds` pass on the server. */
  pass(milliseconds: number): void;
  /** The cases that wait and have `words` in their text. */
  casesWith(words: string): Promise<readonly Found[]>;
  /** What pages have complained of since they were last asked, and whom they asked outside the site. */
  complaints(): readonly string[];
}

/** Serves the built site with an inbox of its own and starts Chromium. */
export async function visitInbox(): Promise<InboxVisit> {
  const root = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  const env = nodeEnv({ INBOX_RATE: '1000', INBOX_LIMIT: '1000' }, root, dist);
  let moment = Date.now();
  const site = await visit(dist, { ...env, now: () => new Date(moment) });
  let watched: string[][] = [];
  const watch = (page: Page) => {
    page.setDefaultTimeout(15_000);
    watched.push(complaintsOf(page), strangersOf(page, site.origin));
  };
  return {
    ...site,
    env,
    pass: (milliseconds) => (moment += milliseconds),
    casesWith: async (words) => (await env.queue.open()).filter(({ item }) => item.words?.text.includes(words)),
    complaints: () => {
      // Chromium's own lines for an answer that is not 200, or did not come.
      const own = /^Failed to load resource|Failed to fetch dynamically imported module/;
      const lines = watched.flat().filter((line) => !own.test(line));
      watched = [];
      return lines;
    },
    newPage: async (options) => {
      const page = await site.newPage(options);
      watch(page);
      page.context().on('page', watch);
      return page;
    },
    close: async () => {
      await site.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A debate piece that has one reply, and whose it is. */
export const piece = '/debat/unge-ved-bordet/';
/** The piece's permanent name. */
export const thread = 'unge-ved-bordet';
/** The one who has replied to {@link piece}. */
export const neighbour = { id: 'ung-i-blok-5', name: 'Ung i blok 5' } as const;

/** How a phone's browser is set up. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
/** A browser that runs no scripts. */
export const noScript: BrowserContextOptions = { javaScriptEnabled: false };

/** Waits until the form is helped: with one's finger in the text field, its module has come. */
export async function begin(page: Page): Promise<void> {
  await page.getByLabel('Dit svar').focus();
  await page.locator('.left:not(:empty)').waitFor();
}

/** Fills the form of a reply. */
export async function fillIn(page: Page, text: string, { name = 'Fatima', place = '', tick = true } = {}) {
  await page.getByLabel('Dit svar').fill(text);
  await page.getByLabel('Dit navn').fill(name);
  await page.getByLabel('Hvor bor du?').fill(place);
  await page.getByLabel('Mit navn og mit svar må vises').setChecked(tick);
}

/** Presses the form's button, or one of the preview's. */
export const press = (page: Page, name = 'Send svar') => page.getByRole('button', { name, exact: true }).click();

/** Looks at the preview on the page for as long as it must be looked at, and sends it. */
export async function sendPreview(site: InboxVisit, page: Page, name = 'Send svaret'): Promise<void> {
  await page.locator('.shown').waitFor();
  site.pass(3_000);
  await press(page, name);
}

/** Waits for a page or a box that says `name`. */
export const heading = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

/** Opens {@link piece}, and writes and sends a reply there; gives its private address. */
export async function sendReply(page: Page, text: string): Promise<string> {
  await page.goto(piece);
  await begin(page);
  await fillIn(page, text);
  await press(page);
  await heading(page, 'Tak for dit svar');
  return page.url().replace('&ny=1', '');
}

/** The site with its inbox, and a page of it for the test that runs: see {@link openOnPhone}. */
export let site: InboxVisit;
export let page: Page;

/** Opens the site for a test file, and a page on a phone for each of its tests, of which none may leave a complaint. */
export function openOnPhone(options: BrowserContextOptions = {}): void {
  beforeAll(async () => {
    site = await visitInbox();
  });
  afterAll(() => site.close());
  beforeEach(async () => {
    page = await site.newPage({ ...phone, ...options });
    return () => page.context().close();
  });
  afterEach(() => expect(site.complaints()).toEqual([]));
}

/** The same reader comes again, in a new tab: what stands there then was kept, not remembered by the tab. */
export async function comeAgain(address = piece): Promise<void> {
  page = await page.context().newPage();
  await page.goto(address);
}
