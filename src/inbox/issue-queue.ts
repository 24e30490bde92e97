import { z } from 'zod';
import { FetchError, type Ask } from '../github/transport.ts';
import { issueAnswers, issueQueries, type Issue } from './issue-queries.ts';
import { issueBody, issueTitle, readBody, readWords, wishIn, wordsComment } from './issue-text.ts';
import { emptied, QueueError, type Case, type Found, type Marked, type Queue } from './queue.ts';

/** Most pages of open issues that are read. */
const mostPages = 20;

/**
 * A queue of issues in the private repository `owner/name`. The issue says where the case is; what a person wrote stands
 * in its first comment only, since a comment can be deleted for good, where GitHub keeps former bodies.
 */
export function issueQueue(ask: Ask, repository: string): Queue {
  const [owner = '', name = ''] = repository.split('/');
  const send = async <Name extends keyof typeof issueQueries>(query: Name, variables: Record<string, unknown>) =>
    issueAnswers[query].parse(await ask(issueQueries[query], variables)) as z.output<(typeof issueAnswers)[Name]>;

  async function openIssues(): Promise<{ id: string; issues: readonly Issue[] }> {
    const issues: Issue[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const answer: z.output<typeof issueAnswers.open> = await send('open', { owner, name, after });
      issues.push(...answer.repository.issues.nodes);
      const { hasNextPage, endCursor } = answer.repository.issues.pageInfo;
      if (!hasNextPage) return { id: answer.repository.id, issues };
      after = endCursor;
    }
    throw new QueueError('the private repository has more open issues than can be read');
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
  async function empty({ id, comments }: Issue): Promise<void> {
    for (const comment of comments.nodes) {
      await send('uncomment', { id: comment.id }).catch((error: unknown) => {
        if (!(error instanceof FetchError && error.isMissing)) throw error;
      });
    }
    await send('close', { issue: id });
  }

  return {
    add: (item) =>
      guarded(async () => {
        const { id: repositoryId, issues } = await openIssues();
        const before = issues.find((issue) => caseIn(issue)?.id === item.id);
        const known = before && caseIn(before);
        if (before && known?.words) return { ref: refOf(before, known), item: known, isNew: false };
        // An issue without its comment is what a cut connection left: it is filled in, and no second one is made.
        const issue =
          before ??
          (await send('create', { repository: repositoryId, title: issueTitle(item), body: issueBody(item) }))
            .createIssue.issue;
        if (before) await send('update', { issue: issue.id, body: issueBody(item) });
        await send('comment', { issue: issue.id, body: wordsComment(item) });
        return { ref: refOf(issue, item), item, isNew: true };
      }),
    find: (ref) =>
      guarded(async () => {
        const found = await issueOf(ref);
        return found && { ref, item: found.item };
      }),
    open: () =>
      guarded(async () => {
        const found: Found[] = [];
        for (const issue of (await openIssues()).issues) {
          const item = caseIn(issue);
          if (!item) continue;
          // A crash came between the decision and the end of it.
          if (item.state !== 'waiting' && item.state !== 'approving') await empty(issue);
          else if (item.words) found.push({ ref: refOf(issue, item), item });
        }
        return found;
      }),
    count: () => guarded(async () => (await openIssues()).issues.filter((issue) => caseIn(issue)).length),
    move: (ref, from, next) =>
      guarded(async () => {
        const found = await issueOf(ref);
        if (!found || !from.includes(found.item.state)) return false;
        await send('update', { issue: found.issue.id, body: issueBody(next) });
        if (next.state !== 'waiting' && next.state !== 'approving') await empty(found.issue);
        return true;
      }),
    marked: () =>
      guarded(async () =>
        (await openIssues()).issues.flatMap((issue): Marked[] => {
          const item = caseIn(issue);
          const wish = item?.words && item.state === 'waiting' ? wishIn(issue, item) : undefined;
          return item && wish ? [{ ref: refOf(issue, item), item, wish }] : [];
        }),
      ),
    purge: (moment) =>
      guarded(async () => {
        const old = (await openIssues()).issues.flatMap((issue) => {
          const item = caseIn(issue);
          return item?.state === 'waiting' && Date.parse(item.received) < moment.getTime() ? [{ issue, item }] : [];
        });
        for (const { issue, item } of old) {
          await send('update', { issue: issue.id, body: issueBody(emptied(item, { state: 'withdrawn' })) });
          await empty(issue);
        }
        return old.length;
      }),
  };
}

const refOf = ({ number }: Pick<Issue, 'number'>, { id }: Case) => `${id}-${number}`;

/** The case an issue holds, with what was written when that is there; `undefined` for an issue of another kind. */
function caseIn(issue: Issue): Case | undefined {
  const item = readBody(issue.body);
  const words = issue.comments.nodes.map(({ body }) => readWords(body)).find((each) => each !== undefined);
  return item && { ...item, ...(words && { words }) };
}

/** Turns what GitHub says into a {@link QueueError}. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof QueueError) throw cause;
    const wait =
      cause instanceof FetchError && cause.wait !== undefined ? { retryAfter: Math.ceil(cause.wait / 1_000) } : {};
    const what = cause instanceof FetchError ? cause.message : 'GitHub answered otherwise than its schema promises';
    throw new QueueError(what, { cause, ...wait });
  }
}
