import { nextCommentId, nextNumber, now } from './numbers.ts';
import type { FakeActor, FakeIssue, FakeIssueComment, FakeRepository } from './state.ts';

/** A new issue, last in its repository. */
export function openIssue(
  repository: FakeRepository,
  { author, title, body, labels }: Pick<FakeIssue, 'author' | 'title' | 'body' | 'labels'>,
): FakeIssue {
  const createdAt = now();
  const issue: FakeIssue = {
    number: nextNumber(repository),
    title,
    body,
    formerTexts: [],
    state: 'OPEN',
    stateReason: null,
    author,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    lastEditedAt: null,
    labels: [...labels],
    comments: [],
  };
  (repository.issues ??= []).push(issue);
  return issue;
}

/** Gives an issue other words; the ones it had are kept. */
export function editIssue(
  issue: FakeIssue,
  { title = issue.title, body = issue.body }: { title?: string; body?: string },
) {
  if (title !== issue.title) issue.formerTexts.push(issue.title);
  if (body !== issue.body) {
    issue.formerTexts.push(issue.body);
    issue.lastEditedAt = now();
  }
  Object.assign(issue, { title, body, updatedAt: now() });
}

/** Closes or opens an issue; one that is so already is left as it is. */
export function turnIssue(issue: FakeIssue, state: FakeIssue['state'], reason: FakeIssue['stateReason'] = null): void {
  if (issue.state === state) return;
  const stateReason = reason ?? (state === 'CLOSED' ? 'COMPLETED' : 'REOPENED');
  Object.assign(issue, { state, stateReason, closedAt: state === 'CLOSED' ? now() : null, updatedAt: now() });
}

/** A new comment, last on an issue. */
export function commentOn(
  repository: FakeRepository,
  issue: FakeIssue,
  { author, body }: { author: FakeActor; body: string },
): FakeIssueComment {
  const comment = { databaseId: nextCommentId(repository), author, body, createdAt: now() };
  issue.comments.push(comment);
  issue.updatedAt = comment.createdAt;
  return comment;
}
