import { z } from 'zod';

/** Comments of an issue that are read at once. */
export const commentsAPage = 100;

const issueFields = `id number body state
  labels(first: 20) { nodes { name } }
  comments(first: ${commentsAPage}) { nodes { id body author { __typename login } } }`;

/** Every query and mutation the private repository is asked; a test holds them to GitHub's published schema. */
export const issueQueries = {
  list: `query ListIssues($owner: String!, $name: String!, $states: [IssueState!], $since: DateTime!, $after: String) {
    repository(owner: $owner, name: $name) {
      id
      issues(first: 100, after: $after, states: $states, filterBy: { since: $since }, orderBy: { field: CREATED_AT, direction: ASC }) {
        totalCount pageInfo { hasNextPage endCursor } nodes { ${issueFields} }
      }
    }
  }`,
  one: `query OneIssue($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) { issue(number: $number) { ${issueFields} } }
  }`,
  create: `mutation CreateIssue($repository: ID!, $title: String!, $body: String!) {
    createIssue(input: { repositoryId: $repository, title: $title, body: $body }) { issue { id number } }
  }`,
  comment: `mutation AddComment($issue: ID!, $body: String!) {
    addComment(input: { subjectId: $issue, body: $body }) { commentEdge { node { id } } }
  }`,
  close: `mutation CloseIssue($issue: ID!) { closeIssue(input: { issueId: $issue }) { issue { id } } }`,
  uncomment: `mutation DeleteComment($id: ID!) { deleteIssueComment(input: { id: $id }) { clientMutationId } }`,
} as const;

const issue = z.object({
  id: z.string(),
  number: z.int(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
  comments: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        body: z.string(),
        author: z.object({ __typename: z.string(), login: z.string() }).nullable(),
      }),
    ),
  }),
});
/** An issue of the private repository, as far as it is used. */
export type Issue = z.output<typeof issue>;

const anything = z.looseObject({});
/** The form of every answer, as far as it is used. */
export const issueAnswers = {
  list: z.object({
    repository: z.object({
      id: z.string(),
      issues: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(issue),
      }),
    }),
  }),
  one: z.object({ repository: z.object({ issue: issue.nullable() }) }),
  create: z.object({ createIssue: z.object({ issue: z.object({ id: z.string(), number: z.int() }) }) }),
  comment: z.object({ addComment: z.object({ commentEdge: z.object({ node: z.object({ id: z.string() }) }) }) }),
  close: z.object({ closeIssue: anything }),
  uncomment: z.object({ deleteIssueComment: anything.nullable() }),
} as const;
