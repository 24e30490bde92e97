import type { GraphQLResolveInfo } from 'graphql';
import { viewActor } from './actor.ts';
import { connect, type PageArguments } from './connection.ts';
import { plain } from './discussion.ts';
import { idOf } from './ids.ts';
import type { FakeIssue, FakeIssueComment, FakeRepository } from './state.ts';

/** GraphQL's view of an issue. */
export function viewIssue(repository: FakeRepository, from: FakeIssue) {
  const resourcePath = `/${repository.owner}/${repository.name}/issues/${from.number}`;
  return {
    __typename: 'Issue',
    id: idOf.issue(repository, from.number),
    number: from.number,
    title: from.title,
    body: from.body,
    bodyText: () => plain(from.body),
    state: from.state,
    stateReason: from.stateReason,
    closed: from.state === 'CLOSED',
    locked: false,
    author: () => viewActor(from.author),
    createdAt: from.createdAt,
    publishedAt: from.createdAt,
    updatedAt: from.updatedAt,
    closedAt: from.closedAt,
    lastEditedAt: from.lastEditedAt,
    resourcePath,
    url: `https://github.com${resourcePath}`,
    labels: (asked: PageArguments, _: unknown, info: GraphQLResolveInfo) =>
      connectLabels(repository, from.labels, asked, info),
    comments: (asked: PageArguments & { orderBy?: unknown }, _: unknown, info: GraphQLResolveInfo) => {
      if (asked.orderBy) throw new Error('The fake GitHub does not know Issue.comments(orderBy) (tests/fakes/github/)');
      return connect(from.comments, asked, info, {
        keyOf: ({ databaseId }) => databaseId,
        nodeOf: (comment) => viewIssueComment(repository, from, comment),
      });
    },
  };
}

/** GraphQL's view of a comment on an issue. */
export function viewIssueComment(repository: FakeRepository, issue: FakeIssue, from: FakeIssueComment): object {
  const url = `https://github.com/${repository.owner}/${repository.name}/issues/${issue.number}`;
  return {
    __typename: 'IssueComment',
    id: idOf.issueComment(repository, from.databaseId),
    databaseId: from.databaseId,
    author: () => viewActor(from.author),
    body: from.body,
    bodyText: () => plain(from.body),
    createdAt: from.createdAt,
    publishedAt: from.createdAt,
    updatedAt: from.createdAt,
    lastEditedAt: null,
    isMinimized: false,
    minimizedReason: null,
    url: `${url}#issuecomment-${from.databaseId}`,
    issue: () => viewIssue(repository, issue),
  };
}

/** GraphQL's view of a label. */
export const viewLabel = (repository: FakeRepository, name: string) => ({
  __typename: 'Label',
  id: idOf.label(repository, name),
  name,
  color: 'ededed',
  description: null,
  isDefault: false,
});

/** A list of labels in the form all GitHub's lists have. */
export const connectLabels = (
  repository: FakeRepository,
  names: readonly string[],
  asked: PageArguments,
  info: GraphQLResolveInfo,
) =>
  connect([...names.entries()], asked, info, {
    keyOf: ([index]) => index,
    nodeOf: ([, name]) => viewLabel(repository, name),
  });
