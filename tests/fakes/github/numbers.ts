import type { FakeRepository } from './state.ts';

/** What was given out last, so that nothing gets the number of something deleted. */
const given = new WeakMap<FakeRepository, { thread: number; comment: number }>();

/** The number of a new Discussion or issue: GitHub counts both in one row. */
export function nextNumber(repository: FakeRepository): number {
  const numbers = [...repository.discussions, ...(repository.issues ?? [])].map(({ number }) => number);
  return giveOut(repository, 'thread', numbers);
}

/** The `databaseId` of a new comment, wherever it stands. */
export function nextCommentId(repository: FakeRepository): number {
  const comments = [
    ...repository.discussions.flatMap((discussion) => discussion.comments),
    ...(repository.issues ?? []).flatMap((issue) => issue.comments.map((comment) => ({ ...comment, replies: [] }))),
  ];
  const ids = comments.flatMap(({ databaseId, replies = [] }) => [
    databaseId,
    ...replies.map((each) => each.databaseId),
  ]);
  return giveOut(repository, 'comment', ids);
}

/** Now, as GitHub writes it: in whole seconds. */
export const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

function giveOut(repository: FakeRepository, kind: 'thread' | 'comment', taken: readonly number[]): number {
  const last = given.get(repository) ?? { thread: 0, comment: 0 };
  const next = taken.reduce((highest, each) => Math.max(highest, each), last[kind]) + 1;
  given.set(repository, { ...last, [kind]: next });
  return next;
}
