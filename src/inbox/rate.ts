import { createHmac, randomBytes } from 'node:crypto';

/** Most senders that are remembered at once; past it everybody shares what is left. */
const mostSenders = 10_000;

/**
 * Counts what each sender sends in a window of `milliseconds`: true while it is at most `limit`. Senders are known by a
 * hash with a key of this run, in memory, until the window has passed; no address is kept anywhere.
 */
export function rateLimiter(limit: number, milliseconds: number, now = Date.now): (sender: string) => boolean {
  let key = randomBytes(32);
  let begun = now();
  let counts = new Map<string, number>();
  return (sender) => {
    if (now() - begun > milliseconds) {
      key = randomBytes(32);
      begun = now();
      counts = new Map();
    }
    const hash = createHmac('sha256', key).update(sender).digest('base64url').slice(0, 16);
    const known = counts.size < mostSenders || counts.has(hash) ? hash : '';
    const count = (counts.get(known) ?? 0) + 1;
    counts.set(known, count);
    return count <= limit;
  };
}
