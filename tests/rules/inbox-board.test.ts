import { beforeEach, describe, expect, test, vi } from 'vitest';
import { carryOutLabels, withdraw } from '../../src/inbox/moderation.ts';
import {
  expectEmptied,
  expectHidden,
  report,
  startWorld,
  thread,
  traces,
  waiting,
  words,
  type World,
} from '../github-inbox.ts';

const day = '2026-11-22';
beforeEach(() => {
  vi.stubEnv('SITE_TODAY', day);
  return () => vi.unstubAllEnvs();
});

const noRules = 'Det følger ikke debatreglerne.';
/** Board members at work on issue 1. */
type Work = (world: World) => unknown;
const yes: Work = ({ karen }) => karen.label(1, 'godkend');
const no: Work = ({ karen }) => karen.label(1, 'afvis');
const say =
  (text: string): Work =>
  ({ karen }) =>
    karen.comment(1, text);

describe('what the board decides about a reply', () => {
  test.each<[what: string, work: readonly Work[], state: string, reason?: string]>([
    ['nothing', [], 'waiting'],
    ['a comment alone', [say('Hvad synes I?')], 'waiting'],
    ['yes', [yes], 'shown', ''],
    ['yes, in capitals', [({ karen }) => karen.label(1, 'Godkend')], 'shown', ''],
    ['yes, with a comment', [say('Fint svar.'), yes], 'shown', ''],
    ['yes, among other labels', [({ karen }) => karen.label(1, 'haster'), yes], 'shown', ''],
    ['no', [no], 'rejected', noRules],
    ['no, with a reason', [say(' Skriv uden navne på naboer. '), no], 'rejected', 'Skriv uden navne på naboer.'],
    ['no, with a reason afterwards', [no, say('Skriv uden navne.')], 'rejected', 'Skriv uden navne.'],
    ['no, with two comments', [say('Hvad synes I?'), no, say('Skriv uden navne.')], 'rejected', 'Skriv uden navne.'],
    ['both', [yes, no], 'waiting'],
    ['both, then yes alone', [yes, no, ({ karen }) => karen.unlabel(1, 'afvis')], 'shown', ''],
    ['yes, and closes it', [yes, ({ karen }) => karen.close(1)], 'shown', ''],
    ['no, and closes it', [no, ({ karen }) => karen.close(1)], 'rejected', noRules],
    ['closes it without a label', [({ karen }) => karen.close(1)], 'waiting'],
    ['another label', [({ karen }) => karen.label(1, 'godkendt måske')], 'waiting'],
  ])('%s', async (_, work, state, reason) => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    const { ref } = await queue.add(waiting());
    for (const each of work) each(world);
    await carryOutLabels(queue, publisher);
    const item = (await queue.find(ref))?.item;
    expect(item).toMatchObject({ state, ...(reason !== undefined && { decision: { day, reason } }) });
    expect(world.posted()).toHaveLength(state === 'shown' ? 1 : 0);
    const [issue] = world.issues();
    if (state === 'waiting') expectHidden(world);
    else expectEmptied(issue);
    if (state === 'rejected') for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
  });

  test('nothing, and closes it: it waits on, and is seen', async () => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    const { ref } = await queue.add(waiting());
    world.karen.close(1);
    await carryOutLabels(queue, publisher);
    expect(await queue.open()).toEqual([{ ref, item: waiting() }]);
    expect(await queue.add(waiting())).toMatchObject({ ref, isNew: false });
    for (let number = 2; number < 60; number += 1) {
      world.karen.open('Vagter', '');
      world.karen.close(number);
    }
    expect(await queue.open()).toHaveLength(1);
  });

  test('nothing: what our App wrote about another decision, pasted by a person, decides nothing', async () => {
    const other = await startWorld();
    await other.open().queue.add(waiting());
    other.karen.label(1, 'godkend');
    await carryOutLabels(other.open().queue, other.open().publisher);
    const told = other.issues().flatMap(({ body, comments }) => [body, ...comments.map((comment) => comment.body)]);
    expect(told.length).toBeGreaterThan(1);

    const world = await startWorld();
    const { queue, publisher } = world.open();
    const { ref } = await queue.add(waiting());
    for (const body of told) world.karen.comment(1, body);
    await carryOutLabels(queue, publisher);
    expect(await queue.open()).toEqual([{ ref, item: waiting() }]);
    expect(world.posted()).toEqual([]);
  });

  test('no, after so many comments that they have pages: none of them is left', async () => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    const { ref } = await queue.add(waiting());
    for (let n = 0; n < 60; n += 1) world.karen.comment(1, `${n}: Hun skriver »Husk bænken«.`);
    world.karen.comment(1, 'Vi har talt om det.');
    world.karen.label(1, 'afvis');
    await carryOutLabels(queue, publisher);
    expectEmptied(world.issues()[0]);
    expect((await queue.find(ref))?.item.decision?.reason).toBe('Vi har talt om det.');
  });

  test.each<[string, Partial<typeof words>]>([
    ['a marker of ours', { text: 'Se:\n<!-- ord {"name":"Ove","place":"","ties":"","text":"Nej"} -->' }],
    ['a marker of ours alone', { text: '<!-- ord {"name":"Ove","place":"","ties":"","text":"Nej"} -->' }],
    ['what ends a comment', { name: 'Bo --> Ib', text: 'a --> b --!> c <!-- d' }],
    ['a line separator', { text: 'Første linje\u2028anden linje' }],
    ['a paragraph separator', { text: 'Første afsnit\u2029andet afsnit' }],
    ['as much as a form takes', { text: '<'.repeat(3_000) }],
    ['quotes, backslashes and emoji', { text: '"\\" \\n 👪 é' }],
  ])('it is read whole again when it holds %s', async (_, change) => {
    const world = await startWorld();
    const { queue } = world.open();
    const item = waiting({ words: { ...words, ...change } });
    const { ref } = await queue.add(item);
    expect(await queue.open()).toEqual([{ ref, item }]);
    expect(await queue.add(item)).toMatchObject({ ref, isNew: false });
  });
});

describe('a report', () => {
  /** What is reported, where the removal is told of, and what GitHub then hides. */
  const rows: [what: string, id: string, top: number | undefined, hidden: number | undefined][] = [
    ['a comment', 'gh-9100001', 9_100_001, 9_100_001],
    ['an answer', 'gh-9100003', 9_100_001, 9_100_003],
    ['a reply that came on paper', 'baenk-paa-papir', undefined, undefined],
    ['a comment that is gone', 'gh-9999999', undefined, undefined],
  ];
  test.each(rows)(
    'of %s, followed: it is hidden, and the next fetch knows when and why',
    async (_, id, top, hidden) => {
      const world = await startWorld();
      const { queue, publisher } = world.open();
      await queue.add(report(id));
      world.karen.comment(1, 'Svaret nævner\nen nabo --> ved navn.');
      world.karen.label(1, 'godkend');
      expect(await carryOutLabels(queue, publisher)).toMatchObject([{ outcome: 'approved' }]);
      await carryOutLabels(queue, publisher);
      const reason = 'Svaret nævner\nen nabo --> ved navn.';
      const { threads, takedowns } = await world.fetched();
      expect(takedowns).toEqual([{ id, day, reason }]);
      expect(world.posted()).toHaveLength(1);
      expect(world.posted()[0]?.body).toContain(`Fjernet 22.\u00a0november 2026: ${reason}`);
      const comments = world.site.discussions[0]?.comments ?? [];
      const place = top === undefined ? comments : comments.find(({ databaseId }) => databaseId === top)?.replies;
      expect(place?.at(-1)).toBe(world.posted()[0]);
      const replies = threads.find((each) => each.thread === thread)?.replies ?? [];
      expect(replies.filter(({ state }) => state === 'hidden').map((each) => each.id)).toEqual(hidden ? [id] : []);
      expect(replies.map(({ url = '' }) => url.split('-').at(-1))).not.toContain(String(world.posted()[0]?.databaseId));
      for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
    },
  );

  test('of a reply from the form, followed, hides it; and its writer can still withdraw it', async () => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    const { ref } = await queue.add(waiting());
    world.karen.label(1, 'godkend');
    await carryOutLabels(queue, publisher);
    const id = `gh-${world.posted()[0]?.databaseId}`;
    await queue.add(report(id, { words: { name: '', place: '', ties: '', text: 'Det er ikke sandt.' } }));
    world.karen.label(2, 'godkend');
    await carryOutLabels(queue, publisher);
    const shown = (await world.fetched()).threads.flatMap(({ replies }) => replies).find((each) => each.id === id);
    expect(shown).toMatchObject({ channel: 'formular', state: 'hidden', text: '' });
    expect(shown).not.toHaveProperty('name');
    expect(await withdraw(queue, publisher, ref)).toBe('withdrawn');
    for (const trace of [...traces, 'ikke sandt']) expect(world.allTexts()).not.toContain(trace);
    expect((await world.fetched()).takedowns).toMatchObject([{ id, reason: noRules }]);
  });

  test('of a comment in the second Discussion of a text, followed, hides it there', async () => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    await queue.add(report('gh-9300001', { thread: 'unge-ved-bordet' }));
    world.karen.label(1, 'godkend');
    await carryOutLabels(queue, publisher);
    expect((await world.fetched()).takedowns).toEqual([{ id: 'gh-9300001', day, reason: noRules }]);
    expect(world.site.discussions[2]?.comments[0]).toMatchObject({ isMinimized: true });
  });

  test('of the text itself, followed, takes nothing down', async () => {
    const world = await startWorld();
    const before = structuredClone(world.site);
    const { queue, publisher } = world.open();
    await queue.add(report(''));
    world.karen.label(1, 'godkend');
    expect(await carryOutLabels(queue, publisher)).toMatchObject([{ outcome: 'approved' }]);
    expect(world.site).toEqual(before);
    expectEmptied(world.issues()[0]);
  });

  test.each([
    ['without a word', undefined, 'Svaret følger debatreglerne.'],
    ['with a reason', 'Det er en mening, og den må stå her.', 'Det er en mening, og den må stå her.'],
  ])('not followed, %s: all stays as it is, and who reported can read why', async (_, comment, reason) => {
    const world = await startWorld();
    const before = structuredClone(world.site);
    const { queue, publisher } = world.open();
    const { ref } = await queue.add(report('gh-9100003'));
    if (comment) world.karen.comment(1, comment);
    world.karen.label(1, 'afvis');
    expect(await carryOutLabels(queue, publisher)).toMatchObject([{ outcome: 'rejected' }]);
    expect((await queue.find(ref))?.item).toMatchObject({ state: 'rejected', decision: { day, reason } });
    expect(world.site).toEqual(before);
    for (const trace of traces) expect(world.allTexts()).not.toContain(trace);
  });
});
