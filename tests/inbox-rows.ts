import { parse } from 'node-html-parser';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { site } from '../src/site.ts';
import type { Case } from '../src/inbox/queue.ts';
import { isBody, written, type Fields } from './inbox-forms.ts';
import { startHost, type Host, type HostName } from './inbox-hosts.ts';
import type { Answer } from './inbox-wire.ts';
import { complaintsAbout } from './valid-html.ts';

/** Something sent to the inbox, and what must come of it. */
export interface Row extends Expected {
  readonly name: string;
  readonly send: (host: Host) => Promise<Answer>;
  /** Cases that wait afterwards. */
  readonly queue: number;
  /** What the only case holds, where it matters. */
  readonly stored?: Partial<NonNullable<Case['words']>>;
  /** The only machine it can happen on; both when absent. */
  readonly host?: HostName;
}

/** What an answer is held to. */
export interface Expected {
  readonly status: number;
  /** Words that stand in the page. */
  readonly says?: string;
  /** What stands in the form that came back; `true` for all that {@link written} has, `false` for nothing of it. */
  readonly keepsText?: Fields | boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Runs `act` on both machines, each started once and emptied after every test. */
export function onBothHosts(act: (host: () => Host, name: HostName) => void): void {
  describe.each<HostName>(['Node', 'workerd'])('%s', (name) => {
    let host: Host;
    beforeAll(async () => {
      // What goes wrong is told to whoever runs the server, and is not the test's own words.
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      host = await startHost(name);
    });
    afterEach(() => host.clear());
    afterAll(() => host.close());
    act(() => host, name);
  });
}

/** Makes a test of each row of each table, on each of the two machines. */
export function testRows(tables: Readonly<Record<string, readonly Row[]>>): void {
  onBothHosts((host, name) => {
    describe.each(Object.entries(tables))('%s', (_, rows) => {
      const here = rows.filter(({ host: only = name }) => only === name);
      test.each(here)('$name', (row) => expectRow(row, host()));
    });
  });
}

async function expectRow(row: Row, host: Host): Promise<void> {
  const sent: string[] = [];
  const recorder: Host = {
    ...host,
    post(path, form, headers) {
      if (!isBody(form)) sent.push(...Object.values(form).map((value) => value ?? ''));
      return host.post(path, form, headers);
    },
  };
  const answer = await row.send(recorder);
  await expectAnswer(answer, row);
  const told = Object.entries(answer.headers).join('\n');
  // Short ones, as »ja«, stand in any text; and who has the key to a case is led back to it.
  for (const value of sent.filter((each) => each.length > 3 && !caseKey.test(each))) expect(told).not.toContain(value);
  const waiting = host.waiting();
  expect(waiting).toHaveLength(row.queue);
  if (row.stored) expect(waiting[0]?.words).toMatchObject(row.stored);
}

const caseKey = /^[0-9a-z]{12}(-\d+)?\.[0-9a-z]{26}$/;

/** Holds an answer to what is expected of it, and to what is expected of every answer. */
export async function expectAnswer(answer: Answer, { status, says, keepsText, headers = {} }: Expected) {
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', ...headers });
  if (status === 303) {
    expect(answer.headers.location).toMatch(/^\/svar\/sag\/\?noegle=[0-9a-z]{12}(-\d+)?\.[0-9a-z]{26}(&ny=1)?$/);
    expect(answer.text).toBe('');
    return;
  }
  await expectPage(answer);
  if (says) expect(wordsOf(answer)).toContain(says);
  if (keepsText === false) expect(answer.text).not.toContain('legepladsen');
  else if (keepsText) expect(formIn(answer)).toMatchObject(keepsText === true ? written : keepsText);
}

/** Headers of every page of the inbox. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
} as const;

/** Holds an answer to what every page of the inbox is: Danish, valid, whole, and nobody else's to keep or frame. */
export async function expectPage({ headers, text }: Answer): Promise<void> {
  expect(headers).toMatchObject(pageHeaders);
  const dom = parse(text);
  expect(dom.querySelector('html')?.getAttribute('lang')).toBe('da');
  expect(dom.querySelector('title')?.text).toMatch(new RegExp(`\\S – ${site.name}$`));
  expect(dom.querySelectorAll('main h1')).toHaveLength(1);
  expect(await complaintsAbout(text)).toEqual([]);
}

/** The words of a page's own part. */
export const wordsOf = ({ text }: Answer): string =>
  parse(text).querySelector('main')?.text.replace(/\s+/g, ' ').trim() ?? '';

/** The fields of the form in an answer, as a browser would send them again. */
export function formIn({ text }: Answer): Fields {
  const controls = parse(text).querySelectorAll('#svarform input, #svarform textarea');
  return Object.fromEntries(
    controls
      .filter((each) => each.getAttribute('type') !== 'checkbox' || each.hasAttribute('checked'))
      .map((each) => [
        each.getAttribute('name') ?? '',
        // The first line break of a textarea is not its text.
        each.tagName === 'TEXTAREA' ? each.text.replace(/^\n/, '') : (each.getAttribute('value') ?? ''),
      ]),
  );
}
