import { viewCategory, viewComment, viewDiscussion, type Place } from './discussion.ts';
import { GitHubError } from './errors.ts';
import { idOf, lastNumber } from './ids.ts';
import type { FakeActor, FakeDiscussion, FakeRepository } from './state.ts';

/** What resolvers work on. */
export interface World {
  readonly repository: FakeRepository;
  readonly viewer: FakeActor;
  readonly find: Finder;
}

/** Finds things in a repository by node id; each function gives `undefined` for an id that is not there. */
export interface Finder {
  discussion(id: string): FakeDiscussion | undefined;
  /** Name of the category. */
  category(id: string): string | undefined;
  comment(id: string): Place | undefined;
  /** GraphQL's view of whatever in the repository has the id. */
  node(id: string): object | undefined;
}

/**
 * A finder for a repository that tests change under it: what the index says is checked against the repository, and the
 * index is made anew when it is wrong. A fetch of thousands of comments thus makes it once.
 */
export function finderOf(repository: FakeRepository): Finder {
  let index = new Map<number, Place>();

  function discussion(id: string) {
    const found = repository.discussions.find(({ number }) => number === lastNumber(id));
    return found && idOf.discussion(repository, found.number) === id ? found : undefined;
  }
  function category(id: string) {
    return repository.categories.find((name) => idOf.category(repository, name) === id);
  }
  function comment(id: string) {
    const databaseId = lastNumber(id);
    if (databaseId === undefined || idOf.comment(repository, databaseId) !== id) return undefined;
    const known = index.get(databaseId);
    if (known && isThere(repository, known)) return known;
    index = indexOf(repository);
    return index.get(databaseId);
  }
  function node(id: string) {
    const name = category(id);
    if (name !== undefined) return viewCategory(repository, name);
    const found = discussion(id);
    if (found) return viewDiscussion(repository, found);
    const place = comment(id);
    return place && viewComment(repository, place);
  }
  return { discussion, category, comment, node };
}

/** GitHub's error for an id that leads nowhere. */
export const unresolved = (id: string) =>
  new GitHubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);

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
