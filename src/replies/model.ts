import { createHash } from 'node:crypto';
import { z } from 'zod';

/** How a reply reached us. */
export const channels = ['github', 'papir', 'mail', 'moede', 'paa-vegne', 'formular'] as const;

/** GitHub's own limit for a comment, in characters; a longer one is not GitHub's. */
export const longestText = 65_536;

const moment = z.iso.datetime({ offset: true });

/** One reply, from whatever source. The text is Markdown as its writer wrote it, and nothing in it is trusted. */
export const replySchema = z
  .strictObject({
    /** Unique on the site, and its anchor: `gh-123`, or the file name of a reply that was typed in. */
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    channel: z.enum(channels),
    /** `id` of the reply it answers. */
    parent: z.string().optional(),
    /** The name shown; absent when the account is deleted. */
    name: z.string().max(200).optional(),
    place: z.string().max(200).optional(),
    ties: z.string().max(200).optional(),
    /** True when the board speaks. */
    isBoard: z.boolean().default(false),
    /** When it was written: a moment, or a day for what came on paper. */
    created: z.union([moment, z.iso.date()]),
    edited: moment.optional(),
    /**
     * `shown`; `folded` (outdated, settled or said before); `hidden` (by the board); `deleted` (by its writer, while its
     * answers stand); `removed` (taken down with a reason).
     */
    state: z.enum(['shown', 'folded', 'hidden', 'deleted', 'removed']).default('shown'),
    /** Day and reason of a take-down. */
    removed: z.strictObject({ day: z.iso.date(), reason: z.string() }).optional(),
    /** Markdown; empty unless the state is `shown` or `folded`. */
    text: z.string().max(longestText).default(''),
    /** True when it came as an answer to a mail, whose quoted tail is folded. */
    isMail: z.boolean().default(false),
    /** Where it lives on GitHub. */
    url: z.url({ protocol: /^https$/ }).optional(),
  })
  .refine(({ state, text }) => state === 'shown' || state === 'folded' || text === '', {
    error: 'a reply that is not shown must have no text',
  });
/** A reply as {@link replySchema} gives it. */
export type Reply = z.output<typeof replySchema>;

/** The replies to one text, under its permanent name. */
export const threadSchema = z.strictObject({
  thread: z.string(),
  /** The canonical Discussion, where there is one. */
  discussion: z
    .strictObject({
      number: z.int().positive(),
      url: z.url({ protocol: /^https$/ }),
      /** True when GitHub takes no more replies. */
      isLocked: z.boolean(),
    })
    .optional(),
  replies: z.array(replySchema),
});
/** A thread as {@link threadSchema} gives it. */
export type Thread = z.output<typeof threadSchema>;

/** Version of the snapshot's form; a file of another version is not read. */
export const snapshotVersion = 1;

/** What one whole fetch found: the only form in which the build knows GitHub. */
export const snapshotSchema = z
  .strictObject({
    version: z.literal(snapshotVersion),
    /** `owner/name`. */
    repository: z.string(),
    /** When GitHub was asked; absent in a public copy of a site that never asked. */
    fetchedAt: moment.optional(),
    /** How many replies there are, as a check. */
    count: z.int().nonnegative(),
    /** SHA-256 of the threads as JSON, hexadecimal: a file that was cut or changed by hand is not believed. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    threads: z.array(threadSchema),
    /** Take-downs the board has made through the inbox; they hold for replies from anywhere. */
    takedowns: z.array(z.strictObject({ id: z.string(), day: z.iso.date(), reason: z.string() })).default([]),
  })
  .refine(({ count, threads }) => count === countReplies(threads), { error: 'count does not match the replies' })
  .refine(({ sha256, threads }) => sha256 === fingerprint(threads), { error: 'sha256 does not match the threads' });
/** A snapshot as {@link snapshotSchema} gives it. */
export type Snapshot = z.output<typeof snapshotSchema>;

export const countReplies = (threads: readonly Pick<Thread, 'replies'>[]) =>
  threads.reduce((sum, { replies }) => sum + replies.length, 0);

/** SHA-256 of the threads, the same for the same threads whatever the order of their fields. */
export const fingerprint = (threads: readonly Thread[]) =>
  createHash('sha256').update(JSON.stringify(threads, sortedKeys)).digest('hex');

const sortedKeys = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** A snapshot of `threads`, with its count and fingerprint; threads come by name, replies by time. */
export function snapshotOf(
  repository: string,
  threads: readonly Thread[],
  fetchedAt: string | undefined,
  takedowns: Snapshot['takedowns'] = [],
): Snapshot {
  const sorted = [...threads]
    .sort((a, b) => (a.thread < b.thread ? -1 : 1))
    .map((thread) => ({ ...thread, replies: [...thread.replies].sort(byTime) }));
  return {
    version: snapshotVersion,
    repository,
    ...(fetchedAt && { fetchedAt }),
    count: countReplies(sorted),
    sha256: fingerprint(sorted),
    threads: sorted,
    takedowns,
  };
}

/** Oldest first; replies of one moment by id, so that the order never varies. */
export const byTime = (a: Pick<Reply, 'created' | 'id'>, b: Pick<Reply, 'created' | 'id'>) =>
  timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A day counts from its noon, so that paper of the 14th stands among what was written that day. */
const timeOf = ({ created }: Pick<Reply, 'created'>) =>
  Date.parse(created.length === 10 ? `${created}T12:00:00+01:00` : created);
