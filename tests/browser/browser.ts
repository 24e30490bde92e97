import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { InboxEnv } from '../../src/inbox/env.ts';
import { siteServer } from '../../src/serve.ts';
import { dist } from '../built.ts';

/** A Chromium to look at a site with. */
export interface Reader {
  /** A fresh reader: no storage, Danish, light; closed with the browser. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The built site, served, and a Chromium to look at it with. */
export interface Visit extends Reader {
  readonly origin: string;
}

/** Starts Chromium for a site that is served at `origin`. */
export async function chromiumAt(origin: string): Promise<Reader> {
  const browser = await startChromium();
  return {
    newPage: (options = {}) => newPage(browser, { baseURL: origin, ...options }),
    close: () => browser.close(),
  };
}

/** Serves `folder` on a free port, with an inbox where `inbox` says how, and starts Chromium. */
export async function visit(folder = dist, inbox?: InboxEnv): Promise<Visit> {
  const server = siteServer(folder, inbox);
  const port = await listen(server);
  const browser = await startChromium();
  const origin = `http://localhost:${port}`;
  return {
    origin,
    newPage: (options = {}) => newPage(browser, { baseURL: origin, ...options }),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  return context.newPage();
}

const listen = (server: Server) =>
  new Promise<number>((resolve, reject) => {
    server.on('error', reject).listen(0, 'localhost', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });

async function startChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  try {
    return await chromium.launch({ executablePath });
  } catch (error) {
    throw new Error(
      `Chromium at ${executablePath} does not start. Install Chromium, or set CHROMIUM_PATH to one that does.`,
      { cause: error },
    );
  }
}

/**
 * `CHROMIUM_PATH`, an installed Chromium or Chrome, or the one inside `@sparticuz/chromium`.
 * @throws when there is none: tests are never skipped
 */
export async function findChromium(): Promise<string> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROMIUM_PATH names ${asked}, but there is no such file.`);
  }
  const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(pathOf);
  const inApplications = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const [first = existsSync(inApplications) ? inApplications : undefined] = installed;
  if (first) return first;
  try {
    const { default: bundled } = await import('@sparticuz/chromium');
    return await bundled.executablePath();
  } catch (error) {
    throw new Error('The tests need a browser. Install Chromium or Chrome, or set CHROMIUM_PATH.', { cause: error });
  }
}

function pathOf(name: string): string[] {
  try {
    return [execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()];
  } catch {
    return [];
  }
}

/** Every complaint of the page's console and every uncaught error, as they come. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** Hosts of the requests that left the site. */
export function strangersOf(page: Page, origin: string): string[] {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) strangers.push(url.host);
  });
  return strangers;
}
