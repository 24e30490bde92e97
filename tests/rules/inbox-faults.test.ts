import { describe, expect, test } from 'vitest';
import { carryOutLabels, purge, withdraw } from '../../src/inbox/moderation.ts';
import { QueueError } from '../../src/inbox/queue.ts';
import type { Fault } from '../fakes/github/faults.ts';
import { report, startWorld, traces, waiting, type Inbox, type World } from '../github-inbox.ts';

/** What is done in a row, and how the world looks when it is done. */
interface Story {
  readonly steps: readonly ((inbox: Inbox, world: World) => unknown)[];
  check(world: World): Promise<void>;
}

const ref = '4tz9k2m7qxw1-1';
const add = ({ queue }: Inbox) => queue.add(waiting());
const carryOut = ({ queue, publisher }: Inbox) => carryOutLabels(queue, publisher);
const sayYes = (_: Inbox, { karen }: World) => karen.label(1, 'godkend');
const closed = { number: 1, state: 'CLOSED', comments: [] };
const caseOf = async (world: World) => (await world.open().queue.find(ref))?.item;
const expectGone = (world: World, gone = traces) => {
  for (const trace of gone) expect(world.allTexts()).not.toContain(trace);
};

const stories = {
  'approving a reply': {
    steps: [add, sayYes, carryOut, carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([closed]);
      expect(world.posted()).toMatchObject([{ body: expect.stringContaining('Husk bænken') }]);
      expect(await caseOf(world)).toMatchObject({ state: 'shown', posted: expect.any(String) });
    },
  },
  'withdrawing a reply that is shown': {
    steps: [add, sayYes, carryOut, ({ queue, publisher }) => withdraw(queue, publisher, ref), carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([closed]);
      expect(world.posted()).toEqual([]);
      expect(await caseOf(world)).toMatchObject({ state: 'withdrawn' });
      expectGone(world);
    },
  },
  'rejecting a reply': {
    steps: [
      add,
      (_, { karen }) => {
        karen.comment(1, 'Bænken er allerede malet.');
        karen.label(1, 'afvis');
      },
      carryOut,
      carryOut,
    ],
    async check(world) {
      expect(world.issues()).toMatchObject([closed]);
      expect(await caseOf(world)).toMatchObject({
        state: 'rejected',
        decision: { reason: 'Bænken er allerede malet.' },
      });
      expectGone(world);
    },
  },
  'following a report': {
    steps: [({ queue }) => queue.add(report('gh-9100003')), sayYes, carryOut, carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([closed]);
      expect(world.posted()).toHaveLength(1);
      expect((await world.fetched()).takedowns).toMatchObject([{ id: 'gh-9100003' }]);
      expect(world.site.discussions[0]?.comments[0]?.replies?.[1]).toMatchObject({ isMinimized: true });
      expectGone(world);
    },
  },
  'purging what is too old': {
    steps: [add, ({ queue }) => purge(queue, new Date('2027-01-01')), carryOut],
    async check(world) {
      expect(world.issues()).toMatchObject([closed]);
      expectGone(world);
    },
  },
} satisfies Record<string, Story>;

/** Takes each step until it is done, each time as `open` gives the inbox; gives how many times it could not be done. */
async function tell({ steps }: Story, world: World, open: () => Inbox): Promise<number> {
  let refusals = 0;
  for (const step of steps) {
    for (let isDone = false; !isDone;) {
      try {
        await step(open(), world);
        isDone = true;
      } catch (error) {
        if (!(error instanceof QueueError)) throw error;
        refusals += 1;
        expect(refusals, 'it ends').toBeLessThan(10);
        expect(error.retryAfter).toBeGreaterThanOrEqual(1);
        expect(error.retryAfter).toBeLessThanOrEqual(3_600);
        expect(Number.isInteger(error.retryAfter)).toBe(true);
        for (const trace of traces) expect(error.message).not.toContain(trace);
        world.fake.recover();
      }
    }
  }
  return refusals;
}

test.each(Object.entries<Story>(stories))(
  '%s: whichever request’s answer is lost, and the process with it, another does it once',
  async (_, story) => {
    let lost = 0;
    for (let before = 0, isOver = false; !isOver; before += 1) {
      const world = await startWorld();
      world.fake.failNext(...Array.from({ length: before }, (): Fault => 'none'), 'answer lost');
      lost += await tell(story, world, () => world.open());
      isOver = world.fake.requests.length <= before;
      world.fake.recover();
      await story.check(world);
    }
    // A question is asked again at once, and only what asks for a token or changes something is given up.
    expect(lost).toBeGreaterThan(4);
  },
);

const everywhere: readonly Fault[] = [
  'bad credentials',
  'forbidden',
  'secondary limit',
  'secondary limit, bare',
  'primary limit',
  'server error',
  'connection reset',
  'no answer',
  'half JSON',
];
const inQueries: readonly Fault[] = [...everywhere, 'rate limited', 'nothing there'];
const inChanges: readonly Fault[] = [...everywhere, 'rate limited'];
describe.each<[operation: string, story: keyof typeof stories, faults: readonly Fault[]]>([
  ['access_tokens', 'approving a reply', everywhere],
  ['OpenIssues', 'approving a reply', inQueries],
  ['createIssue', 'approving a reply', inChanges],
  ['addComment', 'approving a reply', inChanges],
  ['OneIssue', 'approving a reply', inQueries],
  ['updateIssue', 'approving a reply', inChanges],
  ['Category', 'approving a reply', inQueries],
  ['Markers', 'approving a reply', inQueries],
  ['Comments', 'approving a reply', inQueries],
  ['addDiscussionComment', 'approving a reply', inChanges],
  ['deleteIssueComment', 'approving a reply', inChanges],
  ['closeIssue', 'approving a reply', inChanges],
  ['deleteDiscussionComment', 'withdrawing a reply that is shown', inChanges],
  ['minimizeComment', 'following a report', inChanges],
])('%s', (operation, name, faults) => {
  test.each(faults)('%s: nothing is lost or doubled, and it is done once GitHub is well', async (fault) => {
    const world = await startWorld();
    const inbox = world.open({}, fault === 'no answer' ? { timeout: 250 } : {});
    world.fake.failOn(operation, fault, { times: Infinity });
    expect(await tell(stories[name], world, () => inbox)).toBeGreaterThan(0);
    await stories[name].check(world);
  });
});

describe.each(['createIssue', 'OpenIssues', 'access_tokens'])('the wait that is told when %s fails', (operation) => {
  test.each<[Fault, least: number, most: number]>([
    ['secondary limit', 1, 1],
    ['too many requests', 1, 1],
    ['secondary limit, bare', 60, 60],
    ['primary limit', 3_590, 3_600],
    ['unavailable', 120, 120],
    ['bad credentials', 120, 120],
  ])('after %s', async (fault, least, most) => {
    const world = await startWorld();
    world.fake.failOn(operation, fault, { times: Infinity });
    const refusal: unknown = await add(world.open()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(QueueError);
    const { retryAfter } = refusal instanceof QueueError ? refusal : expect.fail();
    expect(retryAfter).toBeGreaterThanOrEqual(least);
    expect(retryAfter).toBeLessThanOrEqual(most);
  });
});

describe('one case that cannot be published', () => {
  const stuck = waiting({ id: 'aaaaaaaaaaaa', thread: 'uden-diskussion' });

  test('does not hold up those that are decided after it', async () => {
    const world = await startWorld();
    const inbox = world.open();
    await inbox.queue.add(stuck);
    await inbox.queue.add(waiting());
    world.karen.label(1, 'godkend');
    world.karen.label(2, 'godkend');
    await carryOut(inbox).catch(expectRefusal);
    expect(world.posted()).toHaveLength(1);
    expect((await inbox.queue.open()).map(({ item }) => item.id)).toEqual([stuck.id]);
  });

  test('does not hold up those a crash left half done', async () => {
    const world = await startWorld();
    const inbox = world.open();
    await inbox.queue.add(stuck);
    world.karen.label(1, 'godkend');
    await carryOut(inbox).catch(expectRefusal);
    await inbox.queue.add(waiting());
    world.karen.label(2, 'godkend');
    world.fake.failOn('addDiscussionComment', 'unavailable');
    await carryOut(inbox).catch(expectRefusal);
    await carryOut(inbox).catch(expectRefusal);
    expect(world.posted()).toHaveLength(1);
  });

  test('is told, and published when its thread has been opened', async () => {
    const world = await startWorld();
    const inbox = world.open();
    await inbox.queue.add(waiting({ thread: 'ny-diskussion' }));
    world.karen.label(1, 'godkend');
    await expect(carryOut(inbox)).rejects.toThrow('"ny-diskussion" has no Discussion yet: run npm run replies:open');
    // SHA-1 of the thread's name, as giscus writes it.
    const [first] = world.site.discussions;
    Object.assign(first ?? {}, { body: '<!-- sha1: 5b01773d842485be637e2d81c68bd6f89bfbdda5 -->' });
    await carryOut(inbox);
    expect(world.posted()).toHaveLength(1);
  });
});

const expectRefusal = (error: unknown) => expect(error).toBeInstanceOf(QueueError);
