import { viewComment, viewDiscussion } from './discussion.ts';
import { GitHubError } from './errors.ts';
import { idOf } from './ids.ts';
import { checkComment, checkTexts, echo, type Input } from './inputs.ts';
import { nextCommentId, nextNumber, now } from './numbers.ts';
import type { FakeComment, FakeDiscussion } from './state.ts';
import { locateToChange, unresolved, type World } from './world.ts';

/** The mutations of Discussions; each changes the repository itself. */
export function mutationsOf(world: World) {
  const commentToChange = (id: string) => locateToChange(world, id, 'discussions', ({ find }) => find.comment(id));
  const author = world.caller.actor;
  return {
    createDiscussion({ input }: Input<{ repositoryId: string; categoryId: string; title: string; body: string }>) {
      const { repository, find } = locateToChange(world, input.repositoryId, 'discussions', (home) =>
        idOf.repository(home.repository) === input.repositoryId ? home.repository : undefined,
      );
      const category = find.category(input.categoryId);
      if (category === undefined) throw unresolved(input.categoryId);
      checkTexts(input);
      const { title, body } = input;
      const discussion: FakeDiscussion = {
        number: nextNumber(repository),
        title,
        body,
        category,
        author,
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
      const { repository, find, found } = locateToChange(world, input.discussionId, 'discussions', (home) =>
        home.find.discussion(input.discussionId),
      );
      const place = input.replyToId == null ? undefined : find.comment(input.replyToId);
      if (input.replyToId != null && place?.discussion !== found) throw unresolved(input.replyToId);
      if (place?.parent) {
        throw new GitHubError('UNPROCESSABLE', 'Parent comment is already in a thread, cannot reply to it');
      }
      checkComment(input.body);
      const comment = { databaseId: nextCommentId(repository), author, body: input.body, createdAt: now() };
      (place ? (place.comment.replies ??= []) : found.comments).push(comment);
      const parent = place && { parent: place.comment };
      return { ...echo(input), comment: viewComment(repository, { discussion: found, comment, ...parent }) };
    },

    /** A comment with answers stays as a stone without text, so that they have something to stand under. */
    deleteDiscussionComment({ input }: Input<{ id: string }>) {
      const { repository, found: place } = commentToChange(input.id);
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
      const { repository, found: place } = commentToChange(input.subjectId);
      place.comment.isMinimized = true;
      place.comment.minimizedReason = input.classifier.toLowerCase().replaceAll('_', '-');
      return { ...echo(input), minimizedComment: viewComment(repository, place) };
    },
  };
}
