import { viewComment, viewDiscussion } from './discussion.ts';
import { GitHubError } from './errors.ts';
import { unresolved, type World } from './find.ts';
import { idOf } from './ids.ts';
import type { FakeComment, FakeDiscussion } from './state.ts';

interface Input<Fields> {
  readonly input: Fields & { readonly clientMutationId?: string | null };
}

/** The root of every mutation; each changes the repository itself. Whether GitHub allows the viewer to is not asked. */
export const mutationsOf = ({ repository, viewer, find }: World) => ({
  createDiscussion({ input }: Input<{ repositoryId: string; categoryId: string; title: string; body: string }>) {
    if (input.repositoryId !== idOf.repository(repository)) throw unresolved(input.repositoryId);
    const category = find.category(input.categoryId) ?? missing(input.categoryId);
    const number = Math.max(0, ...repository.discussions.map((each) => each.number)) + 1;
    const { title, body } = input;
    const discussion: FakeDiscussion = {
      number,
      title,
      body,
      category,
      author: viewer,
      createdAt: now(),
      comments: [],
    };
    repository.discussions.push(discussion);
    return { ...echo(input), discussion: viewDiscussion(repository, discussion) };
  },

  /**
   * GitHub's page lets people answer an answer and puts theirs below the same comment; its API refuses, in these words
   * (github/accessibility-alt-text-bot#17).
   */
  addDiscussionComment({ input }: Input<{ discussionId: string; body: string; replyToId?: string | null }>) {
    const discussion = find.discussion(input.discussionId) ?? missing(input.discussionId);
    const comment = { databaseId: nextId(repository.discussions), author: viewer, body: input.body, createdAt: now() };
    if (input.replyToId == null) {
      discussion.comments.push(comment);
      return { ...echo(input), comment: viewComment(repository, { discussion, comment }) };
    }
    const place = find.comment(input.replyToId);
    if (place?.discussion !== discussion) throw unresolved(input.replyToId);
    if (place.parent) {
      throw new GitHubError('UNPROCESSABLE', 'Parent comment is already in a thread, cannot reply to it');
    }
    (place.comment.replies ??= []).push(comment);
    return { ...echo(input), comment: viewComment(repository, { discussion, comment, parent: place.comment }) };
  },

  /** A comment with answers stays as a stone without text, so that they have something to stand under. */
  deleteDiscussionComment({ input }: Input<{ id: string }>) {
    const place = find.comment(input.id) ?? missing(input.id);
    const { discussion, comment, parent } = place;
    if (comment.replies?.length) {
      comment.body = '';
      comment.deletedAt = now();
    } else {
      const siblings: FakeComment[] = parent?.replies ?? discussion.comments;
      siblings.splice(siblings.indexOf(comment), 1);
    }
    return { ...echo(input), comment: viewComment(repository, place) };
  },

  /** GitHub takes `OFF_TOPIC` and gives back `off-topic`. */
  minimizeComment({ input }: Input<{ subjectId: string; classifier: string }>) {
    const place = find.comment(input.subjectId) ?? missing(input.subjectId);
    place.comment.isMinimized = true;
    place.comment.minimizedReason = input.classifier.toLowerCase().replaceAll('_', '-');
    return { ...echo(input), minimizedComment: viewComment(repository, place) };
  },
});

function missing(id: string): never {
  throw unresolved(id);
}

const echo = ({ clientMutationId }: { clientMutationId?: string | null }) => ({
  clientMutationId: clientMutationId ?? null,
});

/** GitHub's moments have whole seconds. */
const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

function nextId(discussions: readonly FakeDiscussion[]): number {
  let highest = 0;
  for (const { comments } of discussions) {
    for (const top of comments) {
      for (const { databaseId } of [top, ...(top.replies ?? [])]) highest = Math.max(highest, databaseId);
    }
  }
  return highest + 1;
}
