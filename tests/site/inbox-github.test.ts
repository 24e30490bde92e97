import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { say } from '../../src/texts.ts';
import type { Fault } from '../fakes/github/faults.ts';
import { meant, written } from '../inbox-forms.ts';
import { secret, startWorker, type Host, type Worker } from '../inbox-hosts.ts';
import type { Answer } from '../inbox-wire.ts';
import { expectAnswer } from '../inbox-rows.ts';

/** Something GitHub does to one of the requests a reply is stored with. */
interface Row {
  readonly at: 'ListIssues' | 'createIssue' | 'addComment';
  readonly fault: Fault;
  /** How often; once unless given. */
  readonly times?: number;
  /** Seconds its writer is asked to wait. */
  readonly wait?: string;
  /** Replies that are there afterwards, whatever its writer was told: none unless given. */
  readonly stored?: number;
}

const rows: readonly Row[] = [
  { at: 'ListIssues', fault: 'bad credentials', times: Infinity },
  { at: 'ListIssues', fault: 'forbidden' },
  { at: 'ListIssues', fault: 'primary limit', wait: 'the hour' },
  { at: 'ListIssues', fault: 'rate limited' },
  { at: 'ListIssues', fault: 'unavailable', times: Infinity },
  { at: 'ListIssues', fault: 'too many requests', times: Infinity, wait: '1' },
  { at: 'ListIssues', fault: 'foreign redirect' },
  { at: 'ListIssues', fault: 'nothing there' },
  { at: 'ListIssues', fault: 'endless pages', times: Infinity },
  { at: 'createIssue', fault: 'bad credentials', times: Infinity },
  { at: 'createIssue', fault: 'forbidden' },
  { at: 'createIssue', fault: 'server error' },
  { at: 'createIssue', fault: 'bad gateway' },
  { at: 'createIssue', fault: 'unavailable' },
  { at: 'createIssue', fault: 'HTML' },
  { at: 'createIssue', fault: 'primary limit', wait: 'the hour' },
  { at: 'createIssue', fault: 'secondary limit', wait: '1' },
  { at: 'createIssue', fault: 'secondary limit, bare', wait: '60' },
  { at: 'createIssue', fault: 'rate limited' },
  { at: 'createIssue', fault: 'connection reset' },
  { at: 'createIssue', fault: 'answer lost' },
  { at: 'createIssue', fault: 'half JSON' },
  { at: 'createIssue', fault: 'partial data' },
  { at: 'addComment', fault: 'bad credentials', times: Infinity },
  { at: 'addComment', fault: 'forbidden' },
  { at: 'addComment', fault: 'server error' },
  { at: 'addComment', fault: 'secondary limit', wait: '1' },
  { at: 'addComment', fault: 'connection reset' },
  { at: 'addComment', fault: 'answer lost', stored: 1 },
  { at: 'addComment', fault: 'truncated chunks', stored: 1 },
];

const down = { status: 503, says: say('refused.down'), keepsText: true } as const;

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

/** One worker for all tests of a block; GitHub is well again after each. */
function withWorker(): () => Worker {
  let worker: Worker;
  beforeAll(async () => {
    worker = await startWorker();
  });
  afterEach(async () => {
    worker.github.recover();
    await worker.clear();
  });
  afterAll(() => worker.close());
  return () => worker;
}

const sendReply = async (host: Host): Promise<Answer> => host.post('/svar/', await meant({}, secret));
const openIssues = (worker: Worker) => worker.issues().filter(({ state }) => state === 'OPEN');
/** Replies that have come as far as being read by the board. */
const wholeCases = (worker: Worker) => worker.waiting().filter(({ words }) => words);

/** Holds the queue to one reply: in one issue, in one comment. */
function expectOne(worker: Worker): void {
  expect(wholeCases(worker)).toMatchObject([{ words: written }]);
  expect(openIssues(worker).map(({ comments }) => comments.length)).toEqual([1]);
}

describe('a reply', () => {
  const worker = withWorker();
  test.each(rows)('$at: $fault: it comes back, and is one when it is sent again', async (row) => {
    const { at, fault, times = 1, wait, stored = 0 } = row;
    worker().github.failOn(at, fault, { times });
    const answer = await sendReply(worker());
    await expectAnswer(answer, down);
    const seconds = answer.headers['retry-after'];
    if (wait === 'the hour') expect(Number(seconds)).toBeGreaterThan(3_000);
    else expect(seconds).toBe(wait ?? '120');
    expect(wholeCases(worker())).toHaveLength(stored);
    worker().github.recover();
    await expectAnswer(await sendReply(worker()), { status: 303 });
    expectOne(worker());
  });

  test('a question that goes well the second time is not the writer’s business', async () => {
    worker().github.failOn('ListIssues', 'bad gateway');
    await expectAnswer(await sendReply(worker()), { status: 303 });
    expectOne(worker());
  });

  test('a token that GitHub has taken back is fetched anew', async () => {
    await sendReply(worker());
    await worker().clear();
    worker().expireTokens();
    await expectAnswer(await sendReply(worker()), { status: 303 });
    expectOne(worker());
  });
});

describe('no token', () => {
  const worker = withWorker();
  test.each<Fault>([
    'bad credentials',
    'forbidden',
    'secondary limit',
    'too many requests',
    'server error',
    'unavailable',
    'HTML',
    'half JSON',
    'connection reset',
    'foreign redirect',
  ])('%s: the reply comes back', async (fault) => {
    worker().github.failOn('access_tokens', fault, { times: Infinity });
    await expectAnswer(await sendReply(worker()), down);
    expect(worker().issues()).toEqual([]);
  });

  test('and when there is one again, it is taken in', async () => {
    await expectAnswer(await sendReply(worker()), { status: 303 });
    expectOne(worker());
  });
});

describe('a case', () => {
  const worker = withWorker();
  const caseDown = { status: 503, says: say('refused.down.case') } as const;

  test.each<[string, Fault]>([
    ['OneIssue', 'bad credentials'],
    ['OneIssue', 'forbidden'],
    ['OneIssue', 'primary limit'],
    ['OneIssue', 'nothing there'],
  ])('%s: %s: it can be looked at later', async (at, fault) => {
    const { headers } = await sendReply(worker());
    worker().github.failOn(at, fault, { times: Infinity });
    await expectAnswer(await worker().send('GET', headers.location ?? ''), caseDown);
    worker().github.recover();
    const page = { status: 200, says: say('case.title.sent') };
    await expectAnswer(await worker().send('GET', headers.location ?? ''), page);
  });

  test.each<[string, Fault]>([
    ['OneIssue', 'forbidden'],
    ['addComment', 'server error'],
    ['addComment', 'answer lost'],
    ['deleteIssueComment', 'server error'],
    ['deleteIssueComment', 'answer lost'],
    ['closeIssue', 'server error'],
    ['closeIssue', 'answer lost'],
  ])('%s: %s: who wrote it withdraws it by trying again, and nothing of it is left', async (at, fault) => {
    const { headers } = await sendReply(worker());
    const key = /noegle=([^&]*)/.exec(headers.location ?? '')?.[1];
    worker().github.failOn(at, fault);
    await expectAnswer(await worker().post('/svar/sag/', { noegle: key }), caseDown);
    worker().github.recover();
    await expectAnswer(await worker().post('/svar/sag/', { noegle: key }), { status: 303 });
    expect(worker().kept()).not.toMatch(/legepladsen|Åse|Blok 4/);
    await worker().runOnTime();
    expect(worker().waiting()).toEqual([]);
    const page = { status: 200, says: say('case.title.withdrawn') };
    await expectAnswer(await worker().send('GET', `/svar/sag/?noegle=${key}`), page);
  });
});
