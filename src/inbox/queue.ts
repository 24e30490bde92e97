import { z } from 'zod';

/** Days a case that waits, or was rejected or withdrawn, is kept. */
export const keptDays = 30;

/** Files for `content/`: a text, and its writer when the site does not know that one yet. */
export const filesSchema = z
  .array(
    z.strictObject({
      path: z.string().regex(/^content\/(debat|nyheder|skribenter)\/[a-z0-9]+(-[a-z0-9]+)*\.mdx$/),
      text: z.string().min(1),
    }),
  )
  .min(1)
  .max(2);
/** One file of {@link filesSchema}. */
export type ArticleFile = z.output<typeof filesSchema>[number];

/** What a person wrote; gone as soon as the board has decided. */
export const wordsSchema = z.strictObject({
  name: z.string(),
  place: z.string(),
  ties: z.string(),
  text: z.string(),
  /** A text for the site. */
  files: filesSchema.optional(),
});

/**
 * Where a case is: `waiting` for the board; `approving` (decided, not yet on the site); `shown` (a report: acted upon; an
 * article: taken over by the board);
 * `rejected` by the board; `withdrawn` by its writer.
 */
export const caseStates = ['waiting', 'approving', 'shown', 'rejected', 'withdrawn'] as const;

/** All that is kept of something sent in. There is no address, browser or account among it. */
export const caseSchema = z.strictObject({
  /** Case number: 12 letters and digits made from the reply itself. */
  id: z.string().regex(/^[0-9a-z]{12}$/),
  kind: z.enum(['reply', 'report', 'article']),
  /** Permanent name of the thread; empty for an article. */
  thread: z.string(),
  /** `id` of the reply that is answered or reported; empty for the text itself, and for an article. */
  parent: z.string(),
  /** What the private key of the case is known by. */
  keyHash: z.string(),
  /** When it was received (RFC 3339). */
  received: z.iso.datetime(),
  /** What the board should look at, in Danish. */
  labels: z.array(z.string()),
  state: z.enum(caseStates),
  words: wordsSchema.optional(),
  /** Day and reason, when it was decided. */
  decision: z.strictObject({ day: z.iso.date(), reason: z.string() }).optional(),
  /** What the publisher called it when it put it on the site. */
  posted: z.string().optional(),
});
/** A case as {@link caseSchema} gives it. */
export type Case = z.output<typeof caseSchema>;
/** State of a {@link Case}. */
export type CaseState = Case['state'];
/** A case nobody has decided yet. */
export type Waiting = Case & { readonly state: 'waiting'; readonly words: NonNullable<Case['words']> };

/** A case and the word by which its queue finds it again. */
export interface Found {
  readonly ref: string;
  readonly item: Case;
}

/** A case the board has marked with a label, where the queue has labels. */
export interface Marked extends Found {
  readonly wish: { readonly verdict: 'approve' | 'reject'; readonly reason: string };
}

/** Where what was sent in waits for the board. It is never public. */
export interface Queue {
  /**
   * Puts a case in, durably. Of two cases with one number the first stays, unless it was rejected or withdrawn.
   * @throws QueueError that `isFull` when `most` wait already
   */
  add(item: Waiting, most?: number): Promise<Found & { readonly isNew: boolean }>;
  /** The case `ref` names; `undefined` when there is none, or `ref` is not one of this queue's. */
  find(ref: string): Promise<Found | undefined>;
  /** Cases waiting, and those whose decision is not carried out whole, oldest first. */
  open(): Promise<readonly Found[]>;
  /** How many are waiting; may be some seconds old. */
  count(): Promise<number>;
  /** Puts `next` in the place of the case if it still is in one of the states `from`; false when it is not. */
  move(ref: string, from: readonly CaseState[], next: Case): Promise<boolean>;
  /** Cases the board has decided with a label; a queue without labels has none. */
  marked(): Promise<readonly Marked[]>;
  /** Deletes what has waited, or was rejected or withdrawn, since before `moment`; gives how many. */
  purge(moment: Date): Promise<number>;
}

/** Why a queue or a publisher could not do what it was asked. Nothing was lost or half done. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
  /** Seconds after which it may be worth trying again. */
  readonly retryAfter: number;
  /** True when there is no more room. */
  readonly isFull: boolean;

  constructor(message: string, options: { cause?: unknown; retryAfter?: number; isFull?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.retryAfter = options.retryAfter ?? 120;
    this.isFull = options.isFull ?? false;
  }
}

/** Puts approved replies where the site is built from, and takes them away again. */
export interface Publisher {
  /** Publishes an approved reply, once however often it is asked; gives what it is called there. */
  publish(item: Case & { readonly words: NonNullable<Case['words']> }): Promise<string>;
  /** Takes a published reply away. What is not there any more is no error. */
  retract(posted: string): Promise<void>;
  /** Takes any reply of the site down, with a reason that readers see. */
  remove(reply: { thread: string; id: string }, decision: { day: string; reason: string }): Promise<void>;
  /** Clears away what a crash left behind. */
  tidy(): Promise<void>;
}

/** Whether a decision still has to reach the site: approved and not shown yet, or withdrawn and still there. */
export const isUnfinished = ({ state, posted }: Case): boolean =>
  state === 'approving' || (state === 'withdrawn' && posted !== undefined);

/** The case without what its writer wrote. */
export function emptied({ words: _, ...rest }: Case, change: Partial<Case>): Case {
  return { ...rest, ...change };
}

/** What is thrown when no more cases can wait: the board needs a day. */
export const fullQueue = (): QueueError => new QueueError('the inbox is full', { isFull: true, retryAfter: 86_400 });
