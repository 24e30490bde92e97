import { nearestOf } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';

/** The board's list of addresses that have moved. */
export const redirectFile = 'content/_omdirigeringer.txt';

/** An address that has moved, and where to. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

const address = /^\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)+$/;

/** Reads the list: two addresses on each line; blank lines and lines that begin with # say nothing. */
export function parseRedirects(text: string): { redirects: Redirect[]; problems: Problem[] } {
  const redirects: Redirect[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [from = '', to = '', ...more] = line.trim().split(/\s+/);
    if (address.test(from) && (address.test(to) || to === '/') && more.length === 0) {
      redirects.push({ from, to, line: index + 1 });
    } else {
      problems.push({ file: redirectFile, line: index + 1, ...messages.redirectLine(line.trim()) });
    }
  }
  return { redirects, problems };
}

/** What is wrong with the list itself: two of one, rings, chains, targets that are not there, addresses in use. */
export function checkRedirects(redirects: readonly Redirect[], addresses: ReadonlySet<string>): Problem[] {
  const byFrom = new Map<string, Redirect>();
  return redirects.flatMap((redirect): Problem[] => {
    const { from, to, line } = redirect;
    const refuse = (message: Message) => [{ file: redirectFile, line, ...message }];
    if (byFrom.has(from)) return refuse(messages.redirectTwice(from));
    byFrom.set(from, redirect);
    if (addresses.has(from)) return refuse(messages.redirectLive(from));
    const end = endOf(redirect, redirects);
    if (end === undefined) return refuse(messages.redirectLoop(from));
    if (end !== to) return refuse(messages.redirectChain(from, end));
    if (addresses.has(to)) return [];
    return refuse(messages.redirectTarget(to, nearestOf(to, [...addresses])));
  });
}

/** Where a redirect leads in the end; `undefined` when it goes in a ring. */
function endOf({ from, to }: Redirect, all: readonly Redirect[]): string | undefined {
  const seen = new Set([from]);
  let at = to;
  for (;;) {
    if (seen.has(at)) return undefined;
    seen.add(at);
    const next = all.find((each) => each.from === at);
    if (!next) return at;
    at = next.to;
  }
}

/** A text as it was before: its address, and the name of its thread where it had one. */
export interface FormerText {
  readonly address: string;
  readonly thread?: string;
}

/** A text as it is now. */
export interface PresentText {
  readonly file: string;
  readonly address: string;
  readonly thread: string;
  /** True when its file was not there before. */
  readonly isNew: boolean;
}

/** Texts that were published before and are gone: readers must be led on, and a text with a new name keeps its replies. */
export function checkFormer(
  gone: readonly FormerText[],
  redirects: readonly Redirect[],
  texts: readonly PresentText[],
): Problem[] {
  const here = new Map(texts.map((text) => [text.address, text]));
  return gone.flatMap(({ address: from, thread }): Problem[] => {
    if (here.has(from)) return [];
    const redirect = redirects.find((each) => each.from === from);
    if (!redirect) return [{ file: redirectFile, ...messages.pieceGone(from) }];
    const target = here.get(redirect.to);
    const isKept = thread === undefined || texts.some((text) => text.thread === thread);
    return target?.isNew && !isKept ? [{ file: target.file, line: 1, ...messages.threadLost(thread) }] : [];
  });
}
