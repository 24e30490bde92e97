import { nearestOf } from './nearest.ts';
import { messages, type Message, type Problem } from './messages.ts';

/** The board's list of addresses that have moved. */
export const redirectFile = 'content/_omdirigeringer.txt';

/** An address that has moved, and where to. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  /** Where on its line each address begins, from 1. */
  readonly columns: { readonly from: number; readonly to: number };
}

const address = /^\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)+$/;

/** Reads the list: two addresses on each line; blank lines and lines that begin with # say nothing. */
export function parseRedirects(text: string): { redirects: Redirect[]; problems: Problem[] } {
  const redirects: Redirect[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [{ 0: from = '', index: start = 0 } = {}, { 0: to = '', index: middle = 0 } = {}, ...more] =
      line.matchAll(/\S+/g);
    if (address.test(from) && (address.test(to) || to === '/') && more.length === 0) {
      redirects.push({ from, to, line: index + 1, columns: { from: start + 1, to: middle + 1 } });
    } else {
      problems.push({ file: redirectFile, line: index + 1, column: start + 1, ...messages.redirectLine(line.trim()) });
    }
  }
  return { redirects, problems };
}

/** What is wrong with the list itself: two of one, rings, chains, targets that are not there, addresses in use. */
export function checkRedirects(redirects: readonly Redirect[], addresses: ReadonlySet<string>): Problem[] {
  const next = new Map(redirects.toReversed().map(({ from, to }) => [from, to]));
  const ends = new Map<string, string | undefined>();
  const first = new Set<string>();
  return redirects.flatMap(({ from, to, line, columns }): Problem[] => {
    const refuse = (at: 'from' | 'to', message: Message) => [
      { file: redirectFile, line, column: columns[at], ...message },
    ];
    if (first.has(from)) return refuse('from', messages.redirectTwice(from));
    first.add(from);
    if (addresses.has(from)) return refuse('from', messages.redirectLive(from));
    const end = endOf(from, next, ends);
    if (end === undefined) return refuse('to', messages.redirectLoop(from));
    if (end !== to) return refuse('to', messages.redirectChain(from, end));
    if (addresses.has(to)) return [];
    return refuse('to', messages.redirectTarget(to, nearestOf(to, [...addresses])));
  });
}

/** Where the redirect of `from` leads in the end; `undefined` when it goes in a ring. What is found is kept in `ends`. */
function endOf(
  from: string,
  next: ReadonlyMap<string, string>,
  ends: Map<string, string | undefined>,
): string | undefined {
  const way = new Set<string>();
  let at = from;
  for (let to = next.get(at); to !== undefined && !ends.has(at) && !way.has(at); to = next.get(at)) {
    way.add(at);
    at = to;
  }
  const end = way.has(at) ? undefined : ends.has(at) ? ends.get(at) : at;
  for (const each of way) ends.set(each, end);
  return end;
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
