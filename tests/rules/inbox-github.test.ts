import { validate } from '@octokit/graphql-schema';
import { describe, expect, test } from 'vitest';
import { issueQueries } from '../../src/inbox/issue-queries.ts';
import { carryOutLabels, purge, reject, withdraw } from '../../src/inbox/moderation.ts';
import { markdownOf } from '../../src/inbox/plain-text.ts';
import {
  expectEmptied,
  expectHidden,
  startWorld,
  thread,
  traces,
  waiting,
  words,
  type World,
} from '../github-inbox.ts';

test.each(Object.entries(issueQueries))('the query %s is one that GitHub’s published schema allows', (_, query) => {
  expect(validate(query)).toEqual([]);
});

test('a reply waits in a private issue, is posted when the board says yes, and withdrawn leaves nothing', async () => {
  const world = await startWorld();
  const { queue, publisher } = world.open();

  const { ref, isNew } = await queue.add(waiting());
  expect([isNew, ref]).toEqual([true, '4tz9k2m7qxw1-1']);
  expectHidden(world);
  expect(world.issues()).toMatchObject([
    { number: 1, state: 'OPEN', labels: [], comments: [{ author: { type: 'Bot' } }] },
  ]);
  expect(await queue.open()).toEqual([{ ref, item: waiting() }]);
  expect(await queue.count()).toBe(1);

  expect(await carryOutLabels(queue, publisher)).toEqual([]);
  expectHidden(world);
  world.karen.label(1, 'godkend');
  expectHidden(world);

  expect(await carryOutLabels(queue, publisher)).toMatchObject([{ ref, outcome: 'approved' }]);
  expectEmptied(world.issues()[0]);
  expect(await queue.count()).toBe(0);
  const [posted, ...more] = world.posted();
  expect(more).toEqual([]);
  expect(posted?.body).toMatch(
    /^<!-- beboersvar \{.*\} -->\n\*\*Grethe Vognstrup\*\*, Opgang 7 \(Passer bedene\), skrevet her på siden:\n\nHusk/,
  );
  const { threads } = await world.fetched();
  const found = threads.find((each) => each.thread === thread)?.replies.filter(({ channel }) => channel === 'formular');
  expect(found).toEqual([
    {
      id: `gh-${posted?.databaseId}`,
      channel: 'formular',
      name: words.name,
      place: words.place,
      ties: words.ties,
      isBoard: false,
      created: waiting().received,
      state: 'shown',
      text: markdownOf(words.text),
      isMail: false,
      url: `https://github.com/beboerdebat/beboerdebat/discussions/1#discussioncomment-${posted?.databaseId}`,
    },
  ]);
  expect(await carryOutLabels(queue, publisher)).toEqual([]);

  expect(await withdraw(queue, publisher, ref)).toBe('withdrawn');
  for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
  expect(world.posted()).toEqual([]);
  expect((await queue.find(ref))?.item).toMatchObject({ state: 'withdrawn' });
  expect(
    (await world.fetched()).threads.flatMap(({ replies }) => replies).filter(({ channel }) => channel === 'formular'),
  ).toEqual([]);
});

/** Board members at work on issue 1. */
type Work = (world: World) => unknown;
const yes: Work = ({ karen }) => karen.label(1, 'godkend');
const no: Work = ({ karen }) => karen.label(1, 'afvis');
describe('an issue that is no case', () => {
  const data = { ...waiting(), words: undefined };
  test.each([
    ['of the board’s own', 'Hvem tager vagten?', 'Jeg kan tirsdag.'],
    ['with half a marker', '<!-- sag {"id":"4tz9k2m7qxw1" -->', 'Ord'],
    ['with a field too many', `<!-- sag ${JSON.stringify({ ...data, ip: '10.0.0.1' })} -->`, 'Ord'],
    ['with a number that is none', `<!-- sag ${JSON.stringify({ ...data, id: '../../etc' })} -->`, 'Ord'],
  ])('%s is left alone whatever its label', async (_, body, comment) => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    world.karen.open('Vagter', body);
    world.karen.comment(1, comment);
    world.karen.label(1, 'afvis');
    expect(await carryOutLabels(queue, publisher)).toEqual([]);
    expect(await purge(queue, new Date('2030-01-01'))).toBe(0);
    expect(await queue.count()).toBe(0);
    expect(world.issues()).toMatchObject([{ state: 'OPEN', body, comments: [{ body: comment }] }]);
  });

  test.each(['4tz9k2m7qxw1-2', '4tz9k2m7qxw1-999999999', 'aaaaaaaaaaaa-1', '4tz9k2m7qxw1', '../1', ''])(
    'a case is not found by "%s"',
    async (ref) => {
      const world = await startWorld();
      const { queue, publisher } = world.open();
      await queue.add(waiting());
      expect(await queue.find(ref)).toBeUndefined();
      expect(await withdraw(queue, publisher, ref)).toBe('gone');
      expectHidden(world);
    },
  );
});

describe('what has waited for 30 days', () => {
  const received = Date.parse(waiting().received);
  const daysLater = (days: number) => new Date(received + days * 86_400_000 + 1);

  test.each<[what: string, work: readonly Work[]]>([
    ['untouched', []],
    ['with both labels', [yes, no]],
    ['closed by hand', [({ karen }) => karen.close(1)]],
  ])('is purged, %s', async (_, work) => {
    const world = await startWorld();
    const { queue } = world.open();
    const { ref } = await queue.add(waiting());
    for (const each of work) each(world);
    expect(await purge(queue, daysLater(29))).toBe(0);
    expectHidden(world);
    expect(await purge(queue, daysLater(30))).toBe(1);
    for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
    expect((await queue.find(ref))?.item.state).toBe('withdrawn');
    expectEmptied(world.issues()[0]);
    expect(await purge(queue, daysLater(31))).toBe(0);
  });

  test('is purged among very many that are over', async () => {
    const world = await startWorld();
    const { queue } = world.open();
    const { ref } = await queue.add(waiting());
    await reject(queue, ref, 'Nej.');
    const [over] = world.issues();
    world.inbox.issues?.push(
      ...Array.from({ length: 1_100 }, (_, index) => ({
        ...(over ?? expect.fail()),
        number: index + 2,
        updatedAt: '2026-01-10T10:00:00Z',
      })),
    );
    await queue.add(waiting());
    expect(await purge(queue, daysLater(30))).toBe(1);
    expect(world.fake.requests.length, 'requests').toBeLessThan(40);
  });

  test('is purged without what came later', async () => {
    const world = await startWorld();
    const { queue } = world.open();
    await queue.add(waiting());
    await queue.add(waiting({ id: 'bbbbbbbbbbbb', received: daysLater(20).toISOString() }));
    expect(await purge(queue, daysLater(31))).toBe(1);
    expect((await queue.open()).map(({ item }) => item.id)).toEqual(['bbbbbbbbbbbb']);
  });
});

describe('the same reply sent again', () => {
  test('while it waits is one case', async () => {
    const world = await startWorld();
    const { queue } = world.open();
    const first = await queue.add(waiting());
    const again = await queue.add(waiting({ received: '2026-11-20T18:35:00.000Z' }));
    expect(again).toEqual({ ...first, isNew: false });
    expectHidden(world);
  });

  test('when it is shown is one reply, whatever the board says the second time', async () => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    for (const number of [1, 2]) {
      await queue.add(waiting());
      if (world.issues().length >= number) world.karen.label(number, 'godkend');
      await carryOutLabels(queue, publisher);
    }
    expect(world.posted()).toHaveLength(1);
  });

  test.each<[what: string, end: (world: World, ref: string) => Promise<unknown>]>([
    ['rejected', (world) => Promise.resolve(no(world))],
    ['withdrawn', (world, ref) => withdraw(world.open().queue, world.open().publisher, ref)],
  ])('after it was %s, even half, is a new case that waits for the board', async (_, end) => {
    for (const operation of ['none', 'deleteIssueComment', 'closeIssue']) {
      const world = await startWorld();
      const { queue, publisher } = world.open();
      const { ref } = await queue.add(waiting());
      world.fake.failOn(operation, 'unavailable', { times: Infinity });
      await end(world, ref).catch(() => undefined);
      await carryOutLabels(queue, publisher).catch(() => undefined);
      world.fake.recover();
      expect(await queue.add(waiting()), operation).toMatchObject({ isNew: true, item: { state: 'waiting', words } });
      await carryOutLabels(queue, publisher);
      expect(
        (await queue.open()).map(({ item }) => item),
        operation,
      ).toEqual([waiting()]);
      expect(world.posted()).toEqual([]);
    }
  });
});
