import { viewActor } from './actor.ts';
import { forbidden } from './errors.ts';
import { idOf } from './ids.ts';
import { checkComment, checkKnown, checkTexts, echo, type Input } from './inputs.ts';
import { commentOn, editIssue, openIssue, turnIssue } from './issue-changes.ts';
import { viewIssue, viewIssueComment } from './issue.ts';
import type { FakeIssue } from './state.ts';
import { locateToChange, unresolved, type Home, type World } from './world.ts';

interface Create {
  readonly repositoryId: string;
  readonly title: string;
  readonly body?: string | null;
  readonly labelIds?: readonly string[] | null;
}

interface Update {
  readonly id: string;
  readonly title?: string | null;
  readonly body?: string | null;
  readonly state?: FakeIssue['state'] | null;
  readonly labelIds?: readonly string[] | null;
}

interface Close {
  readonly issueId: string;
  readonly stateReason?: FakeIssue['stateReason'];
}

/** The mutations of issues; each changes the repository itself. */
export function issueMutationsOf(world: World) {
  const issueToChange = (id: string) => locateToChange(world, id, 'issues', ({ find }) => find.issue(id));
  const { actor } = world.caller;
  return {
    createIssue({ input }: Input<Create>) {
      checkKnown('createIssue', input, ['repositoryId', 'title', 'body', 'labelIds']);
      const home = locateToChange(world, input.repositoryId, 'issues', ({ repository }) =>
        idOf.repository(repository) === input.repositoryId ? repository : undefined,
      );
      checkTexts(input);
      const { title, body } = input;
      const labels = labelsOf(home, input.labelIds ?? []);
      const issue = openIssue(home.repository, { author: actor, title, body: body ?? '', labels });
      return { ...echo(input), issue: viewIssue(home.repository, issue) };
    },

    addComment({ input }: Input<{ readonly subjectId: string; readonly body: string }>) {
      const { repository, found: issue } = issueToChange(input.subjectId);
      checkComment(input.body);
      const comment = commentOn(repository, issue, { author: actor, body: input.body });
      const node = viewIssueComment(repository, issue, comment);
      return { ...echo(input), commentEdge: { cursor: '', node }, subject: viewIssue(repository, issue) };
    },

    updateIssue({ input }: Input<Update>) {
      checkKnown('updateIssue', input, ['id', 'title', 'body', 'state', 'labelIds']);
      const home = issueToChange(input.id);
      const { repository, found: issue } = home;
      checkTexts(input);
      if (input.labelIds) issue.labels = labelsOf(home, input.labelIds);
      editIssue(issue, { title: input.title ?? issue.title, body: input.body ?? issue.body });
      if (input.state) turnIssue(issue, input.state);
      return { ...echo(input), issue: viewIssue(repository, issue), actor: viewActor(actor) };
    },

    closeIssue({ input }: Input<Close>) {
      checkKnown('closeIssue', input, ['issueId', 'stateReason']);
      const { repository, found: issue } = issueToChange(input.issueId);
      turnIssue(issue, 'CLOSED', input.stateReason);
      return { ...echo(input), issue: viewIssue(repository, issue) };
    },

    /** Unlike an issue's former texts, a deleted comment's text is gone. */
    deleteIssueComment({ input }: Input<{ readonly id: string }>) {
      const { found } = locateToChange(world, input.id, 'issues', ({ find }) => find.issueComment(input.id));
      found.issue.comments.splice(found.issue.comments.indexOf(found.comment), 1);
      return echo(input);
    },

    /**
     * An administrator may; an app may not, whatever its rights (quickfeed/quickfeed#658). The words are those of other
     * refusals in public reports: of this one there is none that quotes them.
     */
    deleteIssue({ input }: Input<{ readonly issueId: string }>) {
      const { repository, found } = issueToChange(input.issueId);
      if (actor.type === 'Bot') throw forbidden();
      repository.issues?.splice(repository.issues.indexOf(found), 1);
      return echo(input);
    },
  };
}

const labelsOf = ({ find }: Home, ids: readonly string[]) =>
  ids.map((id) => {
    const name = find.label(id);
    if (name === undefined) throw unresolved(id);
    return name;
  });
