import { expect, test } from 'vitest';
import { approve, carryOutLabels, reject, withdraw } from '../../src/inbox/moderation.ts';
import { QueueError } from '../../src/inbox/queue.ts';
import { report, startRelay, startWorld, traces, waiting, type Inbox, type World } from '../github-inbox.ts';

/** Something one process does with a case that waits. */
type Act = (inbox: Inbox) => Promise<unknown>;

const ref = '4tz9k2m7qxw1-1';
const acts = {
  add: ({ queue }) => queue.add(waiting()),
  approve: ({ queue, publisher }) => approve(queue, publisher, ref, ''),
  reject: ({ queue }) => reject(queue, ref, 'Det følger ikke debatreglerne.'),
  withdraw: ({ queue, publisher }) => withdraw(queue, publisher, ref),
  'carry out the labels': ({ queue, publisher }) => carryOutLabels(queue, publisher),
} satisfies Record<string, Act>;

const expectOneReply = async (world: World) => {
  expect(world.posted()).toHaveLength(1);
  expect((await world.open().queue.find(ref))?.item).toMatchObject({ state: 'shown', posted: expect.any(String) });
};
const expectWithdrawn = async (world: World) => {
  expect(world.posted()).toEqual([]);
  expect((await world.open().queue.find(ref))?.item.state).toBe('withdrawn');
  for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
};
const expectOneDecision = async (world: World) => {
  const item = (await world.open().queue.find(ref))?.item;
  expect(['shown', 'rejected']).toContain(item?.state);
  expect(world.posted()).toHaveLength(item?.state === 'shown' ? 1 : 0);
};
const expectOneRemoval = async (world: World) => {
  expect(world.posted()).toHaveLength(1);
  expect((await world.fetched()).takedowns).toHaveLength(1);
};

const reply = ({ queue }: Inbox) => queue.add(waiting());
const labelled = async ({ queue }: Inbox, { karen }: World) => {
  await queue.add(waiting());
  karen.label(1, 'godkend');
};
const labelledReport = async ({ queue }: Inbox, { karen }: World) => {
  await queue.add(report('gh-9100003'));
  karen.label(1, 'godkend');
};

test.each<
  [
    held: keyof typeof acts,
    whole: keyof typeof acts,
    what: string,
    before: (inbox: Inbox, world: World) => Promise<unknown>,
    check: (world: World) => Promise<void>,
  ]
>([
  ['approve', 'approve', 'one reply', reply, expectOneReply],
  ['carry out the labels', 'carry out the labels', 'one reply', labelled, expectOneReply],
  ['carry out the labels', 'carry out the labels', 'one take-down', labelledReport, expectOneRemoval],
  ['withdraw', 'approve', 'no reply', reply, expectWithdrawn],
  ['approve', 'withdraw', 'no reply', reply, expectWithdrawn],
  ['withdraw', 'withdraw', 'no reply', reply, expectWithdrawn],
  ['reject', 'approve', 'one decision', reply, expectOneDecision],
  ['approve', 'reject', 'one decision', reply, expectOneDecision],
])(
  '%s, held up at any of its requests while another process does %s whole: %s',
  async (held, whole, _, before, check) => {
    let requests = 0;
    for (let at = 1; at <= requests + 1; at += 1) {
      const world = await startWorld();
      const relay = await startRelay(world.fake.baseUrl);
      await before(world.open(), world);
      const hold = relay.holdAt(at);
      const first = acts[held](world.open({ GITHUB_GRAPHQL_URL: `${relay.baseUrl}/graphql` })).catch(ignoreRefusal);
      await Promise.race([hold.reached, first]);
      await acts[whole](world.open()).catch(ignoreRefusal);
      hold.release();
      await first;
      await acts['carry out the labels'](world.open());
      await check(world);
      requests = Math.max(requests, Math.min(relay.sent.length, at));
      if (relay.sent.length < at) break;
    }
    expect(requests).toBeGreaterThan(3);
  },
);

test('five processes at once publish one reply', async () => {
  const world = await startWorld();
  await labelled(world.open(), world);
  await Promise.all(Array.from({ length: 5 }, () => acts['carry out the labels'](world.open()).catch(ignoreRefusal)));
  await acts['carry out the labels'](world.open());
  await expectOneReply(world);
});

test.each([
  ['the first of two senders', 0],
  ['the second', 1],
])('the same reply, taken in twice at the same moment, is one reply, and %s can take it back', async (_, which) => {
  let requests = 0;
  for (let at = 1; at <= requests + 1; at += 1) {
    const world = await startWorld();
    const relay = await startRelay(world.fake.baseUrl);
    const inbox = world.open();
    const hold = relay.holdAt(at);
    const first = acts.add(world.open({ GITHUB_GRAPHQL_URL: `${relay.baseUrl}/graphql` }));
    await Promise.race([hold.reached, first]);
    const second = await acts.add(inbox);
    hold.release();
    const refs = [(await first).ref, second.ref];
    requests = Math.max(requests, Math.min(relay.sent.length, at));
    // A board member decides about the one she sees first.
    const seen = world.issues().find(({ state }) => state === 'OPEN');
    if (seen) world.karen.label(seen.number, 'godkend');
    await acts['carry out the labels'](inbox);
    expect(world.posted()).toHaveLength(1);
    expect(await withdraw(inbox.queue, inbox.publisher, refs[which] ?? '')).toBe('withdrawn');
    expect(world.posted()).toEqual([]);
    expect(await inbox.queue.open()).toEqual([]);
  }
  expect(requests).toBeGreaterThan(2);
});

test('five senders at the same moment have one case', async () => {
  const world = await startWorld();
  const found = await Promise.all(Array.from({ length: 5 }, () => acts.add(world.open())));
  expect(new Set(found.map(({ ref: each }) => each)).size).toBe(1);
  expect(await world.open().queue.open()).toHaveLength(1);
});

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof QueueError)) throw error;
}
