import { z } from 'zod';
import { dataComment, dataIn } from '../github/data-comment.ts';

/** What stands before a comment that our own App posted for somebody without an account. Nobody else's is believed. */
const replyMarker = z.strictObject({
  case: z.string(),
  name: z.string(),
  place: z.string().optional(),
  ties: z.string().optional(),
  /** `id` of the reply it answers, also where GitHub cannot nest it there. */
  parent: z.string().optional(),
  /** When it was sent in (RFC 3339). */
  created: z.iso.datetime(),
});
/** Who wrote a comment that our App posted. */
export type ReplyMarker = z.output<typeof replyMarker>;

/** What stands before a comment that tells of a take-down. */
const removalMarker = z.strictObject({ id: z.string(), day: z.iso.date(), reason: z.string() });
/** A take-down that was written in a Discussion. */
export type RemovalMarker = z.output<typeof removalMarker>;

/** `body` as our App posts it: the marker, a line people read, and the text. */
export const markedReply = (marker: ReplyMarker, line: string, text: string): string =>
  `${dataComment('beboersvar', marker)}\n${line}\n\n${text}`;

/** The comment that tells of a take-down, to people and to the next fetch. */
export const markedRemoval = (marker: RemovalMarker, line: string): string =>
  `${dataComment('beboerfjernet', marker)}\n${line}`;

/** Reads a comment of our App: a reply and its own text, a take-down, or neither. */
export function readMarked(
  body: string,
): { readonly reply: ReplyMarker; readonly text: string } | { readonly removal: RemovalMarker } | undefined {
  const removal = removalMarker.safeParse(dataIn(body, /^<!-- beboerfjernet (\{.*\}) -->/));
  if (removal.success) return { removal: removal.data };
  const reply = replyMarker.safeParse(dataIn(body, /^<!-- beboersvar (\{.*\}) -->/));
  const start = body.search(/\r?\n\r?\n/);
  return reply.success ? { reply: reply.data, text: start < 0 ? '' : body.slice(start).trim() } : undefined;
}
