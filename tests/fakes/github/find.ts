import type { Place } from './discussion.ts';
import { idOf, lastNumber } from './ids.ts';
import type { FakeDiscussion, FakeIssue, FakeIssueComment, FakeRepository } from './state.ts';

/** Finds things in a repository by node id; each function gives `undefined` for an id that is not there. */
export interface Finder {
  discussion(id: string): FakeDiscussion | undefined;
  /** Name of the category. */
  category(id: string): string | undefined;
  comment(id: string): Place | undefined;
  issue(id: string): FakeIssue | undefined;
  issueComment(id: string): { readonly issue: FakeIssue; readonly comment: FakeIssueComment } | undefined;
  /** Name of the label. */
  label(id: string): string | undefined;
}

/**
 * A finder for a repository that tests change under it: what the index says is checked against the repository, and the
 * index is made anew when it is wrong. A fetch of thousands of comments thus makes it once.
 */
export function finderOf(repository: FakeRepository): Finder {
  let index = new Map<number, Place>();
  const issues = () => repository.issues ?? [];
  return {
    discussion: (id) => byNumber(repository.discussions, id, idOf.discussion),
    category: (id) => repository.categories.find((name) => idOf.category(repository, name) === id),
    comment(id) {
      const databaseId = lastNumber(id);
      if (databaseId === undefined || idOf.comment(repository, databaseId) !== id) return undefined;
      const known = index.get(databaseId);
      if (known && isThere(repository, known)) return known;
      index = indexOf(repository);
      return index.get(databaseId);
    },
    issue: (id) => byNumber(issues(), id, idOf.issue),
    issueComment: (id) =>
      issues()
        .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
        .filter(({ comment }) => comment.databaseId === lastNumber(id))
        .find(({ comment }) => idOf.issueComment(repository, comment.databaseId) === id),
    label: (id) => repository.labels?.find((name) => idOf.label(repository, name) === id),
  };

  function byNumber<Thread extends { number: number }>(
    threads: readonly Thread[],
    id: string,
    write: (repository: FakeRepository, number: number) => string,
  ): Thread | undefined {
    const found = threads.find(({ number }) => number === lastNumber(id));
    return found && write(repository, found.number) === id ? found : undefined;
  }
}

function indexOf(repository: FakeRepository): Map<number, Place> {
  const index = new Map<number, Place>();
  for (const discussion of repository.discussions) {
    for (const top of discussion.comments) {
      index.set(top.databaseId, { discussion, comment: top });
      for (const reply of top.replies ?? []) index.set(reply.databaseId, { discussion, comment: reply, parent: top });
    }
  }
  return index;
}

const isThere = (repository: FakeRepository, { discussion, comment, parent }: Place) =>
  repository.discussions.includes(discussion) &&
  discussion.comments.includes(parent ?? comment) &&
  (parent === undefined || (parent.replies ?? []).includes(comment));
