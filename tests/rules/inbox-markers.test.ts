import { describe, expect, test } from 'vitest';
import { asker } from '../../src/github/transport.ts';
import { fetchThreads } from '../../src/replies/github.ts';
import { readSettings } from '../../src/replies/settings.ts';
import type { FakeComment } from '../fakes/github/state.ts';
import { place, slug, startWorld, thread, type World } from '../github-inbox.ts';

const app = { type: 'Bot', login: slug } as const;
const karen = { type: 'User', login: 'karen-opgang-4' } as const;
const marker =
  '<!-- beboersvar {"case":"4tz9k2m7qxw1","name":"Grethe Vognstrup","ties":"Passer bedene","created":"2026-11-20T18:30:00.000Z"} -->';
const body = `${marker}\n**Grethe Vognstrup** (Passer bedene), skrevet her på siden:\n\nHusk bænken.`;
const removal = '<!-- beboerfjernet {"id":"gh-9100001","day":"2026-11-21","reason":"Nævner en nabo."} -->\nFjernet.';
const write = ({ site }: World, comment: Partial<FakeComment>) =>
  site.discussions[0]?.comments.push({
    databaseId: 9_500_000,
    author: app,
    body,
    createdAt: '2026-11-21T09:00:00Z',
    ...comment,
  });
/** The reply such a comment becomes; `undefined` when it becomes none. */
const readBack = async (world: World, comment: Partial<FakeComment>, login?: string | null) => {
  write(world, comment);
  const { threads, takedowns } = await world.fetched(login);
  return { reply: threads.flatMap(({ replies }) => replies).find(({ id }) => id === 'gh-9500000'), takedowns };
};

describe('a marker is believed', () => {
  const whole = {
    channel: 'formular',
    name: 'Grethe Vognstrup',
    ties: 'Passer bedene',
    created: '2026-11-20T18:30:00.000Z',
    text: 'Husk bænken.',
    isBoard: false,
  };
  test.each<[what: string, comment: Partial<FakeComment>, expected?: object]>([
    ['from our App', {}],
    ['from our App as REST names it', { author: { type: 'Bot', login: `${slug}[bot]` } }],
    ['with the line breaks GitHub’s page makes', { body: body.replaceAll('\n', '\r\n') }],
    ['with words of several paragraphs', { body: `${body}\n\nOg træet.` }, { text: 'Husk bænken.\n\nOg træet.' }],
    ['when a moderator has edited the words', { lastEditedAt: '2026-11-21T10:00:00Z' }],
  ])('%s', async (_, comment, expected = {}) => {
    const { reply } = await readBack(await startWorld(), comment);
    expect(reply).toMatchObject({ ...whole, ...expected });
    expect(reply?.edited).toBe(comment.lastEditedAt);
  });

  test.each<[what: string, comment: Partial<FakeComment>, state: string]>([
    ['hidden', { isMinimized: true, minimizedReason: 'abuse' }, 'hidden'],
    ['deleted', { deletedAt: '2026-11-21T10:00:00Z' }, 'deleted'],
  ])('of a comment that is %s, and its name and words go no further', async (_, comment, state) => {
    const { reply } = await readBack(await startWorld(), comment);
    expect(reply).toMatchObject({ state, text: '' });
    expect(JSON.stringify(reply)).not.toMatch(/Grethe|bedene|bænken/);
  });

  test('as a resident’s, also where the App speaks for the board', async () => {
    const world = await startWorld();
    write(world, {});
    const { threads } = await fetchThreads(
      asker({ url: world.fake.url, token: 'test-token' }),
      { ...place, board: [slug] },
      [thread],
    );
    expect(threads[0]?.replies.at(-1)).toMatchObject({ name: 'Grethe Vognstrup', isBoard: false });
  });

  test('once, when the same case stands there twice', async () => {
    const world = await startWorld();
    write(world, { databaseId: 9_400_100 });
    const { reply } = await readBack(world, {});
    expect(reply).toBeUndefined();
  });
});

describe('a marker is not believed', () => {
  const json = (change: object) =>
    body.replace(/\{.*\}/, JSON.stringify({ case: 'a', name: 'b', created: '2026-11-20T18:30:00.000Z', ...change }));
  test.each<[what: string, comment: Partial<FakeComment>, login?: string | null]>([
    ['from a person', { author: karen }],
    ['from a person called what our App is called', { author: { type: 'User', login: slug } }],
    ['from a person who edited it in', { author: karen, lastEditedAt: '2026-11-21T10:00:00Z' }],
    ['from another App', { author: { type: 'Bot', login: 'github-actions' } }],
    ['from an App with a longer name', { author: { type: 'Bot', login: `${slug}-2` } }],
    ['from a deleted account', { author: null }],
    ['when the site has no App', {}, null],
    ['when the site’s App has no name', {}, ''],
    ['after other words', { body: `Se her:\n${body}` }],
    ['quoted', { body: body.replace(/^/gm, '> ') }],
    ['cut', { body: body.replace('} -->', ' -->') }],
    ['of JSON that is none', { body: body.replace('"case":', 'case:') }],
    ['of a list', { body: body.replace(/\{.*\}/, '[]') }],
    ['without a name', { body: json({ name: undefined }) }],
    ['with a name that is none', { body: json({ name: 7 }) }],
    ['with a time that is none', { body: json({ created: 'i går' }) }],
    ['with a field too many', { body: json({ isBoard: true }) }],
  ])('%s: the comment is what GitHub says it is', async (_, comment, login) => {
    const world = await startWorld();
    const { reply } = await readBack(world, comment, login);
    expect(reply).toMatchObject({ channel: 'github', created: '2026-11-21T09:00:00Z', isBoard: false });
    expect(reply?.text).toBe(comment.body ?? body);
    const author = comment.author === undefined ? app : comment.author;
    expect(reply?.name).toBe(author?.login);
  });
});

describe('a take-down', () => {
  test('from our App is one, and no reply', async () => {
    const { reply, takedowns } = await readBack(await startWorld(), { body: removal });
    expect(takedowns).toEqual([{ id: 'gh-9100001', day: '2026-11-21', reason: 'Nævner en nabo.' }]);
    expect(reply).toBeUndefined();
  });

  test.each<[what: string, comment: Partial<FakeComment>]>([
    ['from a person', { author: karen }],
    ['from another App', { author: { type: 'Bot', login: 'github-actions' } }],
    ['with a day that is none', { body: removal.replace('11-21', '13-21') }],
    ['without a reason', { body: removal.replace(/,"reason":"[^"]*"/, '') }],
    ['cut', { body: removal.replace('} -->', '') }],
  ])('%s takes nothing down, and is shown', async (_, comment) => {
    const { reply, takedowns } = await readBack(await startWorld(), { body: removal, ...comment });
    expect(takedowns).toEqual([]);
    expect(reply).toMatchObject({ channel: 'github', state: 'shown' });
  });
});

test('the chore that fetches believes the App the inbox posts with', () => {
  const settings = readSettings({ GITHUB_TOKEN: 'x', GITHUB_REPOSITORY: place.repository, INBOX_APP_LOGIN: slug });
  expect('place' in settings && settings.place.app).toBe(slug);
});
