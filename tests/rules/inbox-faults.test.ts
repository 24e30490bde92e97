import { describe, expect, test } from 'vitest';
import { carryOutLabels, purge, withdraw } from '../../src/inbox/moderation.ts';
import { QueueError } from '../../src/inbox/queue.ts';
import type { Fault } from '../fakes/github/faults.ts';
import type { Calls } from '../fakes/github/schedule.ts';
import { expectEmptied, report, startWorld, traces, waiting, type Inbox, type World } from '../github-inbox.ts';

/** What is done in a row, and how the world looks when it is done. */
interface Story {
  readonly steps: readonly ((inbox: Inbox, world: World) => unknown)[];
  check(world: World): Promise<void>;
}

const ref = '4tz9k2m7qxw1-1';
const add = ({ queue }: Inbox) => queue.add(waiting());
const carryOut = ({ queue, publisher }: Inbox) => carryOutLabels(queue, publisher);
const sayYes = (_: Inbox, { karen }: World) => karen.label(1, 'godkend');
const caseOf = async (world: World) => (await world.open().queue.find(ref))?.item;
const expectAllEmptied = (world: World) => {
  expect(world.issues()).toHaveLength(1);
  expectEmptied(world.issues()[0]);
};
const expectGone = (world: World, gone = traces) => {
  for (const trace of gone) expect(world.allTexts()).not.toContain(trace);
};

const stories = {
  'withdrawing a reply that is shown': {
    steps: [
      add,
      sayYes,
      carryOut,
      carryOut,
      async (_, world) => {
        expect(world.posted()).toMatchObject([{ body: expect.stringContaining('Husk bænken') }]);
        expect(world.issues()).toHaveLength(1);
      },
      ({ queue, publisher }) => withdraw(queue, publisher, ref),
      carryOut,
    ],
    async check(world) {
      expectAllEmptied(world);
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
      expectAllEmptied(world);
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
      expectAllEmptied(world);
      expect(world.posted()).toHaveLength(1);
      expect((await world.fetched()).takedowns).toMatchObject([{ id: 'gh-9100003' }]);
      expect(world.site.discussions[0]?.comments[0]?.replies?.[1]).toMatchObject({ isMinimized: true });
      expectGone(world);
    },
  },
  'purging what is too old': {
    steps: [add, ({ queue }) => purge(queue, new Date('2027-01-01')), carryOut],
    async check(world) {
      expectAllEmptied(world);
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
        expect(refusals, 'it ends').toBeLessThan(100);
        expect(error.retryAfter).toBeGreaterThanOrEqual(1);
        expect(error.retryAfter).toBeLessThanOrEqual(3_600);
        expect(Number.isInteger(error.retryAfter)).toBe(true);
        for (const trace of traces) expect(error.message).not.toContain(trace);
      }
    }
  }
  return refusals;
}

/** What is asked of GitHub, in order, when all goes well. */
async function askedIn(story: Story): Promise<World['fake']['requests']> {
  const world = await startWorld();
  await tell(story, world, () => world.open());
  return world.fake.requests;
}

test.each(Object.entries<Story>(stories))(
  '%s: when the answer to any change is lost, and the process with it, another does it once',
  async (_, story) => {
    // A question whose answer is lost is asked again at once.
    const changes = [...(await askedIn(story)).entries()].filter(([, { query }]) => query.startsWith('mutation'));
    expect(changes.length).toBeGreaterThan(3);
    for (const [before] of changes) {
      const world = await startWorld();
      world.fake.failNext(...Array.from({ length: before }, (): Fault => 'none'), 'answer lost');
      expect(await tell(story, world, () => world.open())).toBe(1);
      await story.check(world);
    }
  },
);

const everything: Story = {
  steps: [
    ...stories['withdrawing a reply that is shown'].steps,
    ({ queue }) => queue.add(report('gh-9100003')),
    (_, { karen }) => karen.label(2, 'godkend'),
    carryOut,
    carryOut,
  ],
  async check(world) {
    expect(world.issues()).toHaveLength(2);
    world.issues().forEach((issue) => expectEmptied(issue));
    expect(await caseOf(world)).toMatchObject({ state: 'withdrawn' });
    expect(world.posted()).toHaveLength(1);
    expect((await world.fetched()).takedowns).toMatchObject([{ id: 'gh-9100003' }]);
    expect(world.site.discussions[0]?.comments[0]?.replies?.[1]).toMatchObject({ isMinimized: true });
    expectGone(world);
  },
};

test.each<Fault>([
  'bad credentials',
  'forbidden',
  'secondary limit',
  'secondary limit, bare',
  'primary limit',
  'rate limited',
  'server error',
  'connection reset',
  'answer lost',
  'no answer',
  'half JSON',
  'nothing there',
])(
  '%s, the first two times anything is asked: nothing is lost or doubled, and all is done in the end',
  async (fault) => {
    const names = new Set((await askedIn(everything)).map(({ operations: [name = ''] }) => name));
    expect(names.size).toBeGreaterThan(12);
    const world = await startWorld();
    // GitHub's REST tells of a limit by its status alone.
    if (fault === 'rate limited') names.delete('access_tokens');
    for (const name of names) world.fake.failOn(name, fault, { times: 2 });
    const tried = world.open({}, fault === 'no answer' ? { timeout: 250 } : {});
    const refusals = await tell(everything, world, () => tried);
    // What changes something has no part in its answer that could be left out.
    expect(refusals).toBeGreaterThanOrEqual(fault === 'nothing there' ? 4 : names.size);
    world.fake.recover();
    await everything.check(world);
  },
);

describe.each(['createIssue', 'ListIssues', 'access_tokens'])('the wait that is told when %s fails', (operation) => {
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

test.each<[operation: string, calls: Calls, item: ReturnType<typeof waiting>]>([
  ['addDiscussionComment', {}, waiting()],
  // The third look at the comments is the one after the reply was posted.
  ['Comments', { nth: 3, times: 2 }, waiting()],
  ['closeIssue', {}, waiting()],
  ['addDiscussionComment', {}, report('gh-9100003')],
  ['minimizeComment', {}, report('gh-9100003')],
])('what stands there already is not posted again, not even for a moment: %s %o', async (operation, calls, item) => {
  const world = await startWorld();
  const inbox = world.open();
  await inbox.queue.add(item);
  sayYes(inbox, world);
  world.fake.failOn(operation, 'answer lost', calls);
  await expect(carryOut(inbox)).rejects.toThrow(QueueError);
  expect(world.posted()).toHaveLength(1);
  await carryOut(inbox);
  expect(world.posted()).toHaveLength(1);
  const posts = world.fake.requests.filter(({ operations }) => operations.includes('addDiscussionComment'));
  expect(posts).toHaveLength(1);
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
