import { canRead, canWrite, type Caller } from './access.ts';
import { viewCategory, viewComment, viewDiscussion } from './discussion.ts';
import { forbidden, GitHubError } from './errors.ts';
import type { Finder } from './find.ts';
import { viewIssue, viewIssueComment, viewLabel } from './issue.ts';
import type { FakeRepository } from './state.ts';

/** What resolvers work on. */
export interface World {
  readonly caller: Caller;
  /** The repositories the caller can see. */
  readonly homes: readonly Home[];
}

/** A repository, and how to find things in it. */
export interface Home {
  readonly repository: FakeRepository;
  readonly find: Finder;
}

/**
 * What `look` finds in the first repository that has it.
 * @throws GitHubError `NOT_FOUND` when the caller can see none that has it
 */
export function locate<Found>({ homes }: World, id: string, look: (home: Home) => Found | undefined) {
  for (const home of homes) {
    const found = look(home);
    if (found !== undefined) return { ...home, found };
  }
  throw unresolved(id);
}

/**
 * The same, for something that is to be changed.
 * @throws GitHubError `FORBIDDEN` when the caller can see it, and may not change it
 */
export function locateToChange<Found>(
  world: World,
  id: string,
  permission: Subject,
  look: (home: Home) => Found | undefined,
) {
  const located = locate(world, id, look);
  if (!canWrite(world.caller, located.repository, permission)) throw forbidden();
  return located;
}

/** GraphQL's view of whatever has the id, except repositories themselves. */
export function locateNode(world: World, id: string): object {
  const { repository, found } = locate(world, id, (home) => subjectAndView(home, id));
  if (!canRead(world.caller, repository, found.subject)) throw forbidden();
  return found.view;
}

/** GitHub's error for an id that leads nowhere. */
export const unresolved = (id: string) =>
  new GitHubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);

/** What a right can be about. */
export type Subject = 'discussions' | 'issues';

function subjectAndView({ repository, find }: Home, id: string): { subject: Subject; view: object } | undefined {
  const category = find.category(id);
  if (category !== undefined) return { subject: 'discussions', view: viewCategory(repository, category) };
  const discussion = find.discussion(id);
  if (discussion) return { subject: 'discussions', view: viewDiscussion(repository, discussion) };
  const place = find.comment(id);
  if (place) return { subject: 'discussions', view: viewComment(repository, place) };
  const issue = find.issue(id);
  if (issue) return { subject: 'issues', view: viewIssue(repository, issue) };
  const remark = find.issueComment(id);
  if (remark) return { subject: 'issues', view: viewIssueComment(repository, remark.issue, remark.comment) };
  const label = find.label(id);
  return label === undefined ? undefined : { subject: 'issues', view: viewLabel(repository, label) };
}
