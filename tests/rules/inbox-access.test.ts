import { createPrivateKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { githubInbox, type Environment } from '../../src/inbox/github-inbox.ts';
import { carryOutLabels } from '../../src/inbox/moderation.ts';
import { QueueError } from '../../src/inbox/queue.ts';
import { z } from 'zod';
import { readAnswer, sendQuery } from '../fakes/github/client.ts';
import { idOf } from '../fakes/github/ids.ts';
import type { Permissions } from '../fakes/github/access.ts';
import { slug, startRelay, startWorld, waiting } from '../github-inbox.ts';

const bodySchema = z.looseObject({ query: z.string().optional() });

test('each token is asked for with one right in one repository, and can do no more', async () => {
  const world = await startWorld();
  const relay = await startRelay(world.fake.baseUrl);
  const { queue, publisher } = world.open({
    GITHUB_API_URL: relay.baseUrl,
    GITHUB_GRAPHQL_URL: `${relay.baseUrl}/graphql`,
  });
  await queue.add(waiting());
  world.karen.label(1, 'godkend');
  await carryOutLabels(queue, publisher);
  const isToken = ({ path }: { path: string }) => path.endsWith('/access_tokens');
  const asked = relay.sent.filter(isToken).map(({ body }): unknown => JSON.parse(body));
  expect(asked).toEqual([
    { repositories: ['indbakke'], permissions: { issues: 'write' } },
    { repositories: ['beboerdebat'], permissions: { discussions: 'write' } },
  ]);

  const questions = relay.sent.filter((each) => !isToken(each));
  const tokens = Map.groupBy(questions, ({ authorization }) => authorization.replace(/^bearer /, ''));
  const [inbox = '', site = ''] = tokens.keys();
  expect(tokens.size).toBe(2);
  const namesOf = (token: string) =>
    new Set(
      tokens.get(token)?.map(({ body }) => /\w+ (\w+)/.exec(bodySchema.parse(JSON.parse(body)).query ?? '')?.[1]),
    );
  expect(namesOf(inbox)).toContain('CreateIssue');
  expect(namesOf(site)).toContain('Post');
  expect(namesOf(inbox).intersection(namesOf(site))).toEqual(new Set());

  const refusalOf = async (token: string, query: string) =>
    readAnswer((await sendQuery(world.fake.url, query, { token })).bytes).errors?.[0]?.['type'];
  const discussion = `discussionId: "${idOf.discussion(world.site, 1)}"`;
  const post = `mutation { addDiscussionComment(input: { ${discussion}, body: "x" }) { clientMutationId } }`;
  const issueIn = (repository: typeof world.site) =>
    `mutation { createIssue(input: { repositoryId: "${idOf.repository(repository)}", title: "x" }) { clientMutationId } }`;
  const read = '{ repository(owner: "beboerdebat", name: "indbakke") { id } }';
  expect(await refusalOf(inbox, post)).toBe('FORBIDDEN');
  expect(await refusalOf(inbox, issueIn(world.site))).toBe('FORBIDDEN');
  expect(await refusalOf(inbox, issueIn(world.inbox))).toBeUndefined();
  expect(await refusalOf(site, issueIn(world.site))).toBe('FORBIDDEN');
  expect(await refusalOf(site, read)).toBe('NOT_FOUND');
  expect(await refusalOf(site, post)).toBeUndefined();
});

test('a token is used for as long as GitHub takes it, and then another is asked for', async () => {
  const world = await startWorld();
  const { queue } = world.open();
  const asked = () => world.fake.requests.filter(({ operations }) => operations.includes('access_tokens')).length;
  await queue.add(waiting());
  await queue.open();
  expect(asked()).toBe(1);
  world.app.expireTokens();
  await queue.open().catch(() => undefined);
  expect(await queue.open()).toHaveLength(1);
  expect(asked()).toBe(2);
});

test.each<[what: string, permissions: Permissions, isInstalled: boolean]>([
  ['may only read issues', { issues: 'read', discussions: 'write' }, true],
  ['may do nothing with issues', { discussions: 'write' }, true],
  ['is not installed in the private repository', { issues: 'write', discussions: 'write' }, false],
])('an App that %s takes nothing in, and says so', async (_, permissions, isInstalled) => {
  const world = await startWorld();
  Object.assign(world.app, { permissions, ...(!isInstalled && { repositories: [world.site] }) });
  await expect(world.open().queue.add(waiting())).rejects.toThrow(QueueError);
  expect(world.issues()).toEqual([]);
});

test.each<[what: string, change: (key: string) => string]>([
  ['as PKCS#8', (key) => key],
  ['as GitHub gives it', (key) => createPrivateKey(key).export({ type: 'pkcs1', format: 'pem' }).toString()],
  ['in one line', (key) => key.replaceAll('\n', '\\n')],
  [
    'as GitHub gives it, in one line',
    (key) => createPrivateKey(key).export({ type: 'pkcs1', format: 'pem' }).toString().replaceAll('\n', '\\n'),
  ],
])('the key works %s', async (_, change) => {
  const world = await startWorld();
  expect(await world.open({ INBOX_APP_KEY: change(world.app.privateKey) }).queue.count()).toBe(0);
});

test('a key of another App is refused, and the key stands in no message', async () => {
  const world = await startWorld();
  const other = world.fake.createApp({ slug: 'anden', repositories: [], permissions: {} });
  const { queue } = world.open({ INBOX_APP_KEY: other.privateKey });
  const error: unknown = await queue.count().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(QueueError);
  expect(String(error)).not.toContain(other.privateKey.slice(40, 80));
});

const settings = {
  INBOX_APP_ID: '1204001',
  INBOX_APP_KEY: 'nøgle',
  INBOX_INSTALLATION_ID: '61480001',
  INBOX_APP_LOGIN: slug,
  INBOX_REPOSITORY: 'beboerdebat/indbakke',
  GITHUB_REPOSITORY: 'beboerdebat/beboerdebat',
};
test.each<[name: string, value: string | undefined]>([
  ['INBOX_APP_KEY', undefined],
  ['INBOX_APP_KEY', ''],
  ['INBOX_INSTALLATION_ID', undefined],
  ['INBOX_INSTALLATION_ID', ''],
  ['INBOX_INSTALLATION_ID', 'beboerdebat'],
  ['INBOX_APP_LOGIN', undefined],
  ['INBOX_APP_LOGIN', ''],
  ['INBOX_REPOSITORY', 'indbakke'],
  ['GITHUB_REPOSITORY', 'beboerdebat'],
])('%s=%s stops before anything is asked, and is named', (name, value) => {
  expect(() => githubInbox({ ...settings, [name]: value })).toThrow(name);
});

test.each<[what: string, change: Environment, expected: object | undefined]>([
  ['no App', { INBOX_APP_ID: undefined }, undefined],
  ['an App that is empty', { INBOX_APP_ID: '' }, undefined],
  ['no private repository', { INBOX_REPOSITORY: undefined }, { queue: undefined, publisher: expect.anything() }],
  ['an empty private repository', { INBOX_REPOSITORY: '' }, { queue: undefined, publisher: expect.anything() }],
  ['all', {}, { queue: expect.anything(), publisher: expect.anything() }],
  ['no public repository but site.ts’s', { GITHUB_REPOSITORY: undefined }, { queue: expect.anything() }],
])('with %s GitHub is what is left', (_, change, expected) => {
  const opened = githubInbox({ ...settings, ...change });
  if (expected) expect(opened).toMatchObject(expected);
  else expect(opened).toBeUndefined();
});

test.each(['forkert', 'beboerdebat-svar-2', 'Beboerdebat Svar'])(
  'the wrong login %s posts nothing again and again, and the right one then posts once',
  async (login) => {
    const world = await startWorld();
    const { queue, publisher } = world.open({ INBOX_APP_LOGIN: login });
    await queue.add(waiting());
    world.karen.label(1, 'godkend');
    for (let run = 0; run < 3; run += 1) await expect(carryOutLabels(queue, publisher)).rejects.toThrow(QueueError);
    expect(world.posted().length).toBeLessThanOrEqual(1);
    const right = world.open();
    await carryOutLabels(right.queue, right.publisher);
    expect(world.posted()).toHaveLength(1);
  },
);
