import type { FakeComment, FakeDiscussion, FakeIssue, FakeRepository } from './state.ts';

/**
 * Every text that GitHub still has, in whatever place: titles, bodies, comments, labels, and what an issue said before
 * it was edited. A text that is not here is gone.
 */
export const textsIn = (repositories: readonly FakeRepository[]): string[] =>
  repositories.flatMap(({ labels = [], issues = [], categories, discussions }) => [
    ...labels,
    ...categories,
    ...issues.flatMap(textsOfIssue),
    ...discussions.flatMap(textsOfDiscussion),
  ]);

const textsOfIssue = ({ title, body, formerTexts, comments }: FakeIssue): string[] => [
  title,
  body,
  ...formerTexts,
  ...comments.map((comment) => comment.body),
];

const textsOfDiscussion = ({ title, body, comments }: FakeDiscussion): string[] => [
  title,
  body,
  ...comments.flatMap(textsOfComment),
];

const textsOfComment = ({ body, replies = [] }: FakeComment): string[] => [body, ...replies.flatMap(textsOfComment)];
