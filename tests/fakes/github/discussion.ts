import type { GraphQLResolveInfo } from 'graphql';
import { viewActor } from './actor.ts';
import { connect, type PageArguments } from './connection.ts';
import { idOf } from './ids.ts';
import type { FakeActor, FakeComment, FakeDiscussion, FakeRepository } from './state.ts';

const giscus: FakeActor = { type: 'Bot', login: 'giscus' };

/** GraphQL's view of a Discussion; a function is a field that is worked out only when a query asks for it. */
export function viewDiscussion(repository: FakeRepository, from: FakeDiscussion) {
  const resourcePath = `/${repository.owner}/${repository.name}/discussions/${from.number}`;
  return {
    __typename: 'Discussion',
    id: () => idOf.discussion(repository, from.number),
    number: from.number,
    title: from.title,
    body: from.body,
    bodyText: () => plain(from.body),
    resourcePath,
    url: `https://github.com${resourcePath}`,
    locked: from.locked ?? false,
    closed: from.closed ?? false,
    isAnswered: false,
    answer: null,
    author: () => viewActor(from.author === undefined ? giscus : from.author),
    createdAt: createdAt(from),
    updatedAt: () => updatedAt(from),
    category: () => viewCategory(repository, from.category),
    comments: (asked: PageArguments, _: unknown, info: GraphQLResolveInfo) =>
      connect(from.comments, asked, info, {
        keyOf: ({ databaseId }) => databaseId,
        nodeOf: (comment) => viewComment(repository, { discussion: from, comment }),
      }),
  };
}

/** A comment and where it stands: with a `parent` it is an answer to that one. */
export interface Place {
  readonly discussion: FakeDiscussion;
  readonly comment: FakeComment;
  readonly parent?: FakeComment;
}

/** GraphQL's view of a comment. Its `upvoteCount` is its author's own vote. */
export function viewComment(repository: FakeRepository, { discussion, comment: from, parent }: Place): object {
  const deletedAt = from.deletedAt ?? null;
  const body = deletedAt === null ? from.body : '';
  const isMinimized = from.isMinimized ?? false;
  return {
    __typename: 'DiscussionComment',
    id: () => idOf.comment(repository, from.databaseId),
    databaseId: from.databaseId,
    author: () => viewActor(from.author),
    authorAssociation: from.author?.login === repository.owner ? 'OWNER' : 'NONE',
    body,
    bodyText: () => plain(body),
    createdAt: from.createdAt,
    publishedAt: from.createdAt,
    updatedAt: deletedAt ?? from.lastEditedAt ?? from.createdAt,
    lastEditedAt: from.lastEditedAt ?? null,
    deletedAt,
    isMinimized,
    minimizedReason: isMinimized ? (from.minimizedReason ?? null) : null,
    isAnswer: false,
    createdViaEmail: from.createdViaEmail ?? false,
    upvoteCount: 1,
    url: () => `${viewDiscussion(repository, discussion).url}#discussioncomment-${from.databaseId}`,
    discussion: () => viewDiscussion(repository, discussion),
    replyTo: () => (parent ? viewComment(repository, { discussion, comment: parent }) : null),
    replies: (asked: PageArguments, _: unknown, info: GraphQLResolveInfo) => {
      const replies = from.replies ?? [];
      if (parent && replies.length > 0) {
        throw new Error(`Comment ${from.databaseId} is an answer and has answers: GitHub has no third level.`);
      }
      return connect(replies, asked, info, {
        keyOf: ({ databaseId }) => databaseId,
        nodeOf: (comment) => viewComment(repository, { discussion, comment, parent: from }),
      });
    },
  };
}

/** GraphQL's view of a Discussions category. */
export const viewCategory = (repository: FakeRepository, name: string) => ({
  __typename: 'DiscussionCategory',
  id: idOf.category(repository, name),
  name,
  slug: slugOf(name),
  description: null,
  emoji: ':speech_balloon:',
  isAnswerable: false,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
});

/** A category's name as it stands in GitHub's addresses. */
export const slugOf = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');

/** When a Discussion was opened: without a date of its own, its number is its hour of 2026. */
export const createdAt = ({ createdAt: given, number }: FakeDiscussion) =>
  given ?? new Date(Date.UTC(2026, 0, 1, number)).toISOString().replace('.000Z', 'Z');

/** When something was last written in a Discussion. That hiding counts is nowhere promised, so here it does not. */
export function updatedAt(discussion: FakeDiscussion): string {
  let latest = createdAt(discussion);
  for (const top of discussion.comments) {
    for (const each of [top, ...(top.replies ?? [])]) {
      for (const moment of [each.createdAt, each.lastEditedAt]) if (moment && moment > latest) latest = moment;
    }
  }
  return latest;
}

/** Near GitHub's `bodyText`: Markdown without its marks and without HTML. */
export const plain = (markdown: string) =>
  markdown
    .replace(/<!--.*?-->|<[^>]*>/gs, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6} |> ?|[-*+] |```.*$)|[*_`~]+/gm, '')
    .trim();
