import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { describe, expect, onTestFinished, test } from 'vitest';
import { asker } from '../../src/github/transport.ts';
import { carryOutLabels } from '../../src/inbox/moderation.ts';
import { snapshotOf, type Reply, type Snapshot } from '../../src/replies/model.ts';
import { renderReply } from '../../src/replies/render.ts';
import { parseSnapshot, readSnapshot } from '../../src/replies/snapshot.ts';
import { branchesOf } from '../../src/replies/thread.ts';
import { updateSnapshot } from '../../src/replies/update.ts';
import { place, report, startWorld, thread, waiting, words, type World } from '../github-inbox.ts';

describe('what is posted is read back as it was written', () => {
  const publish = async (world: World, change: Partial<typeof words>) => {
    const item = { ...waiting(), words: { ...words, ...change } };
    await world.open().publisher.publish(item);
    return item.words;
  };
  /** The words a reader sees of some Markdown. */
  const seen = (text: string) =>
    oneLine(parse(renderReply({ id: 'x', text, isMail: false }).replace(/<br>|<\/p>/g, '$& ')).text);
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

  test.each([
    '# Overskrift',
    '**Bo**',
    '_Bo_ og ~~Ib~~',
    '@karen-formand',
    'Bo @karen-formand #12',
    '#12',
    '<b>Bo</b>',
    'Bo --> Ib',
    '<!-- beboerfjernet {"id":"gh-9100001"} -->',
    '} -->',
    'Bo\\',
    'Bo*',
    '(Bo)',
    '`Bo`',
    '[Bo](https://eksempel.example)',
    '&amp; &copy;',
    '1. Bo',
    '- Bo',
    '> Bo',
    'Bo | Ib',
    'Åse Ørsted-Ærø d’Angelo',
    '"Bo" og \\"Ib\\"',
  ])('the name %s', async (name) => {
    const world = await startWorld();
    await publish(world, { name, place: name, ties: name });
    const [posted] = world.posted();
    const { threads, takedowns } = await world.fetched();
    const found = threads.flatMap(({ replies }) => replies).filter(({ channel }) => channel === 'formular');
    expect(found).toMatchObject([{ name, place: name, ties: name }]);
    expect(seen(found[0]?.text ?? '')).toBe(oneLine(words.text));
    expect(takedowns).toEqual([]);
    // Readers on GitHub see the name, too; nobody is called, and the marker ends where it should.
    const visible = posted?.body.replace(/^.*\n/, '') ?? '';
    expect(seen(visible)).toBe(`${name}, ${name} (${name}), skrevet her på siden: ${oneLine(words.text)}`);
    expect(visible).not.toMatch(/@karen|#1/);
    expect(posted?.body.split('\n')[0]?.match(/-->/g)).toHaveLength(1);
  });

  test.each([
    'a --> b',
    '<!-- beboersvar {"case":"x"} -->\n**Bestyrelsen**, skrevet her på siden:\n\nVi er enige.',
    '--> <script>alert(1)</script>',
    '# Ingen overskrift\n\n- intet punkt\n1. intet nummer\n> intet citat',
    '    ikke kode\n\n\tikke kode',
    'Hej @karen-formand, se #12 og @bestyrelsen/alle',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '[^1]: note\n\n[x]: https://eksempel.example',
    'Se https://eksempel.example/a_b*c*?d=1&e=2, tak.',
    '***\n---\n___',
    'Linje 1\nLinje 2\\\nLinje 3',
    'Første\u2028anden',
    '👩‍👩‍👧 é ﬁ',
    '&lt;b&gt; &amp;amp;',
  ])('the text %j', async (text) => {
    const world = await startWorld();
    await publish(world, { text });
    for (const change of [(same: string) => same, (same: string) => same.replaceAll('\n', '\r\n')]) {
      for (const comment of world.posted()) comment.body = change(comment.body);
      const { threads, takedowns } = await world.fetched();
      const found = threads.flatMap(({ replies }) => replies).filter(({ channel }) => channel === 'formular');
      expect(found).toMatchObject([{ name: words.name, isBoard: false }]);
      expect(seen(found[0]?.text ?? '')).toBe(oneLine(text));
      expect(takedowns).toEqual([]);
    }
    expect(world.posted()[0]?.body.replace(/^.*\n/, '')).not.toMatch(/(?<![\p{L}\p{N}])@[a-z]|#\d/u);
  });

  test('a reason for a take-down keeps its lines and its marks', async () => {
    const world = await startWorld();
    const decision = { day: '2026-11-22', reason: 'Nævner en nabo.\n\nSe --> reglerne.\u2028Tak.' };
    await world.open().publisher.remove({ thread, id: 'gh-9100003' }, decision);
    expect((await world.fetched()).takedowns).toEqual([{ id: 'gh-9100003', ...decision }]);
  });
});

describe('an answer', () => {
  test.each<[to: string, parent: string, under: number | undefined, thread?: string]>([
    ['the text', '', undefined],
    ['a comment', 'gh-9100001', 9_100_001],
    ['an answer, which GitHub takes no answers to', 'gh-9100002', 9_100_001],
    ['a comment that was deleted but for its answers', 'gh-9100004', 9_100_004],
    ['a reply that came on paper', 'baenk-paa-papir', undefined],
    ['a comment that is gone', 'gh-9999999', undefined],
    ['a comment in the second Discussion', 'gh-9300001', undefined, 'unge-ved-bordet'],
  ])('to %s stands where it belongs', async (_, parent, under, name = thread) => {
    const world = await startWorld();
    await world.open().publisher.publish({ ...waiting({ parent, thread: name }), words });
    const [posted] = world.posted();
    const discussion = world.site.discussions[name === thread ? 0 : 1];
    const top = discussion?.comments.find(({ databaseId }) => databaseId === under);
    expect((under === undefined ? discussion?.comments : top?.replies)?.at(-1)).toBe(posted);
    const { threads } = await world.fetched();
    const replies = threads.find((each) => each.thread === name)?.replies ?? [];
    const reply = replies.find(({ id }) => id === `gh-${posted?.databaseId}`);
    expect(reply?.parent).toBe(parent || undefined);
    const branch = branchesOf(replies).find(
      (each) => each.reply === reply || each.answers.some((answer) => answer.reply === reply),
    );
    expect(branch?.answers.find((answer) => answer.reply === reply)?.to?.id).toBe(
      parent === 'gh-9100002' ? parent : undefined,
    );
  });

  test('to a reply that was posted from the form stands under it', async () => {
    const world = await startWorld();
    const { publisher } = world.open();
    const first = (await publisher.publish({ ...waiting(), words })).split(' ')[0] ?? '';
    await publisher.publish({ ...waiting({ id: 'bbbbbbbbbbbb', parent: first }), words });
    const { threads } = await world.fetched();
    const replies = threads.flatMap((each) => each.replies).filter(({ channel }) => channel === 'formular');
    expect(replies.map(({ parent }) => parent)).toEqual([undefined, first]);
  });
});

describe('the snapshot', () => {
  /** A world with one reply from the form, one take-down, and the options of an update. */
  const prepared = async () => {
    const world = await startWorld();
    const { queue, publisher } = world.open();
    await queue.add(waiting());
    await queue.add(report('baenk-paa-papir'));
    world.karen.label(1, 'godkend');
    world.karen.label(2, 'godkend');
    await carryOutLabels(queue, publisher);
    const folder = await mkdtemp(join(tmpdir(), 'svar-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const options = {
      ask: asker({ url: world.fake.url, token: 'test-token' }, { tries: 1, timeout: 5_000, pause: 1, longestWait: 1 }),
      place,
      threads: [thread],
      file: join(folder, 'svar.json'),
      publicCopy: 'http://localhost:9/debat/svar.json',
      isDropAccepted: false,
      now: new Date('2026-11-22T12:00:00Z'),
    };
    return { world, options };
  };
  const formIn = ({ threads }: Snapshot) =>
    threads.flatMap(({ replies }) => replies).filter(({ channel }) => channel === 'formular');
  const down = [{ id: 'baenk-paa-papir', day: expect.any(String), reason: 'Det følger ikke debatreglerne.' }];

  test('keeps take-downs and replies from the form, also when GitHub cannot be asked', async () => {
    const { world, options } = await prepared();
    expect((await updateSnapshot(options)).outcome).toBe('fetched');
    const first = await readFile(options.file, 'utf8');
    world.fake.failAlways('unavailable');
    expect((await updateSnapshot(options)).outcome).toBe('kept');
    expect(await readFile(options.file, 'utf8')).toBe(first);
    const reading = await readSnapshot(options.file);
    expect(reading).toMatchObject({ snapshot: { takedowns: down } });
    expect('snapshot' in reading && formIn(reading.snapshot)).toMatchObject([{ name: words.name }]);
  });

  test('comes back whole from the public copy, without what the site keeps itself', async () => {
    const { world, options } = await prepared();
    await updateSnapshot(options);
    const reading = parseSnapshot(await readFile(options.file, 'utf8'));
    const snapshot = 'snapshot' in reading ? reading.snapshot : expect.fail();
    const own: Reply = {
      id: 'f-4tz9k2m7qxw2',
      channel: 'formular',
      name: 'Ove',
      created: '2026-11-21T09:00:00.000Z',
      state: 'shown',
      text: 'Fra siden selv',
      isBoard: false,
      isMail: false,
    };
    const threads = snapshot.threads.map((each) => ({ ...each, replies: [...each.replies, own] }));
    const copy = snapshotOf(snapshot.repository, threads, snapshot.fetchedAt, snapshot.takedowns);
    world.fake.failAlways('unavailable');
    await rm(options.file);
    const publicCopy = await serve(JSON.stringify(copy));
    expect((await updateSnapshot({ ...options, publicCopy })).outcome).toBe('restored');
    expect(await readSnapshot(options.file)).toEqual({ snapshot });
    expect(formIn(snapshot)).toMatchObject([{ id: expect.stringMatching(/^gh-\d+$/), name: words.name }]);
    expect(snapshot.takedowns).toEqual(down);
  });

  test('of before there were take-downs is read, and one with a take-down that is none is not', async () => {
    const { takedowns: _, ...old } = snapshotOf(place.repository, [], '2026-11-20T10:00:00.000Z');
    expect(parseSnapshot(JSON.stringify(old))).toMatchObject({ snapshot: { takedowns: [] } });
    expect(parseSnapshot(JSON.stringify({ ...old, takedowns: [{ id: 'gh-1' }] }))).toHaveProperty('broken');
  });
});

/** Serves a text on loopback until the test ends; gives its address. */
async function serve(text: string): Promise<string> {
  const server = createServer((_, response) => response.end(text));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address ? address.port : ''}/debat/svar.json`;
}
