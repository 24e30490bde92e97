import { createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { graphql, GraphqlResponseError } from '@octokit/graphql';
import { request } from '@octokit/request';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { FakeApp } from '../fakes/github/apps.ts';
import { sendQuery } from '../fakes/github/client.ts';
import type { Fault } from '../fakes/github/faults.ts';
import { idOf, repositoryNumber } from '../fakes/github/ids.ts';
import { personIn } from '../fakes/github/person.ts';
import { exampleRepository, inboxRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';
import type { FakeRepository } from '../fakes/github/state.ts';

const everything = { issues: 'write', discussions: 'write' } as const;

let site: FakeRepository;
let inbox: FakeRepository;
let fake: FakeGitHub;
let app: FakeApp;
beforeEach(async () => {
  site = exampleRepository();
  inbox = inboxRepository();
  fake = await startFakeGitHub(site, { others: [inbox], viewer: { type: 'User', login: 'karen-formand' } });
  app = fake.createApp({ slug: 'beboerdebat-svar', repositories: [site, inbox], permissions: everything });
});
afterEach(() => {
  vi.useRealTimers();
  return fake.close();
});

type Wish = { repositoryNames?: string[]; repositoryIds?: number[]; permissions?: Record<string, string> };

/** What the real `@octokit/auth-app` brings home. */
const authenticate = (wish: Wish = {}, { privateKey = app.privateKey, appId = app.id as number | string } = {}) =>
  createAppAuth({
    appId,
    privateKey,
    installationId: app.installationId,
    request: request.defaults({ baseUrl: fake.baseUrl }),
  })({ type: 'installation', ...wish });
const tokenFor = async (wish: Wish = {}) => (await authenticate(wish)).token;

const answerSchema = z.record(z.string(), z.json());

/** Asks through the real `@octokit/graphql`; errors are thrown. */
async function ask(query: string, token = 'test-token', variables: Record<string, unknown> = {}) {
  const client = graphql.defaults({ baseUrl: fake.baseUrl, headers: { authorization: `bearer ${token}` } });
  return answerSchema.parse(await client(query, variables));
}

/** The type and the words of the first error, which there must be. */
async function refusal(asked: Promise<unknown>) {
  const error: unknown = await asked.then(
    () => expect.fail('not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphqlResponseError)) throw error;
  return error.errors?.[0];
}

const change = async (name: string, input: Record<string, unknown>, fields = 'clientMutationId', token?: string) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  return (await ask(query, token, { input }))[name];
};
const open = (title: string, more: Record<string, unknown> = {}, token?: string) =>
  change('createIssue', { repositoryId: idOf.repository(inbox), title, ...more }, 'issue { id number }', token);
const inRepository = (name: string, part: string) =>
  `{ repository(owner: "beboerdebat", name: "${name}") { ${part} } }`;
const inInbox = async (part: string, token?: string) =>
  (await ask(inRepository('indbakke', part), token))['repository'];
const issueFields = `id number title body state createdAt closedAt labels(first: 20) { nodes { name } }
  comments(first: 50) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id body createdAt author { __typename login } } }`;
const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const issue = (number: number) => idOf.issue(inbox, number);
const remark = (databaseId: number) => idOf.issueComment(inbox, databaseId);

describe('issues', () => {
  test('one is opened, answered, labelled by a person, and read back whole', async () => {
    const token = await tokenFor();
    expect(await open('Sag 1', { body: 'Kode' }, token)).toEqual({ issue: { id: issue(1), number: 1 } });
    expect(issue(1)).toMatch(/^I_kwDO/);
    const edge = 'commentEdge { node { id } }';
    const added = await change('addComment', { subjectId: issue(1), body: 'Et svar' }, edge, token);
    expect(added).toEqual({ commentEdge: { node: { id: remark(1) } } });
    const karen = personIn(inbox);
    karen.label(1, 'godkend');
    karen.comment(1, 'Fint svar');
    const query = `query { repository(owner: "beboerdebat", name: "indbakke") { id isPrivate
      issues(first: 10, states: [OPEN], labels: ["godkend"], orderBy: { field: CREATED_AT, direction: ASC }) {
        totalCount pageInfo { hasNextPage endCursor } nodes { ${issueFields} } }
      issue(number: 1) { ${issueFields} } } rateLimit { cost remaining } }`;
    const whole = {
      id: issue(1),
      number: 1,
      title: 'Sag 1',
      body: 'Kode',
      state: 'OPEN',
      createdAt: moment,
      closedAt: null,
      labels: { nodes: [{ name: 'godkend' }] },
      comments: {
        totalCount: 2,
        pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
        nodes: [
          { id: remark(1), body: 'Et svar', createdAt: moment, author: { __typename: 'Bot', login: app.slug } },
          {
            id: remark(2),
            body: 'Fint svar',
            createdAt: moment,
            author: { __typename: 'User', login: 'karen-formand' },
          },
        ],
      },
    };
    const pageInfo = { hasNextPage: false, endCursor: expect.any(String) };
    expect(await ask(query, token)).toEqual({
      repository: {
        id: idOf.repository(inbox),
        isPrivate: true,
        issues: { totalCount: 1, pageInfo, nodes: [whole] },
        issue: whole,
      },
      rateLimit: { cost: 1, remaining: 997 },
    });
  });

  test('lists and comments have pages', async () => {
    const karen = personIn(inbox);
    for (let n = 1; n <= 5; n += 1) karen.open(`Sag ${n}`, '');
    for (let n = 1; n <= 3; n += 1) karen.comment(2, `Ord ${n}`);
    const pageSchema = z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string() }),
      nodes: z.array(z.object({ number: z.int().optional(), body: z.string().optional() })),
    });
    const pages = async (list: (bounds: string) => string, read: (found: unknown) => unknown) => {
      const seen: unknown[] = [];
      for (let bounds = 'first: 2', more = true; more;) {
        const page = pageSchema.parse(read(await inInbox(list(bounds))));
        seen.push(page.nodes.map(({ number, body }) => number ?? body));
        more = page.pageInfo.hasNextPage;
        bounds = `first: 2, after: "${page.pageInfo.endCursor}"`;
      }
      return seen;
    };
    const info = 'pageInfo { hasNextPage endCursor }';
    const listSchema = z.object({ issues: z.unknown() });
    const issues = pages(
      (bounds) => `issues(${bounds}) { ${info} nodes { number } }`,
      (found) => listSchema.parse(found).issues,
    );
    expect(await issues).toEqual([[1, 2], [3, 4], [5]]);
    const innerSchema = z.object({ issue: z.object({ comments: z.unknown() }) });
    const comments = pages(
      (bounds) => `issue(number: 2) { comments(${bounds}) { ${info} nodes { body } } }`,
      (found) => innerSchema.parse(found).issue.comments,
    );
    expect(await comments).toEqual([['Ord 1', 'Ord 2'], ['Ord 3']]);
  });

  test.each([
    ['', [1, 2, 3, 4]],
    ['states: [OPEN]', [1, 2, 4]],
    ['states: [CLOSED]', [3]],
    ['states: [OPEN, CLOSED]', [1, 2, 3, 4]],
    ['labels: ["godkend"]', [1, 3]],
    ['labels: ["GODKEND"], states: [OPEN]', [1]],
    ['labels: ["godkend", "afvis"]', [1, 2, 3]],
    ['labels: ["ukendt"]', []],
    ['orderBy: { field: CREATED_AT, direction: DESC }', [4, 3, 2, 1]],
    ['orderBy: { field: UPDATED_AT, direction: DESC }', [1, 4, 3, 2]],
    ['orderBy: { field: COMMENTS, direction: ASC }', [1, 3, 4, 2]],
  ])('issues(%s)', async (chosen, expected) => {
    const karen = personIn(inbox);
    for (let n = 1; n <= 4; n += 1) karen.open(`Sag ${n}`, '');
    karen.label(1, 'godkend');
    karen.label(2, 'afvis');
    karen.label(3, 'godkend');
    karen.close(3);
    karen.comment(2, 'Nej');
    for (const each of inbox.issues ?? []) each.createdAt = each.updatedAt = `2026-11-0${each.number}T10:00:00Z`;
    Object.assign(inbox.issues?.[0] ?? {}, { updatedAt: '2026-11-09T10:00:00Z' });
    const found = await inInbox(`issues(first: 9 ${chosen && `, ${chosen}`}) { nodes { number } }`);
    expect(found).toEqual({ issues: { nodes: expected.map((number) => ({ number })) } });
  });

  test.each([
    ['an unknown issue', 'indbakke', 'issue(number: 9) { id }', 'Could not resolve to an Issue with the number of 9.'],
    ['an unknown place', 'ukendt', 'id', "Could not resolve to a Repository with the name 'beboerdebat/ukendt'."],
  ])('%s is not found', async (_, name, part, message) => {
    expect(await refusal(ask(inRepository(name, part)))).toMatchObject({ type: 'NOT_FOUND', message });
  });

  test('nothing gets the number of something deleted, and threads and issues share one row', async () => {
    await open('Første');
    await open('Anden');
    await change('addComment', { subjectId: issue(1), body: 'Et' });
    await change('deleteIssue', { issueId: issue(2) });
    await change('deleteIssueComment', { id: remark(1) });
    expect(await open('Tredje')).toMatchObject({ issue: { number: 3 } });
    await change('addComment', { subjectId: issue(1), body: 'To' });
    expect(inbox.issues?.[0]?.comments).toMatchObject([{ databaseId: 2 }]);
    const repositoryId = idOf.repository(site);
    expect(await change('createIssue', { repositoryId, title: 'Her' }, 'issue { number }')).toEqual({
      issue: { number: 5 },
    });
  });
});

describe('changes', () => {
  beforeEach(async () => {
    await open('Sag 1', { body: 'FORTROLIGT 1' });
  });
  const read = async (fields: string) => {
    const schema = z.object({ issue: z.unknown() });
    return schema.parse(await inInbox(`issue(number: 1) { ${fields} }`)).issue;
  };

  const closed = { state: 'CLOSED', closedAt: moment };
  test.each([
    ['updateIssue', { title: 'Ny' }, { title: 'Ny', body: 'FORTROLIGT 1', state: 'OPEN', lastEditedAt: null }],
    ['updateIssue', { body: '' }, { title: 'Sag 1', body: '', lastEditedAt: moment }],
    ['updateIssue', { state: 'CLOSED' }, { ...closed, stateReason: 'COMPLETED' }],
    ['closeIssue', {}, { ...closed, stateReason: 'COMPLETED' }],
    ['closeIssue', { stateReason: 'NOT_PLANNED' }, { ...closed, stateReason: 'NOT_PLANNED' }],
  ])('%s %j', async (name, input, expected) => {
    const subject = name === 'closeIssue' ? { issueId: issue(1) } : { id: issue(1) };
    expect(await change(name, { ...subject, ...input }, 'issue { id }')).toEqual({ issue: { id: issue(1) } });
    expect(await read('title body state stateReason closedAt lastEditedAt')).toMatchObject(expected);
  });

  test('an issue closed is opened again', async () => {
    await change('closeIssue', { issueId: issue(1) });
    await change('updateIssue', { id: issue(1), state: 'OPEN' });
    expect(await read('state closedAt')).toEqual({ state: 'OPEN', closedAt: null });
  });

  test('labels are set by id, at once and later', async () => {
    inbox.labels = ['ny', 'haster'];
    const found = await inInbox('label(name: "haster") { id }');
    expect(found).toEqual({ label: { id: idOf.label(inbox, 'haster') } });
    await open('Sag 2', { labelIds: [idOf.label(inbox, 'haster')] });
    await change('updateIssue', { id: issue(1), labelIds: [idOf.label(inbox, 'ny')] });
    expect(inbox.issues?.map(({ labels }) => labels)).toEqual([['ny'], ['haster']]);
    expect(await refusal(open('Sag 3', { labelIds: ['LA_no'] }))).toMatchObject({ type: 'NOT_FOUND' });
    expect(inbox.issues).toHaveLength(2);
  });

  test('a body edited is kept for ever; a comment deleted is gone', async () => {
    await change('addComment', { subjectId: issue(1), body: 'FORTROLIGT 2' });
    await change('updateIssue', { id: issue(1), title: 'Behandlet', body: '' });
    await change('deleteIssueComment', { id: remark(1) });
    expect(await read('title body comments { totalCount }')).toEqual({
      title: 'Behandlet',
      body: '',
      comments: { totalCount: 0 },
    });
    expect(fake.texts()).toEqual(expect.arrayContaining(['Sag 1', 'FORTROLIGT 1', 'Behandlet']));
    expect(fake.texts().join()).not.toContain('FORTROLIGT 2');
    expect(await refusal(change('deleteIssueComment', { id: remark(1) }))).toMatchObject({ type: 'NOT_FOUND' });
  });

  test('every text anywhere is told: labels, issues, threads, comments and answers', async () => {
    personIn(inbox).label(1, 'mærke');
    personIn(inbox).edit(1, { title: 'Nyt', body: 'Ord' });
    personIn(inbox).comment(1, 'Bemærkning');
    const parts = ['mærke', 'Sag 1', 'FORTROLIGT 1', 'Nyt', 'Ord', 'Bemærkning', 'Unge ved bordet'];
    expect(fake.texts()).toEqual(expect.arrayContaining([...parts, 'Så kommer jeg også.']));
  });

  test('a person does the rest', () => {
    const karen = personIn(inbox, 'karen');
    karen.label(1, 'godkend');
    karen.unlabel(1, 'godkend');
    karen.close(1, 'NOT_PLANNED');
    expect(inbox.issues).toMatchObject([{ state: 'CLOSED', stateReason: 'NOT_PLANNED', labels: [] }]);
    karen.reopen(1);
    expect(karen.open('Min egen', '')).toMatchObject({ number: 2, author: { type: 'User', login: 'karen' } });
    expect(inbox.issues).toMatchObject([{ state: 'OPEN' }, { number: 2 }]);
    expect(() => karen.label(3, 'godkend')).toThrow('no issue 3');
  });

  const tooLong = (n: number) => `is too long (maximum is ${n} characters)`;
  test.each([
    ['updateIssue', { title: ' ' }, "Title can't be blank"],
    ['updateIssue', { title: 'æ'.repeat(257) }, `Title ${tooLong(256)}`],
    ['updateIssue', { body: 'x'.repeat(65_537) }, `Body ${tooLong(65_536)}`],
    ['addComment', { body: '\n' }, "Body can't be blank"],
    ['addComment', { body: 'x'.repeat(65_537) }, `Body ${tooLong(65_536)}`],
  ])('%s refuses a text that GitHub refuses', async (name, input, message) => {
    const before = structuredClone(inbox);
    const subject = name === 'addComment' ? { subjectId: issue(1) } : { id: issue(1) };
    expect(await refusal(change(name, { ...subject, ...input }))).toMatchObject({ type: 'UNPROCESSABLE', message });
    expect(inbox).toEqual(before);
  });

  test('as long as may be is not too long', async () => {
    await change('updateIssue', { id: issue(1), title: '👪'.repeat(256), body: 'x'.repeat(65_536) });
    expect(inbox.issues?.[0]?.body).toHaveLength(65_536);
  });

  test('what it does not know is an error, not nothing', async () => {
    const error = await refusal(change('updateIssue', { id: issue(1), assigneeIds: ['U_x'] }));
    expect(error?.message).toContain('does not know updateIssue(input: { assigneeIds })');
    expect((await refusal(change('reopenIssue', { issueId: issue(1) })))?.message).toContain('Mutation.reopenIssue');
  });
});

describe('a token of an app', () => {
  test('is what @octokit/auth-app expects', async () => {
    const { token, expiresAt, permissions, repositorySelection, repositoryNames } = await authenticate();
    expect(token).toMatch(/^ghs_/);
    expect(token.length).toBeGreaterThan(40);
    const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000;
    expect([minutes > 59, minutes <= 60]).toEqual([true, true]);
    expect({ permissions, repositorySelection, repositoryNames }).toEqual({
      permissions: { ...everything, metadata: 'read' },
      repositorySelection: 'selected',
      repositoryNames: undefined,
    });
    expect(fake.requests).toMatchObject([
      { query: `POST /app/installations/${app.installationId}/access_tokens`, status: 201 },
    ]);
  });

  test('is got with the client id, too, and with the key as GitHub hands it out', async () => {
    const privateKey = createPrivateKey(app.privateKey).export({ type: 'pkcs1', format: 'pem' }).toString();
    const token = (await authenticate({}, { appId: app.clientId, privateKey })).token;
    expect(await ask('{ viewer { login } }', token)).toEqual({ viewer: { login: 'beboerdebat-svar[bot]' } });
  });

  test('is got by the hook of @octokit/auth-app in @octokit/graphql', async () => {
    const { hook } = createAppAuth({
      appId: app.id,
      privateKey: app.privateKey,
      installationId: app.installationId,
    });
    const client = graphql.defaults({ baseUrl: fake.baseUrl, request: { hook } });
    expect(await client(inRepository('indbakke', 'name'))).toEqual({ repository: { name: 'indbakke' } });
  });

  test('writes in the app’s name', async () => {
    const token = await tokenFor({ repositoryNames: ['beboerdebat'], permissions: { discussions: 'write' } });
    const input = { discussionId: idOf.discussion(site, 1), body: 'Fra en beboer' };
    const fields = 'comment { id databaseId url author { __typename login } }';
    expect(await change('addDiscussionComment', input, fields, token)).toEqual({
      comment: {
        id: idOf.comment(site, 9400014),
        databaseId: 9400014,
        url: 'https://github.com/beboerdebat/beboerdebat/discussions/1#discussioncomment-9400014',
        author: { __typename: 'Bot', login: 'beboerdebat-svar' },
      },
    });
  });

  test.each<[string, () => Wish]>([
    ['name', () => ({ repositoryNames: ['indbakke'] })],
    ['id', () => ({ repositoryIds: [repositoryNumber(inbox)] })],
  ])('is narrowed by %s', async (_, wish) => {
    const { permissions, repositoryNames } = await authenticate({ ...wish(), permissions: { issues: 'write' } });
    expect({ permissions, repositoryNames }).toEqual({
      permissions: { issues: 'write', metadata: 'read' },
      repositoryNames: ['indbakke'],
    });
  });

  const beyond = 'The permissions requested are not granted to this installation.';
  const elsewhere = /at least one repository that does not exist or is not accessible to the parent installation/;
  test.each<[string, Wish, string | RegExp]>([
    ['a right the app has not', { permissions: { contents: 'read' } }, beyond],
    ['more of a right than it has', { permissions: { discussions: 'write' } }, beyond],
    ['a repository it has not', { repositoryNames: ['ukendt'] }, elsewhere],
    ['a repository with its owner', { repositoryNames: ['beboerdebat/indbakke'] }, elsewhere],
    ['a repository there is not', { repositoryIds: [1] }, elsewhere],
  ])('is not given for %s', async (_, wish, message) => {
    app.permissions = { issues: 'write', discussions: 'read' };
    await expect(authenticate(wish)).rejects.toMatchObject({ status: 422, message: expect.stringMatching(message) });
    expect((await authenticate({ permissions: { issues: 'read', metadata: 'read' } })).token).toMatch(/^ghs_/);
  });

  test('holds for an hour', async () => {
    const token = await tokenFor();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59 * 60_000 });
    expect(await ask('{ viewer { login } }', token)).toMatchObject({ viewer: {} });
    vi.setSystemTime(Date.now() + 2 * 60_000);
    await expect(ask('{ viewer { login } }', token)).rejects.toMatchObject({ status: 401 });
  });

  test('holds until a test says that it does not', async () => {
    const token = await tokenFor();
    app.expireTokens();
    await expect(ask('{ viewer { login } }', token)).rejects.toMatchObject({ status: 401 });
    expect(await ask('{ viewer { login } }', await tokenFor())).toMatchObject({ viewer: {} });
    await expect(ask('{ viewer { login } }', 'ghs_made_up')).rejects.toMatchObject({ status: 401 });
  });
});

describe('what a token allows', () => {
  const narrowed = {
    inbox: { repositoryNames: ['indbakke'], permissions: { issues: 'write' } },
    'inbox, to read': { repositoryNames: ['indbakke'], permissions: { issues: 'read' } },
    'inbox, other rights': { repositoryNames: ['indbakke'], permissions: { discussions: 'write' } },
    site: { repositoryNames: ['beboerdebat'], permissions: { discussions: 'write' } },
    'site, to read': { repositoryNames: ['beboerdebat'], permissions: { discussions: 'read' } },
    'site, other rights': { repositoryNames: ['beboerdebat'], permissions: { issues: 'write' } },
    'the installation’s': {},
  };
  type Name = keyof typeof narrowed;

  const asks: Record<string, (token: string) => Promise<unknown>> = {
    'read the inbox': (token) => inInbox('id', token),
    'read an issue': (token) => inInbox('issue(number: 1) { title comments(first: 1) { nodes { body } } }', token),
    'list issues': (token) => inInbox('issues(first: 1) { nodes { title } }', token),
    'look up an issue': (token) => ask(`{ node(id: "${issue(1)}") { id } }`, token),
    'look up its comment': (token) => ask(`{ node(id: "${remark(1)}") { id } }`, token),
    'open an issue': (token) => open('Ny', {}, token),
    comment: (token) => change('addComment', { subjectId: issue(1), body: 'x' }, undefined, token),
    edit: (token) => change('updateIssue', { id: issue(1), body: 'x' }, undefined, token),
    close: (token) => change('closeIssue', { issueId: issue(1) }, undefined, token),
    'delete a comment': (token) => change('deleteIssueComment', { id: remark(1) }, undefined, token),
    'delete an issue': (token) => change('deleteIssue', { issueId: issue(1) }, undefined, token),
    'read a thread': (token) => ask(inRepository('beboerdebat', 'discussion(number: 1) { title }'), token),
    'look up a thread': (token) => ask(`{ node(id: "${idOf.discussion(site, 1)}") { id } }`, token),
    publish: (token) =>
      change('addDiscussionComment', { discussionId: idOf.discussion(site, 1), body: 'x' }, undefined, token),
    'take down': (token) => change('deleteDiscussionComment', { id: idOf.comment(site, 9100002) }, undefined, token),
    hide: (token) =>
      change('minimizeComment', { subjectId: idOf.comment(site, 9100003), classifier: 'SPAM' }, undefined, token),
    'open a thread': (token) =>
      change(
        'createDiscussion',
        { repositoryId: idOf.repository(site), categoryId: idOf.category(site, 'Debat'), title: 'x', body: 'x' },
        undefined,
        token,
      ),
  };
  const reading = ['read an issue', 'list issues', 'look up an issue', 'look up its comment'];
  const writing = ['open an issue', 'comment', 'edit', 'close', 'delete a comment'];
  const publicly = ['read a thread', 'look up a thread'];
  const publishing = ['publish', 'take down', 'hide', 'open a thread'];

  const allowed: Record<Name, string[]> = {
    inbox: ['read the inbox', ...reading, ...writing, ...publicly],
    'inbox, to read': ['read the inbox', ...reading, ...publicly],
    'inbox, other rights': ['read the inbox', ...publicly],
    site: [...publicly, ...publishing],
    'site, to read': publicly,
    'site, other rights': publicly,
    'the installation’s': ['read the inbox', ...reading, ...writing, ...publicly, ...publishing],
  };
  const blind: Name[] = ['site', 'site, to read', 'site, other rights'];

  const rows = (Object.keys(narrowed) as Name[]).flatMap((name) =>
    Object.keys(asks).map((what): [Name, string, string] => {
      const isHidden = blind.includes(name) && ![...publicly, ...publishing].includes(what);
      return [name, what, allowed[name].includes(what) ? 'done' : isHidden ? 'NOT_FOUND' : 'FORBIDDEN'];
    }),
  );
  test.each(rows)('%s: %s is %s', async (name, what, expected) => {
    personIn(inbox).open('Sag 1', 'FORTROLIGT');
    personIn(inbox).comment(1, 'FORTROLIGT');
    const token = await tokenFor(narrowed[name]);
    const before = structuredClone([site, inbox]);
    const asked = asks[what]?.(token) ?? expect.fail();
    if (expected === 'done') {
      expect(await asked).toBeTruthy();
      return;
    }
    const error = await refusal(asked);
    expect(error?.type).toBe(expected);
    const forbidden = 'Resource not accessible by integration';
    expect(error?.message).toMatch(expected === 'FORBIDDEN' ? forbidden : /^Could not resolve to a /);
    expect(JSON.stringify(error)).not.toContain('FORTROLIGT');
    expect([site, inbox]).toEqual(before);
  });

  test.each(['discussions(first: 1) { totalCount }', 'discussion(number: 1) { id }'])(
    'in a private repository threads need their right, too: %s',
    async (part) => {
      const token = await tokenFor(narrowed.inbox);
      const error = { type: 'FORBIDDEN', extensions: { saml_failure: false } };
      expect(await refusal(inInbox(part, token))).toMatchObject(error);
      expect(await inInbox('discussions(first: 1) { totalCount }', await tokenFor())).toEqual({
        discussions: { totalCount: 0 },
      });
    },
  );

  test('the token that is no app’s sees and does everything, as a user, who may delete issues', async () => {
    personIn(inbox).open('Sag 1', '');
    personIn(inbox).comment(1, 'Ord');
    const { 'delete an issue': remove, 'delete a comment': clean, ...others } = asks;
    for (const each of Object.values(others)) expect(await each('test-token')).toBeTruthy();
    expect(await clean?.('test-token')).toBeTruthy();
    expect(inbox.issues?.at(-1)?.author).toEqual({ type: 'User', login: 'karen-formand' });
    await remove?.('test-token');
    expect(inbox.issues).toMatchObject([{ number: 2 }]);
  });
});

describe('the token’s JSON Web Token', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const write = (claims: object, key: KeyObject, header: object = { alg: 'RS256', typ: 'JWT' }) => {
    const data = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${data}.${createSign('sha256').update(data).sign(key, 'base64url')}`;
  };
  const send = async (authorization: string | undefined, { installation = app.installationId, body = '' } = {}) => {
    const response = await fetch(`${fake.baseUrl}/app/installations/${installation}/access_tokens`, {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
      ...(body && { body }),
    });
    const told: unknown = await response.json();
    return { status: response.status, told };
  };
  const claims = () => ({ iss: String(app.id), iat: seconds() - 5, exp: seconds() + 300 });
  const key = () => createPrivateKey(app.privateKey);

  test('is good', async () => {
    const { status, told } = await send(`Bearer ${write(claims(), key())}`, {
      body: JSON.stringify({ repositories: ['indbakke'], permissions: { issues: 'write' } }),
    });
    expect({ status, told }).toEqual({
      status: 201,
      told: {
        token: expect.stringMatching(/^ghs_/),
        expires_at: moment,
        permissions: { issues: 'write', metadata: 'read' },
        repository_selection: 'selected',
        repositories: [expect.objectContaining({ name: 'indbakke', private: true, id: repositoryNumber(inbox) })],
      },
    });
  });

  const undecoded = /^A JSON web token could not be decoded$/;
  const issued = /^'Issued at' claim \('iat'\) must be an Integer/;
  const expiration = /^'Expiration time' claim \('exp'\) must be a numeric value/;
  const farOff = /^'Expiration time' claim \('exp'\) is too far in the future$/;
  test.each<[string, () => string | undefined, number, RegExp]>([
    ['is missing', () => undefined, 401, undecoded],
    ['is another kind of token', () => 'bearer test-token', 401, undecoded],
    ['is three words', () => 'bearer a.b.c', 401, undecoded],
    ['has a wrong key', () => `bearer ${write(claims(), anotherKey)}`, 401, undecoded],
    ['was changed', () => `bearer ${write(claims(), key()).replace(/\.\w{2}/, '.eW')}`, 401, undecoded],
    ['is of an unknown app', () => `bearer ${write({ ...claims(), iss: '1' }, key())}`, 404, /^Integration not found$/],
    ['has another algorithm', () => `bearer ${write(claims(), key(), { alg: 'HS256' })}`, 401, undecoded],
    ['is from the future', () => `bearer ${write({ ...claims(), iat: seconds() + 60 }, key())}`, 401, issued],
    ['has no beginning', () => `bearer ${write({ ...claims(), iat: undefined }, key())}`, 401, issued],
    ['is over', () => `bearer ${write({ ...claims(), exp: seconds() - 1 }, key())}`, 401, expiration],
    ['has no end', () => `bearer ${write({ ...claims(), exp: undefined }, key())}`, 401, expiration],
    ['is good for too long', () => `bearer ${write({ ...claims(), exp: seconds() + 660 }, key())}`, 401, farOff],
  ])('%s', async (_, authorization, status, message) => {
    const answer = await send(authorization());
    expect(answer).toMatchObject({ status, told: { message: expect.stringMatching(message), status: String(status) } });
  });

  test('opens only its own app’s installation', async () => {
    const other = fake.createApp({ slug: 'anden', repositories: [inbox], permissions: everything });
    const token = `bearer ${write(claims(), key())}`;
    expect(await send(token, { installation: other.installationId })).toMatchObject({ status: 404 });
    const theirs = { ...claims(), iss: String(other.id) };
    expect(await send(`bearer ${write(theirs, key())}`, { installation: other.installationId })).toMatchObject({
      status: 401,
    });
  });

  test.each([
    ['{"permissions":', 400],
    ['{"permissions":{"issues":"admin!"}}', 422],
    ['{"repositories":"indbakke"}', 422],
  ])('with %s is refused', async (body, status) => {
    expect(await send(`bearer ${write(claims(), key())}`, { body })).toMatchObject({ status });
  });
});

describe('faults', () => {
  const publish = () => ({ discussionId: idOf.discussion(site, 1), body: 'Fra en beboer' });
  const published = () => fake.texts().filter((text) => text === 'Fra en beboer').length;

  test('hit one operation, by its field, and leave the others alone', async () => {
    fake.failOn('addDiscussionComment', 'unavailable', { nth: 2 });
    await open('Sag 1');
    await change('addDiscussionComment', publish());
    await open('Sag 2');
    await expect(change('addDiscussionComment', publish())).rejects.toMatchObject({ status: 503 });
    await change('addDiscussionComment', publish());
    expect([published(), inbox.issues?.length]).toEqual([2, 2]);
    expect(fake.requests.map(({ operations, status }) => [operations.join(), status])).toEqual([
      ['createIssue', 200],
      ['addDiscussionComment', 200],
      ['createIssue', 200],
      ['addDiscussionComment', 503],
      ['addDiscussionComment', 200],
    ]);
  });

  test('hit by the query’s own name, several times, until told to stop', async () => {
    const query = 'query Pending { viewer { login } }';
    fake.failOn('Pending', 'server error', { times: 2 });
    fake.failOn('viewer', 'bad gateway', { nth: 3, times: Infinity });
    fake.failAlways('unavailable');
    const statuses = async (count: number) => {
      for (let n = 0; n < count; n += 1) await sendQuery(fake.url, query);
      return fake.requests.slice(-count).map(({ status }) => status);
    };
    expect(await statuses(4)).toEqual([500, 500, 502, 502]);
    fake.recover();
    expect(await statuses(1)).toEqual([200]);
  });

  test('a mutation whose answer is lost is carried out', async () => {
    fake.failOn('addDiscussionComment', 'answer lost');
    await expect(change('addDiscussionComment', publish())).rejects.toThrow();
    expect(published()).toBe(1);
    fake.failOn('createIssue', 'connection reset');
    await expect(open('Sag 1')).rejects.toThrow();
    expect(inbox.issues).toEqual([]);
  });

  test.each<[Fault, number]>([
    ['bad credentials', 401],
    ['forbidden', 403],
    ['secondary limit', 403],
    ['too many requests', 429],
    ['server error', 500],
    ['unavailable', 503],
  ])('%s hits the tokens, and no query', async (fault, status) => {
    fake.failOn('access_tokens', fault);
    await ask('{ viewer { login } }');
    await expect(authenticate()).rejects.toMatchObject({ status });
    expect(fake.requests.at(-1)).toMatchObject({ operations: ['access_tokens'], status });
    expect(await tokenFor()).toMatch(/^ghs_/);
  });

  test('a limit says how long to wait, and of what', async () => {
    fake.failOn('access_tokens', 'secondary limit');
    const headers = { 'retry-after': '1', 'x-ratelimit-resource': 'core' };
    await expect(authenticate()).rejects.toMatchObject({ response: { headers } });
  });

  test.each<Fault>(['no answer', 'stalled body', 'answer lost', 'half JSON', 'connection reset'])(
    '%s: no token arrives',
    async (fault) => {
      fake.failOn('access_tokens', fault);
      const impatient = createAppAuth({
        appId: app.id,
        privateKey: app.privateKey,
        installationId: app.installationId,
        request: request.defaults({
          baseUrl: fake.baseUrl,
          request: {
            fetch: (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(300) }),
          },
        }),
      });
      const { token } = await impatient({ type: 'installation' }).catch(() => ({ token: undefined }));
      expect(token).toBeUndefined();
    },
  );
});

const anotherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
