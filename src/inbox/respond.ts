import type { InboxEnv } from './env.ts';
import { framed, type InboxPage } from './pages.ts';
import { QueueError } from './queue.ts';
import { framePath, siteIndexPath, siteIndexSchema, type Piece, type SiteIndex } from './site-index.ts';

/** Answers one kind of request to one address. */
export type Route = (request: Request, env: InboxEnv) => Promise<Response>;

/** Sent with every answer: it is kept by nobody, framed by nobody, and found by nobody. */
const guards = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  // The address of a case is a key: it is told to nobody else. (With `no-referrer` browsers hide the origin of forms.)
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex',
} as const;

/** The answer with what guards every answer of the inbox. */
export function guarded(response: Response): Response {
  for (const [name, value] of Object.entries(guards)) response.headers.set(name, value);
  return response;
}

/** HTTP status of a form that could not be read. */
export const unreadStatuses = { type: 415, size: 413, slow: 408, encoding: 400, fields: 400 } as const;

/** A page of the inbox in the site's own frame. */
export async function page(
  env: Pick<InboxEnv, 'readFile'>,
  status: number,
  content: InboxPage,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return new Response(framed(await env.readFile(framePath), content), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  });
}

/** The index as it was last read. */
let last: { readonly text: string; readonly index: SiteIndex } | undefined;

/** What the inbox knows of the built site. */
export async function readIndex(env: InboxEnv): Promise<SiteIndex> {
  const text = await env.readFile(siteIndexPath);
  if (last?.text !== text) last = { text, index: siteIndexSchema.parse(JSON.parse(text)) };
  return last.index;
}

/** The text a thread belongs to; `undefined` when the site has none of that name. */
export const pieceOf = (index: SiteIndex, thread: string): Piece | undefined =>
  Object.hasOwn(index, thread) ? index[thread] : undefined;

/** Tells who runs the server what went wrong, without a word of what was written; gives the seconds to wait. */
export function told(error: unknown): number {
  console.error(
    `inbox: ${error instanceof QueueError ? error.message : error instanceof Error ? error.name : 'error'}`,
  );
  return error instanceof QueueError ? error.retryAfter : 120;
}
