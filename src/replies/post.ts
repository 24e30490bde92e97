import { FetchError, type Ask } from '../github/transport.ts';
import { longDay } from '../lib/days.ts';
import { say } from '../texts.ts';
import {
  collect,
  commentsOf,
  findCategory,
  isBy,
  markedBy,
  markerOf,
  sessionOf,
  type Place,
  type Placed,
  type Session,
} from './github.ts';
import { markedRemoval, markedReply, type ReplyMarker } from './marker.ts';
import type { Takedown } from './thread.ts';

/** A reply to be posted for somebody without an account. */
export interface Posting extends ReplyMarker {
  readonly thread: string;
  /** The line people see above it on GitHub, in Markdown. */
  readonly line: string;
  /** Markdown. */
  readonly text: string;
}

/** A comment our App posted: `id` as the site knows it, and the name GitHub knows it by. */
export interface Posted {
  readonly id: string;
  readonly node: string;
}

/**
 * Posts a reply to its thread's Discussion, once: a case that stands there already is found, and of two that were posted
 * at the same moment the later is deleted again.
 * @throws FetchError when GitHub could not be asked, or the thread has no Discussion
 */
export async function postReply(ask: Ask, place: Place, posting: Posting): Promise<Posted> {
  const session = sessionOf(ask);
  const { thread, line, text, ...marker } = posting;
  const [discussion] = await discussionsOf(session, place, thread);
  const found = await postedOnce(session, place, discussion, marker.case);
  if (found) return found;
  const comments = await commentsOf(session, discussion);
  const parent = comments.find(({ comment }) => `gh-${comment.databaseId}` === marker.parent);
  const replyTo = (parent?.top ?? parent?.comment)?.id ?? null;
  const body = markedReply(marker, line, text);
  await post(session, place, { discussion, replyTo, body });
  const posted = await postedOnce(session, place, discussion, marker.case);
  if (!posted) throw new FetchError('the reply was posted, but GitHub does not show it yet', { isPassing: true });
  return posted;
}

/** Deletes a comment our App posted; one that is gone already is no error. */
export async function retractReply(ask: Ask, node: string): Promise<void> {
  await sessionOf(ask)
    .send('retract', { id: node }, (answer) => answer)
    .catch(ignoreMissing);
}

/** Hides a reply on GitHub, and writes under it when and why, for people there and for the next fetch. */
export async function removeReply(ask: Ask, place: Place, thread: string, takedown: Takedown): Promise<void> {
  const session = sessionOf(ask);
  const [first, ...others] = await discussionsOf(session, place, thread);
  const isTarget = ({ comment }: Placed) => `gh-${comment.databaseId}` === takedown.id;
  let discussion = first;
  let comments = await commentsOf(session, first);
  for (const other of others) {
    if (comments.some(isTarget)) break;
    const there = await commentsOf(session, other);
    if (there.some(isTarget)) [discussion, comments] = [other, there];
  }
  const target = comments.find(isTarget);
  const isTold = comments.some(({ comment }) => {
    const marked = markedBy(comment, place.app);
    return marked && 'removal' in marked && marked.removal.id === takedown.id;
  });
  if (!isTold) {
    const body = markedRemoval(
      takedown,
      say('reply.removed', { date: longDay(takedown.day), reason: takedown.reason }),
    );
    const replyTo = (target?.top ?? target?.comment)?.id ?? null;
    await post(session, place, { discussion, replyTo, body });
    await toldOnce(session, place, discussion, takedown.id);
  }
  if (target && !target.comment.isMinimized) {
    await session.send('minimize', { id: target.comment.id }, (answer) => answer);
  }
}

/** Posts a comment; one that would not be known again as our App's is taken back. */
async function post(
  session: Session,
  { app }: Place,
  variables: { discussion: string; replyTo: string | null; body: string },
): Promise<void> {
  const { id, author } = await session.send(
    'post',
    variables,
    ({ addDiscussionComment }) => addDiscussionComment.comment,
  );
  if (isBy(app, author)) return;
  await session.send('retract', { id }, (answer) => answer).catch(ignoreMissing);
  const login = author?.login ?? 'nobody';
  throw new FetchError(
    `the App posts as "${login}", and not as "${app}": mend INBOX_APP_LOGIN, or inbox.app in src/site.ts`,
  );
}

/** Of comments that tell of the same take-down, all but the first are deleted. */
async function toldOnce(session: Session, { app }: Place, discussion: string, id: string): Promise<void> {
  const same = (await commentsOf(session, discussion))
    .map(({ comment }) => comment)
    .filter((comment) => {
      const marked = markedBy(comment, app);
      return marked && 'removal' in marked && marked.removal.id === id;
    })
    .sort((a, b) => a.databaseId - b.databaseId);
  for (const { id: each } of same.slice(1)) {
    await session.send('retract', { id: each }, (answer) => answer).catch(ignoreMissing);
  }
}

/** The comment that holds the case; when there are more than one, all but the first are deleted. */
async function postedOnce(
  session: Session,
  place: Place,
  discussion: string,
  number: string,
): Promise<Posted | undefined> {
  const same = (await commentsOf(session, discussion))
    .map(({ comment }) => comment)
    .filter((comment) => {
      const marked = markedBy(comment, place.app);
      return marked && 'reply' in marked && marked.reply.case === number;
    })
    .sort((a, b) => a.databaseId - b.databaseId);
  const [first, ...others] = same;
  for (const { id } of others) await session.send('retract', { id }, (answer) => answer).catch(ignoreMissing);
  return first && { id: `gh-${first.databaseId}`, node: first.id };
}

/** GitHub's ids of the Discussions of `thread`, oldest first: the first is where its replies are posted. */
async function discussionsOf(session: Session, place: Place, thread: string): Promise<[string, ...string[]]> {
  const { category, owner, name } = await findCategory(session, place);
  const all = await collect(
    (after) => session.send('markers', { owner, name, category, after }, ({ repository }) => repository.discussions),
    'discussions',
  );
  const [first, ...others] = all
    .filter(({ body }) => body.includes(markerOf(thread)))
    .sort((a, b) => a.number - b.number)
    .map(({ id }) => id);
  if (!first) throw new FetchError(`"${thread}" has no Discussion yet: run npm run replies:open`);
  return [first, ...others];
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof FetchError && error.isMissing)) throw error;
}
