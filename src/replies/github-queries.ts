import { z } from 'zod';

const threadsAPage = 25;
const commentsAPage = 50;
const repliesAPage = 20;

const commentFields = `id databaseId url body createdAt lastEditedAt deletedAt isMinimized minimizedReason createdViaEmail
  author { __typename login }`;
const repliesFields = `replies(first: ${repliesAPage}) { totalCount pageInfo { hasNextPage endCursor } nodes { ${commentFields} } }`;
const commentsFields = `totalCount pageInfo { hasNextPage endCursor } nodes { ${commentFields} ${repliesFields} }`;

/** Every query and mutation this project sends; a test holds them to GitHub's published schema. */
export const queries = {
  category: `query Category($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { id discussionCategories(first: 25) { nodes { id name } } }
    rateLimit { cost remaining resetAt }
  }`,
  threads: `query Threads($owner: String!, $name: String!, $category: ID!, $after: String) {
    repository(owner: $owner, name: $name) {
      discussions(first: ${threadsAPage}, after: $after, categoryId: $category, orderBy: { field: CREATED_AT, direction: ASC }) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id number url locked closed body comments(first: ${commentsAPage}) { ${commentsFields} } }
      }
    }
    rateLimit { cost remaining resetAt }
  }`,
  comments: `query Comments($id: ID!, $after: String) {
    node(id: $id) { ... on Discussion { comments(first: ${commentsAPage}, after: $after) { ${commentsFields} } } }
    rateLimit { cost remaining resetAt }
  }`,
  replies: `query Replies($id: ID!, $after: String) {
    node(id: $id) { ... on DiscussionComment {
      replies(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { ${commentFields} } }
    } }
    rateLimit { cost remaining resetAt }
  }`,
  markers: `query Markers($owner: String!, $name: String!, $category: ID!, $after: String) {
    repository(owner: $owner, name: $name) {
      discussions(first: 100, after: $after, categoryId: $category, orderBy: { field: CREATED_AT, direction: ASC }) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id number body }
      }
    }
    rateLimit { cost remaining resetAt }
  }`,
  create: `mutation Create($repository: ID!, $category: ID!, $title: String!, $body: String!) {
    createDiscussion(input: { repositoryId: $repository, categoryId: $category, title: $title, body: $body }) {
      discussion { number }
    }
  }`,
  post: `mutation Post($discussion: ID!, $replyTo: ID, $body: String!) {
    addDiscussionComment(input: { discussionId: $discussion, replyToId: $replyTo, body: $body }) {
      comment { id author { __typename login } }
    }
  }`,
  retract: `mutation Retract($id: ID!) { deleteDiscussionComment(input: { id: $id }) { clientMutationId } }`,
  minimize: `mutation Minimize($id: ID!) {
    minimizeComment(input: { subjectId: $id, classifier: ABUSE }) { clientMutationId }
  }`,
} as const;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const connection = <Node extends z.ZodType>(node: Node) =>
  z.object({ totalCount: z.int(), pageInfo, nodes: z.array(node) });
const comment = z.object({
  id: z.string(),
  databaseId: z.int(),
  url: z.string(),
  body: z.string(),
  createdAt: z.string(),
  lastEditedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
  isMinimized: z.boolean(),
  minimizedReason: z.string().nullable(),
  createdViaEmail: z.boolean(),
  author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
});
const commentWithReplies = comment.extend({ replies: connection(comment) });
const discussion = z.object({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  locked: z.boolean(),
  closed: z.boolean(),
  body: z.string(),
  comments: connection(commentWithReplies),
});
const rateLimit = z.object({ cost: z.int() });
/** The form of every answer, as far as it is used. */
export const answers = {
  category: z.object({
    repository: z.object({
      id: z.string(),
      discussionCategories: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
    }),
    rateLimit,
  }),
  threads: z.object({ repository: z.object({ discussions: connection(discussion) }), rateLimit }),
  comments: z.object({ node: z.object({ comments: connection(commentWithReplies) }), rateLimit }),
  replies: z.object({ node: z.object({ replies: connection(comment) }), rateLimit }),
  markers: z.object({
    repository: z.object({ discussions: connection(z.object({ id: z.string(), number: z.int(), body: z.string() })) }),
    rateLimit,
  }),
  post: z.object({
    addDiscussionComment: z.object({
      comment: z.object({ id: z.string(), author: z.object({ __typename: z.string(), login: z.string() }).nullable() }),
    }),
  }),
  retract: z.object({ deleteDiscussionComment: z.object({ clientMutationId: z.null() }).nullable() }),
  minimize: z.object({ minimizeComment: z.object({ clientMutationId: z.null() }).nullable() }),
  create: z.object({ createDiscussion: z.object({ discussion: z.object({ number: z.int() }) }) }),
};
/** A comment, or an answer to one. */
export type Comment = z.output<typeof comment>;
/** One page of a list. */
export type Connection<Node> = { totalCount: number; pageInfo: z.output<typeof pageInfo>; nodes: Node[] };
/** A thread with its first page of comments. */
export type Discussion = z.output<typeof discussion>;
