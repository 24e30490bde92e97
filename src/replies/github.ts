import { createHash } from 'node:crypto';
import { z } from 'zod';
import { answers, queries, type Comment, type Connection, type Discussion } from './github-queries.ts';
import { readMarked, type ReplyMarker } from './marker.ts';
import type { Reply, Thread } from './model.ts';
import type { Takedown } from './thread.ts';
import { FetchError, type Ask } from '../github/transport.ts';

/** Where the threads are kept. */
export interface Place {
  /** `owner/name`. */
  readonly repository: string;
  /** Name of the Discussions category. */
  readonly category: string;
  /** GitHub logins that speak for the board. */
  readonly board: readonly string[];
  /** Login of the App that posts for people without an account; its markers alone are believed. */
  readonly app?: string | null;
}

/** What a fetch found, and what it cost. */
export interface Fetched {
  readonly threads: Thread[];
  /** Take-downs the board has made through the inbox. */
  readonly takedowns: Takedown[];
  /** Things a person should look at, in Danish; none of them spoils the fetch. */
  readonly warnings: string[];
  /** Points of the hour's budget that were used. */
  readonly cost: number;
}

const mostPages = 200;

/** The line giscus ends a Discussion with, so that it finds the thread again: SHA-1 of the thread's name. */
export const markerOf = (thread: string) => `<!-- sha1: ${createHash('sha1').update(thread).digest('hex')} -->`;

/**
 * All replies to `threads` (their permanent names): complete, or nothing.
 * @throws FetchError when anything is missing, wrong or doubtful
 */
export async function fetchThreads(ask: Ask, place: Place, threads: readonly string[]): Promise<Fetched> {
  const session = sessionOf(ask);
  const { category, ...where } = await findCategory(session, place);
  const discussions = await collect(
    (after) => session.send('threads', { ...where, category, after }, ({ repository }) => repository.discussions),
    'discussions',
  );
  const found = new Map<string, Discussion[]>();
  const warnings: string[] = [];
  for (const each of discussions) {
    const thread = threads.find((name) => each.body.includes(markerOf(name)));
    if (thread) found.set(thread, [...(found.get(thread) ?? []), each]);
    else warnings.push(`Tråd nr. ${each.number} på GitHub hører ikke til nogen tekst: ${each.url}`);
  }
  const result: Thread[] = [];
  const takedowns: Takedown[] = [];
  for (const [thread, same] of found) {
    const [canonical, ...others] = same.sort((a, b) => a.number - b.number);
    if (!canonical) continue;
    if (others.length > 0) {
      const numbers = others.map(({ number }) => number).join(', ');
      warnings.push(
        `»${thread}« har flere tråde på GitHub. Nr. ${canonical.number} gælder; svar fra ${numbers} er taget med.`,
      );
    }
    const replies: Reply[] = [];
    for (const each of same) {
      const comments = await commentsOf(session, each.id, each.comments);
      takedowns.push(...takedownsIn(comments, place));
      replies.push(...repliesIn(comments, place));
    }
    result.push({
      thread,
      discussion: {
        number: canonical.number,
        url: canonical.url,
        isLocked: canonical.locked || canonical.closed,
      },
      replies,
    });
  }
  return { threads: result, takedowns, warnings, cost: session.cost() };
}

/** A text that should have a thread. */
export interface Opening {
  readonly thread: string;
  readonly title: string;
  readonly lead: string;
  /** Whole address of the text. */
  readonly url: string;
}

/** Creates the Discussions that are missing, in giscus's own form; those that are there are left alone. */
export async function openThreads(
  ask: Ask,
  place: Place,
  openings: readonly Opening[],
  /** Milliseconds between creations: GitHub takes 80 a minute. */
  pause = 1_000,
): Promise<{ created: { thread: string; number: number }[]; existing: number; cost: number }> {
  const session = sessionOf(ask);
  const { category, id, ...where } = await findCategory(session, place);
  const discussions = await collect(
    (after) => session.send('markers', { ...where, category, after }, ({ repository }) => repository.discussions),
    'discussions',
  );
  const bodies = discussions.map(({ body }) => body);
  const missing = openings.filter(({ thread }) => !bodies.some((body) => body.includes(markerOf(thread))));
  const created: { thread: string; number: number }[] = [];
  for (const [index, { thread, title, lead, url }] of missing.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const body = `# ${title}\n\n${lead}\n\n${url}\n\n${markerOf(thread)}`;
    const number = await session.send(
      'create',
      { repository: id, category, title, body },
      ({ createDiscussion }) => createDiscussion.discussion.number,
    );
    created.push({ thread, number });
  }
  return { created, existing: openings.length - missing.length, cost: session.cost() };
}

/** Sends queries by name, checks every answer against its form, and adds up what they cost. */
export function sessionOf(ask: Ask) {
  let cost = 0;
  return {
    cost: () => cost,
    async send<Name extends keyof typeof queries, Part>(
      name: Name,
      variables: Record<string, unknown>,
      pick: (answer: z.output<(typeof answers)[Name]>) => Part,
    ): Promise<Part> {
      const parsed = answers[name].safeParse(await ask(queries[name], variables));
      if (!parsed.success) {
        throw new FetchError(
          `GitHub's answer to ${name} is not what its schema promises: ${z.prettifyError(parsed.error)}`,
        );
      }
      const answer = parsed.data as z.output<(typeof answers)[Name]>;
      if ('rateLimit' in answer) cost += answer.rateLimit.cost;
      return pick(answer);
    },
  };
}
/** A conversation with GitHub, as {@link sessionOf} gives it. */
export type Session = ReturnType<typeof sessionOf>;

/** Ids of the repository and its category. */
export async function findCategory(session: Session, { repository, category }: Place) {
  const [owner = '', name = ''] = repository.split('/');
  const { id, discussionCategories } = await session.send('category', { owner, name }, (answer) => answer.repository);
  const found = discussionCategories.nodes.find((each) => each.name === category);
  if (!found) throw new FetchError(`${repository} has no Discussions category named "${category}"`);
  return { id, owner, name, category: found.id };
}

/** All nodes of a connection, page after page, and as many as GitHub says there are. */
export async function collect<Node>(
  page: (after: string | null) => Promise<Connection<Node>>,
  what: string,
  first?: Connection<Node>,
): Promise<Node[]> {
  const nodes: Node[] = [];
  const seen = new Set<string>();
  let at = first ?? (await page(null));
  for (let pages = 1; ; pages += 1) {
    nodes.push(...at.nodes);
    const { hasNextPage, endCursor } = at.pageInfo;
    if (!hasNextPage) break;
    if (endCursor === null || seen.has(endCursor) || pages >= mostPages) {
      throw new FetchError(`GitHub's pages of ${what} never end`);
    }
    seen.add(endCursor);
    at = await page(endCursor);
  }
  if (nodes.length !== at.totalCount) {
    throw new FetchError(`GitHub says there are ${at.totalCount} ${what}, but gave ${nodes.length}`);
  }
  return nodes;
}

/** Every comment of a Discussion with the one it stands under, oldest first. */
export async function commentsOf(
  session: Session,
  id: string,
  first?: Discussion['comments'],
): Promise<readonly Placed[]> {
  const all = await collect(
    (after) => session.send('comments', { id, after }, ({ node }) => node.comments),
    'comments',
    first,
  );
  const result: Placed[] = [];
  for (const top of all) {
    const answersToIt = await collect(
      (after) => session.send('replies', { id: top.id, after }, ({ node }) => node.replies),
      'replies',
      top.replies,
    );
    result.push({ comment: top, top: undefined }, ...answersToIt.map((comment) => ({ comment, top })));
  }
  return result;
}

/** A comment, and the one GitHub shows it under. */
export interface Placed {
  readonly comment: Comment;
  readonly top: Comment | undefined;
}

/** Whether a comment's author is our own App. */
export const isBy = (app: string | null | undefined, author: Comment['author']): boolean =>
  Boolean(app) && author?.__typename === 'Bot' && author.login.replace(/\[bot\]$/, '') === app;

/** What our own App has written in a comment for people without an account, or about a take-down. */
export const markedBy = ({ author, body }: Comment, app: string | null | undefined) =>
  isBy(app, author) ? readMarked(body) : undefined;

/** Comments as replies. A case that was posted twice is one reply: the first. */
function repliesIn(comments: readonly Placed[], place: Place): Reply[] {
  const seen = new Set<string>();
  return comments.flatMap(({ comment, top }) => {
    const marked = markedBy(comment, place.app);
    if (marked && 'removal' in marked) return [];
    const number = marked?.reply.case;
    if (number && seen.has(number)) return [];
    if (number) seen.add(number);
    return [replyOf(comment, top, place, marked)];
  });
}

const takedownsIn = (comments: readonly Placed[], { app }: Place): Takedown[] =>
  comments.flatMap(({ comment }) => {
    const marked = markedBy(comment, app);
    return marked && 'removal' in marked ? [marked.removal] : [];
  });

/** Reasons that fold a reply; every other, known to us or not, hides it. */
const folding = new Set(['outdated', 'resolved', 'duplicate']);

/** A comment as a reply. The text and the name of what is hidden or deleted go no further than this function. */
function replyOf(
  from: Comment,
  top: Comment | undefined,
  { board }: Place,
  marked: Exclude<ReturnType<typeof readMarked>, { removal: unknown }>,
): Reply {
  const reason = from.minimizedReason?.toLowerCase().replaceAll('_', '-') ?? '';
  const state = from.deletedAt ? 'deleted' : !from.isMinimized ? 'shown' : folding.has(reason) ? 'folded' : 'hidden';
  const isReadable = state === 'shown' || state === 'folded';
  const by = marked?.reply;
  const parent = by?.parent ?? (top && `gh-${top.databaseId}`);
  return {
    id: `gh-${from.databaseId}`,
    channel: by ? 'formular' : 'github',
    ...(parent && { parent }),
    ...(isReadable && (by ? writerOf(by) : from.author && { name: from.author.login })),
    isBoard: isReadable && !by && from.author !== null && board.includes(from.author.login),
    created: by?.created ?? from.createdAt,
    ...(from.lastEditedAt && { edited: from.lastEditedAt }),
    state,
    text: isReadable ? (marked?.text ?? from.body) : '',
    isMail: from.createdViaEmail,
    url: from.url,
  };
}

const writerOf = ({ name, place, ties }: ReplyMarker) => ({ name, ...(place && { place }), ...(ties && { ties }) });
