import { describe, expect, test } from 'vitest';
import { approve, carryOutLabels, purge, withdraw } from '../../src/inbox/moderation.ts';
import { QueueError } from '../../src/inbox/queue.ts';
import type { Patience } from '../../src/github/transport.ts';
import type { Fault } from '../fakes/github/faults.ts';
import { report, startRelay, startWorld, traces, waiting, type Inbox, type World } from '../github-inbox.ts';

/** What is done in a row, and how the world looks when it is done. */
interface Story {
  readonly steps: readonly ((inbox: Inbox, world: World) => Promise<unknown> | void)[];
  check(world: World): Promise<void> | void;
}

const ref = '4tz9k2m7qxw1-1';
const add = ({ queue }: Inbox) => queue.add(waiting());
const addReport = ({ queue }: Inbox) => queue.add(report('gh-9100003'));
const carryOut = ({ queue, publisher }: Inbox) => carryOutLabels(queue, publisher);
const isClosed = { number: 1, state: 'CLOSED', comments: [] };
const expectGone = (world: World) => {
  for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
};

const stories: Readonly<Record<string, Story>> = {
  'approving a reply': {
    steps: [add, (_, { karen }) => karen.label(1, 'godkend'), carryOut, carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([isClosed]);
      expect(world.posted()).toMatchObject([{ body: expect.stringContaining('Husk bænken') }]);
      expect((await world.open().queue.find(ref))?.item).toMatchObject({ state: 'shown', posted: expect.any(String) });
    },
  },
  'withdrawing a reply that is shown': {
    steps: [
      add,
      (_, { karen }) => karen.label(1, 'godkend'),
      carryOut,
      ({ queue, publisher }) => withdraw(queue, publisher, ref),
      carryOut,
    ],
    async check(world) {
      expect(world.issues()).toMatchObject([isClosed]);
      expect(world.posted()).toEqual([]);
      expect((await world.open().queue.find(ref))?.item.state).toBe('withdrawn');
      expectGone(world);
    },
  },
  'rejecting a reply': {
    steps: [
      add,
      (_, { karen }) => {
        karen.comment(1, 'Husk bænken? Den er væk.');
        karen.label(1, 'afvis');
      },
      carryOut,
      carryOut,
    ],
    async check(world) {
      expect(world.issues()).toMatchObject([isClosed]);
      expect((await world.open().queue.find(ref))?.item).toMatchObject({
        state: 'rejected',
        decision: { reason: 'Husk bænken? Den er væk.' },
      });
      for (const trace of traces.filter((each) => each !== 'Husk bænken')) expect(world.allTexts()).not.toContain(trace);
    },
  },
  'following a report': {
    steps: [addReport, (_, { karen }) => karen.label(1, 'godkend'), carryOut, carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([isClosed]);
      expect(world.posted()).toHaveLength(1);
      expect((await world.fetched()).takedowns).toMatchObject([{ id: 'gh-9100003' }]);
      expect(world.site.discussions[0]?.comments[0]?.replies?.[1]).toMatchObject({ isMinimized: true });
      expectGone(world);
    },
  },
  'purging what is too old': {
    steps: [add, ({ queue }) => purge(queue, new Date('2027-01-01')), carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([isClosed]);
      expectGone(world);
    },
  },
};

/** Takes each step until it is done, through faults of every kind; gives how many there were. */
async function tell({ steps }: Story, world: World, patience: Partial<Patience> = {}): Promise<number> {
  const inbox = world.open({}, patience);
  let faults = 0;
  for (const step of steps) {
    for (let isDone = false; !isDone;) {
      try {
        await step(inbox, world);
        isDone = true;
      } catch (error) {
        if (!(error instanceof QueueError)) throw error;
        faults += 1;
        expect(faults, 'ends some time').toBeLessThan(20);
        expect(error.retryAfter).toBeGreaterThanOrEqual(1);
        expect(error.retryAfter).toBeLessThanOrEqual(3_600);
        expect(Number.isInteger(error.retryAfter)).toBe(true);
        for (const trace of traces) expect(error.message).not.toContain(trace);
        world.fake.recover();
      }
    }
  }
  return faults;
}

test.each(Object.entries(stories))(
  '%s: whichever request’s answer is lost, it is done once when it is tried again',
  async (_, story) => {
    let hits = 0;
    for (let before = 0, isOver = false; !isOver; before += 1) {
      const world = await startWorld();
      world.fake.failNext(...Array.from({ length: before }, (): Fault => 'none'), 'answer lost');
      hits += await tell(story, world);
      isOver = world.fake.requests.length <= before;
      world.fake.recover();
      await story.check(world);
    }
    // Questions are asked again at once; what changes something, and what asks for a token, is told as a fault.
    expect(hits).toBeGreaterThan(4);
  },
);

const operations: readonly (readonly [operation: string, story: string])[] = [
  ['access_tokens', 'approving a reply'],
  ['OpenIssues', 'approving a reply'],
  ['createIssue', 'approving a reply'],
  ['addComment', 'approving a reply'],
  ['OneIssue', 'approving a reply'],
  ['updateIssue', 'approving a reply'],
  ['Category', 'approving a reply'],
  ['Markers', 'approving a reply'],
  ['Comments', 'approving a reply'],
  ['addDiscussionComment', 'approving a reply'],
  ['deleteIssueComment', 'approving a reply'],
  ['closeIssue', 'approving a reply'],
  ['deleteDiscussionComment', 'withdrawing a reply that is shown'],
  ['minimizeComment', 'following a report'],
];
const kinds: readonly Fault[] = [
  'bad credentials',
  'forbidden',
  'secondary limit',
  'secondary limit, bare',
  'primary limit',
  'rate limited',
  'server error',
  'unavailable',
  'connection reset',
  'no answer',
  'half JSON',
  'nothing there',
];
describe.each(operations)('%s', (operation, name) => {
  test.each(kinds)('%s: nothing is lost or doubled, and it is done when GitHub is well again', async (fault) => {
    const story = stories[name] ?? expect.fail();
    const world = await startWorld();
    world.fake.failOn(operation, fault, { times: Infinity });
    const faults = await tell(story, world, fault === 'no answer' ? { timeout: 250 } : {});
    expect(faults).toBeGreaterThan(0);
    await story.check(world);
  });
});
