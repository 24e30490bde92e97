import { z } from 'zod';
import { FetchError, type Ask } from '../github/transport.ts';
import { guarded } from './github-errors.ts';
import { commentsAPage, issueAnswers, issueQueries, type Issue } from './issue-queries.ts';
import {
  issueBody,
  issueTitle,
  readBody,
  readStep,
  readWords,
  stepComment,
  wishIn,
  wordsComment,
} from './issue-text.ts';
import {
  emptied,
  fullQueue,
  isUnfinished,
  keptDays,
  QueueError,
  type Case,
  type Found,
  type Marked,
  type Queue,
} from './queue.ts';

/** Most pages of issues that are read. */
const mostPages = 200;

/** Days within which a closed issue may hold a case that is not over: longer than a case waits. */
const closedFor = keptDays + 1;

/**
 * A queue of issues in the private repository `owner/name`. What a person wrote stands in comments only, since a comment
 * can be deleted for good, where GitHub keeps former bodies. Each step of a case is a comment too: GitHub puts comments in
 * one order that all see, so of two steps at once the first counts, and the other knows that it came too late.
 */
export function issueQueue(ask: Ask, repository: string): Queue {
  const [owner = '', name = ''] = repository.split('/');
  const send = async <Name extends keyof typeof issueQueries>(query: Name, variables: Record<string, unknown>) =>
    issueAnswers[query].parse(await ask(issueQueries[query], variables)) as z.output<(typeof issueAnswers)[Name]>;

  /** Issues in one of `states`, changed at `since` or after it (RFC 3339), oldest first. */
  async function list(
    states: readonly Issue['state'][],
    since = '2000-01-01T00:00:00Z',
  ): Promise<{ id: string; issues: readonly Issue[] }> {
    const issues: Issue[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const answer: z.output<typeof issueAnswers.list> = await send('list', { owner, name, states, since, after });
      issues.push(...answer.repository.issues.nodes);
      const { hasNextPage, endCursor } = answer.repository.issues.pageInfo;
      if (!hasNextPage) return { id: answer.repository.id, issues };
      after = endCursor;
    }
    throw new QueueError('the private repository has more issues than can be read');
  }

  /** The repository's id, and its issues that hold a case: open ones, and those a person closed before the end of it. */
  async function current(): Promise<{ id: string; issues: readonly Issue[] }> {
    const { id, issues } = await list(['OPEN']);
    const since = new Date(Date.now() - closedFor * 86_400_000).toISOString();
    const closed = (await list(['CLOSED'], since)).issues.filter((issue) => {
      const item = caseIn(issue);
      return item && (isUnfinished(item) || (item.state === 'waiting' && item.words));
    });
    return { id, issues: [...issues.filter((issue) => caseIn(issue)), ...closed].sort((a, b) => a.number - b.number) };
  }

  async function issueOf(ref: string): Promise<{ issue: Issue; item: Case } | undefined> {
    const [, id, number] = /^([0-9a-z]{12})-(\d{1,9})$/.exec(ref) ?? [];
    if (!id) return undefined;
    try {
      const { issue } = (await send('one', { owner, name, number: Number(number) })).repository;
      const item = issue && caseIn(issue);
      return issue && item?.id === id ? { issue, item } : undefined;
    } catch (error) {
      // An unknown number is an error to GitHub; to us it is a case that is not there.
      if (error instanceof FetchError && error.isMissing) return undefined;
      throw error;
    }
  }

  /** Takes away what people wrote in an issue, and closes it. */
  async function empty({ id, number, comments }: Issue): Promise<void> {
    const own = comments.nodes.filter((each) => !stepIn(each));
    for (const comment of own) await send('uncomment', { id: comment.id }).catch(ignoreMissing);
    const next =
      comments.nodes.length < commentsAPage ? undefined : (await send('one', { owner, name, number })).repository.issue;
    if (next && own.length > 0) return empty(next);
    await send('close', { issue: id });
  }

  /** Of the same words written by several at once, only the first stay. */
  async function keepFirstWords(ref: string, own: string): Promise<void> {
    const comments = (await issueOf(ref))?.issue.comments.nodes ?? [];
    const first = comments.find(({ body }) => readWords(body));
    if (first && first.id !== own) await send('uncomment', { id: own }).catch(ignoreMissing);
  }

  /** The first of the issues of a case that is not over. */
  const standing = (issues: readonly Issue[], id: string) =>
    issues.find((issue) => {
      const item = caseIn(issue);
      return item?.id === id && (item.state === 'waiting' || item.state === 'shown' || isUnfinished(item));
    });

  return {
    add: (item, most = Infinity) =>
      guarded(async () => {
        const { id: home, issues } = await current();
        if (!standing(issues, item.id)) {
          if (issues.length >= most) throw fullQueue();
          await send('create', { repository: home, title: issueTitle(item), body: issueBody(item) });
        }
        // Two may have made one each: the first counts, and the others are closed.
        const waiting = (await current()).issues;
        const all = waiting.filter((issue) => caseIn(issue)?.id === item.id);
        const first = standing(all, item.id);
        if (!first) throw new QueueError('the case was decided in the meantime');
        for (const other of all) if (other !== first) await empty(other);
        const known = caseIn(first);
        if (known?.words) return { ref: refOf(first, known), item: known, isNew: false };
        if (waiting.indexOf(first) >= most) {
          await empty(first);
          throw fullQueue();
        }
        const { addComment } = await send('comment', { issue: first.id, body: wordsComment(item) });
        await keepFirstWords(refOf(first, item), addComment.commentEdge.node.id);
        return { ref: refOf(first, item), item: { ...item, ...known, words: item.words }, isNew: true };
      }),
    find: (ref) =>
      guarded(async () => {
        const found = await issueOf(ref);
        return found && { ref, item: found.item };
      }),
    open: () =>
      guarded(async () => {
        const found: Found[] = [];
        for (const issue of (await current()).issues) {
          const item = caseIn(issue);
          if (!item) continue;
          // A crash came between the decision and the end of it.
          if (item.state !== 'waiting' && !isUnfinished(item)) await empty(issue);
          else if (item.words || item.state === 'withdrawn') found.push({ ref: refOf(issue, item), item });
        }
        return found;
      }),
    count: () => guarded(async () => (await current()).issues.length),
    move: (ref, from, next) =>
      guarded(async () => {
        const before = await issueOf(ref);
        if (!before || !from.includes(before.item.state)) return false;
        const { addComment } = await send('comment', { issue: before.issue.id, body: stepComment(from, next) });
        const { id } = addComment.commentEdge.node;
        const after = await issueOf(ref);
        if (!after || !stepsTaken(after.issue).includes(id)) {
          await send('uncomment', { id }).catch(ignoreMissing);
          return false;
        }
        if (next.state !== 'waiting' && !isUnfinished(next)) await empty(after.issue);
        return true;
      }),
    marked: () =>
      guarded(async () =>
        (await current()).issues.flatMap((issue): Marked[] => {
          const item = caseIn(issue);
          const wish = item?.words && item.state === 'waiting' ? wishIn(issue, item) : undefined;
          return item && wish ? [{ ref: refOf(issue, item), item, wish }] : [];
        }),
      ),
    purge: (moment) =>
      guarded(async () => {
        // Closed ones too: a person may have closed what was never decided.
        const old = (await list(['OPEN', 'CLOSED'])).issues.flatMap((issue) => {
          const item = caseIn(issue);
          const isOld = item?.state === 'waiting' && Date.parse(item.received) <= moment.getTime();
          return isOld ? [{ issue, item }] : [];
        });
        for (const { issue, item } of old) {
          await send('comment', {
            issue: issue.id,
            body: stepComment(['waiting'], emptied(item, { state: 'withdrawn' })),
          });
          await empty(issue);
        }
        return old.length;
      }),
  };
}

const refOf = ({ number }: Pick<Issue, 'number'>, { id }: Case) => `${id}-${number}`;

type Comment = Issue['comments']['nodes'][number];

/** The step a comment of our App tells of. */
const stepIn = ({ author, body }: Comment) => (author?.__typename === 'Bot' ? readStep(body) : undefined);

/** Goes through an issue's steps in their order; a step from a state the case was not in came too late. */
function follow(issue: Issue): { item: Case; taken: readonly string[] } | undefined {
  let item = readBody(issue.body);
  const taken: string[] = [];
  for (const comment of issue.comments.nodes) {
    const step = item && stepIn(comment);
    if (!item || !step?.from.includes(item.state)) continue;
    item = step.next;
    taken.push(comment.id);
  }
  return item && { item, taken };
}

const stepsTaken = (issue: Issue): readonly string[] => follow(issue)?.taken ?? [];

/** The case an issue holds, with what was written when that is there; `undefined` for an issue of another kind. */
function caseIn(issue: Issue): Case | undefined {
  const item = follow(issue)?.item;
  const words = issue.comments.nodes.map(({ body }) => readWords(body)).find((each) => each !== undefined);
  return item && { ...item, ...(words && { words }) };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof FetchError && error.isMissing)) throw error;
}
