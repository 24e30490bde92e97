import type { GraphQLResolveInfo } from 'graphql';
import { canRead } from './access.ts';
import { connect, type PageArguments } from './connection.ts';
import { forbidden, GitHubError } from './errors.ts';
import { connectLabels, viewIssue, viewLabel } from './issue.ts';
import type { FakeIssue, FakeRepository } from './state.ts';
import type { World } from './world.ts';

interface IssuesArguments extends PageArguments {
  readonly states?: readonly FakeIssue['state'][] | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: {
    readonly field: 'CREATED_AT' | 'UPDATED_AT' | 'COMMENTS';
    readonly direction: 'ASC' | 'DESC';
  } | null;
  readonly filterBy?: { readonly since?: string | null } | null;
}

/** The fields of a repository that are about its issues. */
export function issueFieldsOf({ caller }: World, repository: FakeRepository) {
  const issues = () => {
    if (!canRead(caller, repository, 'issues')) throw forbidden();
    return repository.issues ?? [];
  };
  return {
    hasIssuesEnabled: repository.issues !== undefined,

    issue({ number }: { number: number }) {
      const found = issues().find((each) => each.number === number);
      if (found) return viewIssue(repository, found);
      // In these words: cli/cli#157.
      throw new GitHubError('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`);
    },

    issues(asked: IssuesArguments, _: unknown, info: GraphQLResolveInfo) {
      const unknown = Object.entries(asked.filterBy ?? {})
        .filter(([name, value]) => name !== 'since' && value)
        .map(([name]) => name);
      if (unknown.length > 0) throw new Error(`The fake GitHub does not know issues(filterBy: ${unknown.join(', ')})`);
      const chosen = issues().filter((issue) => isChosen(issue, asked));
      return connect(inOrder(chosen, asked.orderBy), asked, info, {
        keyOf: ({ number }) => number,
        nodeOf: (issue) => viewIssue(repository, issue),
      });
    },

    label({ name }: { name: string }) {
      const found = repository.labels?.find((each) => isSame(each, name));
      return found === undefined ? null : viewLabel(repository, found);
    },

    labels: (asked: PageArguments, _: unknown, info: GraphQLResolveInfo) =>
      connectLabels(repository, repository.labels ?? [], asked, info),
  };
}

/** Of several labels one is enough, as far as anybody says; GitHub's documentation does not. */
const isChosen = (issue: FakeIssue, { states, labels, filterBy }: IssuesArguments) =>
  (!filterBy?.since || Date.parse(issue.updatedAt) >= Date.parse(filterBy.since)) &&
  (!states?.length || states.includes(issue.state)) &&
  (!labels?.length || labels.some((wanted) => issue.labels.some((name) => isSame(name, wanted))));

/** GitHub has no two labels that differ only in case. */
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Oldest first, unless something else is asked for. */
function inOrder(issues: readonly FakeIssue[], orderBy: IssuesArguments['orderBy']): FakeIssue[] {
  const sign = orderBy?.direction === 'DESC' ? -1 : 1;
  const keyOf = {
    CREATED_AT: ({ createdAt }: FakeIssue) => createdAt,
    UPDATED_AT: ({ updatedAt }: FakeIssue) => updatedAt,
    COMMENTS: ({ comments }: FakeIssue) => String(comments.length).padStart(9, '0'),
  }[orderBy?.field ?? 'CREATED_AT'];
  return issues.toSorted((a, b) => sign * (keyOf(a).localeCompare(keyOf(b)) || a.number - b.number));
}
