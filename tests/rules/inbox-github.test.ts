import { validate } from '@octokit/graphql-schema';
import { expect, test } from 'vitest';
import { issueQueries } from '../../src/inbox/issue-queries.ts';
import { carryOutLabels, purge, withdraw } from '../../src/inbox/moderation.ts';
import { markdownOf } from '../../src/inbox/plain-text.ts';
import { queries } from '../../src/replies/github-queries.ts';
import { startWorld, thread, traces, waiting, words, type World } from '../github-inbox.ts';

test.each(Object.entries({ ...queries, ...issueQueries }))(
  'the query %s is one that GitHub’s published schema allows',
  (_, query) => {
    expect(validate(query)).toEqual([]);
  },
);

/** Nothing a resident wrote stands anywhere but in the first comment of the one private issue. */
function expectHidden({ issues, publicTexts }: World): void {
  const [issue, ...others] = issues();
  expect(others).toEqual([]);
  for (const trace of traces) {
    expect(publicTexts()).not.toContain(trace);
    expect([issue?.title, issue?.body, ...(issue?.formerTexts ?? [])].join('\n')).not.toContain(trace);
    expect(issue?.comments[0]?.body).toContain(trace);
    expect(
      issue?.comments
        .slice(1)
        .map(({ body }) => body)
        .join('\n'),
    ).not.toContain(trace);
  }
}

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
  expect(world.issues()).toMatchObject([{ state: 'CLOSED', comments: [] }]);
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
