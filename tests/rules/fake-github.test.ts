import { createHash } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { getOperationAST, parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listsIn, objectsIn, readAnswer, sendQuery } from '../fakes/github/client.ts';
import { faults, type Fault } from '../fakes/github/faults.ts';
import { idOf } from '../fakes/github/ids.ts';
import { priceOf } from '../fakes/github/price.ts';
import { exampleRepository, largeRepository } from '../fakes/github/repository.ts';
import { githubSchema } from '../fakes/github/run.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';

let fake: FakeGitHub;
beforeEach(async () => {
  fake = await startFakeGitHub(exampleRepository());
});
afterEach(() => fake.close());

const send = (query: string, { to = fake, ...options }: Parameters<typeof sendQuery>[2] & { to?: FakeGitHub } = {}) =>
  sendQuery(to.url, query, options);

/** Sends a query whose answer must be JSON of status 200. */
async function ask(query: string, to = fake) {
  const { bytes, status, headers } = await send(query, { to });
  expect(status).toBe(200);
  return { data: undefined, errors: undefined, headers, ...readAnswer(bytes) };
}

/** Asks for a part of the repository, and gives every object in the answer. */
const get = async (part: string) => objectsIn((await ask(inRepository(part))).data);
const inRepository = (part: string) => `{ repository(owner: "beboerdebat", name: "beboerdebat") { ${part} } }`;
const numbersOf = (found: Record<string, unknown>[]) => found.flatMap(({ number }) => number ?? []);
const listing = inRepository(`discussions(first: 25, orderBy: { field: CREATED_AT, direction: ASC }) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { number body comments(first: 50) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { databaseId body replies(first: 20) { totalCount pageInfo { hasNextPage endCursor } nodes { databaseId } } }
  } }
}`);

describe('what it knows', () => {
  test('node ids look like GitHub’s, stay the same, and lead back', async () => {
    const part = `id discussionCategory(slug: "debat") { id }
      discussion(number: 1) { id comments(first: 1) { nodes { id replies(first: 1) { nodes { id } } } } }`;
    const ids = (await get(part)).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
    const prefixes = ['R_kgDO', 'DIC_kwDO', 'D_kwDO', 'DC_kwDO', 'DC_kwDO'];
    expect(ids).toEqual(prefixes.map((prefix) => expect.stringMatching(`^${prefix}[\\w-]{6,}$`)));
    const again = await startFakeGitHub(exampleRepository());
    for (const id of ids) {
      const { data } = await ask(`{ node(id: "${id}") { id } }`, again);
      expect(data).toEqual({ node: { id } });
    }
    await again.close();
  });

  test('addresses are GitHub’s', async () => {
    const found = await get('url discussion(number: 2) { url comments(first: 1) { nodes { url author { url } } } }');
    const repository = 'https://github.com/beboerdebat/beboerdebat';
    expect(found.flatMap(({ url }) => url ?? [])).toEqual([
      repository,
      `${repository}/discussions/2`,
      `${repository}/discussions/2#discussioncomment-9200001`,
      'https://github.com/sofie-opgang-9',
    ]);
  });

  const fields = `databaseId body bodyText createdAt publishedAt updatedAt lastEditedAt deletedAt isMinimized
    minimizedReason isAnswer createdViaEmail upvoteCount authorAssociation author { __typename login avatarUrl }
    replyTo { databaseId } discussion { number }`;
  test.each([
    ['an edited answer', 9100002, { lastEditedAt: '2026-03-11T06:02:00Z', replyTo: { databaseId: 9100001 } }],
    ['a deleted account', 9100003, { author: null, body: 'Så kommer jeg også.', discussion: { number: 1 } }],
    ['a deleted comment', 9100004, { deletedAt: '2026-03-12T09:30:00Z', body: '', bodyText: '', replyTo: null }],
    ['a mail', 9100006, { createdViaEmail: true, isMinimized: false, minimizedReason: null }],
    ['a bot', 9100007, { author: { __typename: 'Bot', login: 'beboerdebat-indbakke' }, upvoteCount: 1 }],
    ['a hidden comment', 9200013, { isMinimized: true, minimizedReason: 'OFF_TOPIC' }],
    ['a hidden comment without reason', 9200019, { isMinimized: true, minimizedReason: null }],
    ['Markdown', 9400003, { bodyText: expect.stringMatching(/^en\nto\n/), authorAssociation: 'NONE' }],
  ])('%s', async (_, databaseId, expected) => {
    const part = `comments(first: 20) { nodes { ${fields} replies(first: 9) { nodes { ${fields} } } } }`;
    const found = await get(`discussions(first: 9) { nodes { ${part} } }`);
    expect(found.find((each) => each['databaseId'] === databaseId)).toMatchObject(expected);
  });

  test('a text left in the state of a deleted comment is not told', async () => {
    const stone = fake.repository.discussions[0]?.comments[1];
    if (stone) stone.body = 'SLETTET TEKST';
    expect((await send(listing)).bytes.toString()).not.toContain('SLETTET TEKST');
  });

  test('comments are counted without their answers, and counting needs no bounds', async () => {
    const found = await get('discussions { totalCount } discussion(number: 1) { comments { totalCount } }');
    expect(found.flatMap(({ totalCount }) => totalCount ?? [])).toEqual([4, 5]);
  });

  test.each([
    ['', [4, 3, 2, 1]],
    ['orderBy: { field: CREATED_AT, direction: ASC }', [1, 2, 3, 4]],
    ['orderBy: { field: UPDATED_AT, direction: ASC }', [1, 2, 3, 4]],
    ['states: [OPEN]', [3, 2, 1]],
    ['states: [CLOSED]', [4]],
    ['answered: true', []],
    ['answered: false', [4, 3, 2, 1]],
    ['categoryId: "DIC_kwDOnowhere"', []],
  ])('discussions(%s)', async (chosen, expected) => {
    expect(numbersOf(await get(`discussions(first: 9 ${chosen}) { nodes { number } }`))).toEqual(expected);
  });

  test('what a test changes is changed: an edit moves a thread up, a category gets its own', async () => {
    const [first, second] = fake.repository.discussions;
    if (first) first.category = 'Opslag';
    if (second?.comments[0]) second.comments[0].lastEditedAt = '2026-04-01T00:00:00Z';
    expect(numbersOf(await get('discussions(first: 9) { nodes { number } }'))).toEqual([2, 4, 3, 1]);
    const [notices, debate] = (await get('discussionCategories(first: 9) { nodes { id slug } }')).slice(-2);
    expect([notices?.['slug'], debate?.['slug']]).toEqual(['opslag', 'debat']);
    const part = `discussions(first: 9, categoryId: "${notices?.['id']}") { nodes { number } }`;
    expect(numbersOf(await get(part))).toEqual([1]);
  });

  test('the viewer is a user, also when it is an app, and then with a suffix', async () => {
    const viewer = { __typename: 'User', login: 'github-actions[bot]' };
    expect((await ask('{ viewer { __typename login } }')).data).toEqual({ viewer });
  });

  test('a field of the schema that it does not know is an error, not an empty answer', async () => {
    const { errors } = await ask(inRepository('stargazerCount'));
    expect(errors?.[0]?.['message']).toMatch(/does not know Repository\.stargazerCount/);
  });
});

describe('pages', () => {
  const connectionSchema = z.object({
    nodes: z.array(z.object({ databaseId: z.int() }).transform(({ databaseId }) => databaseId)),
    edges: z.array(z.object({ cursor: z.string() })),
    pageInfo: z.record(z.string(), z.union([z.boolean(), z.string(), z.null()])),
  });
  const page = async (bounds: string) => {
    const found = await get(`discussion(number: 4) { comments(${bounds}) { nodes { databaseId } edges { cursor }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`);
    return connectionSchema.parse(found.find((each) => 'pageInfo' in each));
  };
  const all = Array.from({ length: 13 }, (_, index) => 9400001 + index);

  test.each([1, 2, 5, 12, 13, 100])('pages of %i give everything once, forwards and backwards', async (size) => {
    const forwards: number[] = [];
    for (let bounds = `first: ${size}`, more = true; more;) {
      const { nodes, edges, pageInfo } = await page(bounds);
      expect([pageInfo['hasPreviousPage'], pageInfo['endCursor']]).toEqual([forwards.length > 0, edges.at(-1)?.cursor]);
      expect(nodes.length).toBe(Math.min(size, all.length - forwards.length));
      forwards.push(...nodes);
      more = pageInfo['hasNextPage'] === true;
      bounds = `first: ${size}, after: "${pageInfo['endCursor']}"`;
    }
    const backwards: number[] = [];
    for (let bounds = `last: ${size}`, more = true; more;) {
      const { nodes, edges, pageInfo } = await page(bounds);
      expect([pageInfo['hasNextPage'], pageInfo['startCursor']]).toEqual([backwards.length > 0, edges[0]?.cursor]);
      expect(nodes.length).toBe(Math.min(size, all.length - backwards.length));
      backwards.unshift(...nodes);
      more = pageInfo['hasPreviousPage'] === true;
      bounds = `last: ${size}, before: "${pageInfo['startCursor']}"`;
    }
    expect([forwards, backwards]).toEqual([all, all]);
  });

  test('a cursor keeps its place when comments before it, or its own, go away', async () => {
    const { endCursor } = (await page('first: 3')).pageInfo;
    const comments = fake.repository.discussions[3]?.comments;
    comments?.shift();
    expect((await page(`first: 1, after: "${endCursor}"`)).nodes).toEqual([9400004]);
    comments?.splice(1, 1);
    expect((await page(`first: 1, after: "${endCursor}"`)).nodes).toEqual([9400005]);
  });

  test('nothing has no cursors', async () => {
    fake.repository.discussions[3]?.comments.splice(0);
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    expect(await page('first: 5')).toEqual({ nodes: [], edges: [], pageInfo });
  });

  const of = 'the `discussions` connection';
  const tooMany = (n: number, bound: string) =>
    `Requesting ${n} records on ${of} exceeds the \`${bound}\` limit of 100 records.`;
  test.each([
    ['', 'MISSING_PAGINATION_BOUNDARIES', `You must provide a \`first\` or \`last\` value to properly paginate ${of}.`],
    ['(first: 101)', 'EXCESSIVE_PAGINATION', tooMany(101, 'first')],
    ['(last: 500)', 'EXCESSIVE_PAGINATION', tooMany(500, 'last')],
    ['(first: 0)', 'EXCESSIVE_PAGINATION', `\`first\` on ${of} cannot be less than one.`],
    [
      '(first: 1, last: 1)',
      'EXCESSIVE_PAGINATION',
      `Passing both \`first\` and \`last\` to paginate ${of} is not supported.`,
    ],
    ['(first: 1, after: "x")', 'INVALID_CURSOR_ARGUMENTS', '`x` does not appear to be a valid cursor.'],
  ])('discussions%s { nodes } is refused', async (bounds, type, message) => {
    const query = `${inRepository(`discussions${bounds} { ...Some }`)} fragment Some on DiscussionConnection { nodes { id } }`;
    expect(await ask(query)).toMatchObject({
      data: { repository: null },
      errors: [{ type, message, path: ['repository', 'discussions'], locations: [{ line: 1, column: 59 }] }],
    });
  });
});

describe('what a query costs', () => {
  /** Lists in lists: `'a 50 b 10'` is ten `b` in each of fifty `a`. */
  const nested = (text: string) =>
    [...text.matchAll(/(\w+) (\d+)/g)].reduceRight(
      (inner, [, name, n]) => `${name}(first: ${n}) { nodes { id ${inner} } }`,
      '',
    );
  const manifold = `repositories(first: 50) { nodes { pullRequests(first: 20) { nodes { comments(first: 10) { totalCount } } }
    issues(first: 20) { nodes { comments(first: 10) { totalCount } } } } } followers(first: 10) { nodes { id } }`;
  const spread = `query ($n: Int = 50) { viewer { ...A } }
    fragment A on User { repositories(first: $n) { nodes { ... { issues(last: 10) { totalCount } } } } }`;

  // The first three are the examples of GitHub's own documentation.
  test.each([
    ['550 nodes', `{ viewer { ${nested('repositories 50 issues 10')} } }`, 1, 550],
    ['22,060 nodes', `{ viewer { ${manifold} } }`, 21, 22_060],
    ['5,101 requests', `{ viewer { ${nested('repositories 100 issues 50 labels 60')} } }`, 51, 305_100],
    ['no list', '{ viewer { login } }', 1, 0],
    ['a page of threads', inRepository(nested('discussions 25 comments 50 replies 20')), 13, 26_275],
    ['variables and fragments', spread, 1, 550],
    ['what is left out', '{ viewer { repositories(first: 50) @include(if: false) { totalCount } } }', 1, 0],
    ['what is only counted', inRepository('discussions(first: 100) { nodes { comments { totalCount } } }'), 1, 100],
  ])('%s', (_, query, cost, nodes) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    expect(priceOf(githubSchema(), document, operation, { n: 50 })).toEqual({ cost, nodes });
  });

  test('it is told in the answer, in the headers and to the test', async () => {
    await ask('{ viewer { login } }');
    const query = listing.replace(/}$/, ' rateLimit { limit cost remaining used nodeCount resetAt } }');
    const { data, headers } = await ask(query);
    const reset = Number(headers.get('x-ratelimit-reset')) * 1000;
    expect(reset).toBeGreaterThan(Date.now());
    const resetAt = new Date(reset).toISOString().replace('.000', '');
    expect(data?.['rateLimit']).toEqual({
      limit: 1000,
      cost: 13,
      remaining: 986,
      used: 14,
      nodeCount: 26_275,
      resetAt,
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '986',
      'x-ratelimit-used': '14',
      'x-ratelimit-resource': 'graphql',
    });
    expect(fake.points).toBe(14);
    expect(fake.requests).toMatchObject([{ cost: 1 }, { query, variables: {}, cost: 13, nodes: 26_275, status: 200 }]);
  });

  test('over half a million possible nodes is too much', async () => {
    const type = 'MAX_NODE_LIMIT_EXCEEDED';
    const message = 'This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000.';
    const query = inRepository(nested('discussions 100 comments 100 replies 100'));
    expect(await ask(query)).toMatchObject({ data: undefined, errors: [{ type, message }] });
    expect(fake.points).toBe(0);
  });

  test('when the points are used, nothing is done', async () => {
    const poor = await startFakeGitHub(exampleRepository(), { points: 14 });
    expect((await ask(listing, poor)).errors).toBeUndefined();
    const refused = await ask(listing, poor);
    expect(refused).toMatchObject({ data: undefined, errors: [{ type: 'RATE_LIMITED' }] });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('1');
    expect((await ask('{ viewer { login } }', poor)).errors).toBeUndefined();
    const hide = `mutation { minimizeComment(input: { subjectId: "${comment(9100001)}", classifier: SPAM }) { clientMutationId } }`;
    expect(await ask(hide, poor)).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
    expect([poor.points, poor.repository]).toEqual([14, exampleRepository()]);
    await poor.close();
  });
});

describe('what it refuses', () => {
  test.each([
    ['no token', '', 'This endpoint requires you to be authenticated.'],
    ['another token', 'wrong', 'Bad credentials'],
  ])('%s', async (_, token, message) => {
    const { status, bytes, headers } = await send('{ viewer { login } }', { token });
    expect([status, headers.get('x-ratelimit-remaining')]).toEqual([401, '1000']);
    expect(JSON.parse(bytes.toString())).toMatchObject({ message });
  });

  test.each([
    [
      '{ repository(owner: "a", name: "b") { id } }',
      'repository',
      "Could not resolve to a Repository with the name 'a/b'.",
    ],
    [
      inRepository('discussion(number: 99) { id }'),
      'repository.discussion',
      'Could not resolve to a Discussion with the number of 99.',
    ],
    ['{ node(id: "DC_kwDOno") { id } }', 'node', "Could not resolve to a node with the global id of 'DC_kwDOno'"],
  ])('%s', async (query, path, message) => {
    const { data, errors } = await ask(query);
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: path.split('.'), message, locations: [{ line: 1 }] }]);
    expect(JSON.stringify(data)).toMatch(/^\{"\w+":(?:null|\{"discussion":null\})\}$/);
  });

  test.each([
    ['a field GitHub has not', '{ viewer { nickname } }', "Field 'nickname' doesn't exist on type 'User'"],
    ['a query that is none', '{ viewer {', expect.stringMatching(/^Syntax Error/)],
    ['a missing variable', 'query ($id: ID!) { node(id: $id) { id } }', expect.stringContaining('$id')],
  ])('%s', async (_, query, message) => {
    expect(await ask(query)).toMatchObject({ data: undefined, errors: [{ message, locations: [{ line: 1 }] }] });
    expect(fake.points).toBe(0);
  });

  test('what is not a question', async () => {
    const headers = { authorization: 'token test-token' };
    const list = await fetch(fake.url, { headers });
    const broken = await fetch(fake.url, { headers, method: 'POST', body: '{"query":' });
    expect([list.status, broken.status]).toEqual([404, 400]);
  });
});

describe('what it lets itself be told', () => {
  const change = async (name: string, input: string, fields: string) => {
    const { data, errors } = await ask(`mutation { ${name}(input: { ${input} }) { ${fields} } }`);
    return errors ?? data?.[name];
  };
  const thread = () => fake.repository.discussions[0]?.comments ?? [];
  const discussion = (number: number) => idOf.discussion(fake.repository, number);

  test('a new discussion', async () => {
    const category = idOf.category(fake.repository, 'Debat');
    const rest = `categoryId: "${category}", title: "Ny", body: "Tekst", clientMutationId: "x"`;
    const fields = 'clientMutationId discussion { number category { name } author { __typename login } }';
    const open = (repository: string) => change('createDiscussion', `repositoryId: "${repository}", ${rest}`, fields);
    expect(await open(idOf.repository(fake.repository))).toEqual({
      clientMutationId: 'x',
      discussion: { number: 5, category: { name: 'Debat' }, author: { __typename: 'Bot', login: 'github-actions' } },
    });
    expect(fake.repository.discussions.at(-1)).toMatchObject({ number: 5, title: 'Ny', body: 'Tekst', comments: [] });
    expect(numbersOf(await get('discussions(first: 1) { nodes { number } }'))).toEqual([5]);
    expect(await open('R_no')).toMatchObject([{ type: 'NOT_FOUND' }]);
  });

  test('a comment, and an answer to one', async () => {
    const input = `discussionId: "${discussion(1)}", body: "Hej"`;
    const fields = 'comment { databaseId replyTo { databaseId } }';
    expect(await change('addDiscussionComment', input, fields)).toEqual({
      comment: { databaseId: 9400014, replyTo: null },
    });
    const answer = await change('addDiscussionComment', `${input}, replyToId: "${comment(9400014)}"`, fields);
    expect(answer).toEqual({ comment: { databaseId: 9400015, replyTo: { databaseId: 9400014 } } });
    expect(thread().at(-1)).toMatchObject({ body: 'Hej', replies: [{ body: 'Hej' }] });
  });

  test.each([
    ['an answer', 1, 9100002, 'UNPROCESSABLE'],
    ['a comment from another discussion', 2, 9100001, 'NOT_FOUND'],
  ])('%s cannot be answered', async (_, number, databaseId, type) => {
    const input = `discussionId: "${discussion(number)}", replyToId: "${comment(databaseId)}", body: "Nej"`;
    expect(await change('addDiscussionComment', input, 'clientMutationId')).toMatchObject([
      { type, path: ['addDiscussionComment'] },
    ]);
    expect(fake.repository).toEqual(exampleRepository());
  });

  test('a deleted comment leaves a stone only where it has answers', async () => {
    const remove = (databaseId: number, fields = 'comment { databaseId }') =>
      change('deleteDiscussionComment', `id: "${comment(databaseId)}"`, fields);
    expect(await remove(9100002)).toEqual({ comment: { databaseId: 9100002 } });
    expect(thread()[0]?.replies).toHaveLength(1);
    expect(await remove(9100001, 'comment { body deletedAt replies { totalCount } }')).toEqual({
      comment: { body: '', deletedAt: expect.stringMatching(/^[\d-]+T[\d:]+Z$/), replies: { totalCount: 1 } },
    });
    await remove(9100008);
    expect(thread().map(({ databaseId }) => databaseId)).toEqual([9100001, 9100004, 9100006, 9100007]);
    expect(await remove(9100002)).toMatchObject([{ type: 'NOT_FOUND' }]);
  });

  test('a hidden comment', async () => {
    const input = `subjectId: "${comment(9100002)}", classifier: OFF_TOPIC`;
    const hidden = { isMinimized: true, minimizedReason: 'off-topic' };
    const fields = 'minimizedComment { isMinimized minimizedReason }';
    expect(await change('minimizeComment', input, fields)).toEqual({ minimizedComment: hidden });
    expect(thread()[0]?.replies?.[0]).toMatchObject(hidden);
  });
});

describe('faults', () => {
  const hurried = { wait: 400 };

  /** The status that is sent (0: none), the error of a client that waits, and how long it waits. */
  const cut: [Fault, number, string, { wait: number }?][] = [
    ['no answer', 0, 'TimeoutError', hurried],
    ['stalled body', 200, 'TimeoutError', hurried],
    ['connection reset', 0, 'TypeError'],
    ['answer lost', 0, 'TypeError'],
    ['truncated length', 200, 'TypeError'],
    ['truncated chunks', 200, 'TypeError'],
  ];
  test.each(cut)('%s: nothing whole arrives', async (fault, status, name, options = { wait: 2_000 }) => {
    fake.failNext(fault);
    await expect(send(listing, options)).rejects.toMatchObject({ name });
    expect(fake.requests).toMatchObject([{ query: listing, status }]);
    expect((await ask(listing)).errors).toBeUndefined();
  });

  const empty = { 'x-ratelimit-remaining': '0' };
  /** What is said instead of an answer: its status, its headers, its text. */
  const told: [Fault, number, Record<string, string | null>, RegExp][] = [
    ['bad credentials', 401, { 'retry-after': null }, /"Bad credentials"/],
    ['forbidden', 403, { 'retry-after': null }, /"Resource not accessible by integration"/],
    ['primary limit', 403, { ...empty, 'retry-after': null }, /API rate limit exceeded/],
    ['secondary limit', 403, { 'x-ratelimit-remaining': '1000', 'retry-after': '1' }, /secondary rate limit/],
    ['secondary limit, bare', 403, { 'x-ratelimit-remaining': '1000', 'retry-after': null }, /secondary rate limit/],
    ['too many requests', 429, { 'retry-after': '1' }, /secondary rate limit/],
    ['server error', 500, { 'content-type': 'application/json; charset=utf-8' }, /^\{.*\}$/],
    ['bad gateway', 502, { 'content-type': 'text/html; charset=utf-8' }, /^<!DOCTYPE html>/],
    ['unavailable', 503, {}, /Unavailable/],
    ['HTML', 200, { 'content-type': 'text/html; charset=utf-8' }, /^<!DOCTYPE html>/],
    ['rate limited', 200, empty, /^\{"errors":\[\{"type":"RATE_LIMITED","message":"[^"]+"\}\]\}$/],
    ['rate limited, new form', 200, empty, /^\{"errors":\[\{"type":"RATE_LIMIT","code":"graphql_rate_limit"/],
  ];
  test.each(told)('%s: said instead of an answer', async (fault, status, headers, text) => {
    fake.failNext(fault);
    const answer = await send(listing);
    expect(answer.status).toBe(status);
    expect(answer.bytes.toString()).toMatch(text);
    expect(Object.keys(headers).map((name) => answer.headers.get(name))).toEqual(Object.values(headers));
    expect(Number(answer.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now());
    expect(fake.requests).toMatchObject([{ query: listing, cost: 0, status }]);
    expect((await ask(listing)).errors).toBeUndefined();
  });

  /** What looks whole, status 200, and is not JSON, or not what was asked for. */
  const spoilt = {
    'half JSON'(bytes, headers) {
      expect(headers.get('content-length')).toBe(String(bytes.length));
      expect(bytes.toString()).toMatch(/^\{"data":\{"repository"/);
      expect(() => JSON.parse(bytes.toString())).toThrow(SyntaxError);
    },
    'invalid UTF-8'(bytes) {
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError);
      expect(JSON.stringify(readAnswer(bytes).data)).toContain('Men hvem skriver den ene?\ufffd"');
    },
    'gzip bomb'(bytes, headers) {
      expect(Number(headers.get('content-length'))).toBeLessThan(100_000);
      expect(bytes.length).toBeGreaterThan(50_000_000);
      expect(readAnswer(bytes)).toEqual({ data: null });
    },
    'nothing there'(bytes) {
      expect(readAnswer(bytes)).toEqual({ data: { repository: null } });
    },
    'partial data'(bytes) {
      expect(readAnswer(bytes).errors).toMatchObject([{ message: expect.stringContaining('Something went wrong') }]);
      expect(listsIn(readAnswer(bytes).data)[0]?.nodes).toEqual([null, ...Array<unknown>(3).fill(expect.anything())]);
    },
    'null nodes'(bytes) {
      const filled = listsIn(readAnswer(bytes).data).filter(({ nodes }) => nodes.length > 0);
      expect(filled.map(({ nodes }) => nodes[0])).toEqual(filled.map(() => null));
      expect(filled[0]?.totalCount).toBe(4);
    },
    'short pages'(bytes) {
      const short = listsIn(readAnswer(bytes).data).filter(({ nodes, totalCount }) => nodes.length !== totalCount);
      expect(short.map(({ totalCount }) => totalCount)).toEqual([4, 5, 2, 1, 11, ...Array<number>(9).fill(1), 1]);
      expect(short.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual(short.map(() => false));
    },
    'short inner pages'(bytes) {
      const short = listsIn(readAnswer(bytes).data).filter(({ nodes, totalCount }) => nodes.length !== totalCount);
      expect(short.map(({ totalCount }) => totalCount)).toEqual([2, 1, ...Array<number>(10).fill(1)]);
    },
    'endless pages'(bytes) {
      const infos = listsIn(readAnswer(bytes).data).map(({ pageInfo }) => pageInfo);
      expect(infos).toEqual(infos.map(() => ({ hasNextPage: true, endCursor: infos[0]?.endCursor })));
    },
  } satisfies Partial<Record<Fault, (bytes: Buffer, headers: Headers) => void>>;
  const isFault = (name: string): name is Fault => name in faults;
  test.each(Object.entries(spoilt))('%s: looks like an answer', async (name, check) => {
    fake.failNext(...[name].filter(isFault));
    const { status, bytes, headers } = await send(listing);
    expect(status).toBe(200);
    check(bytes, headers);
    expect(fake.requests).toMatchObject([{ cost: 13, nodes: 26_275, status: 200 }]);
    expect((await ask(listing)).errors).toBeUndefined();
  });

  test('cut gzip: cannot be unpacked, or not be read', async () => {
    fake.failNext('cut gzip');
    await expect(send(listing).then(({ bytes }) => readAnswer(bytes))).rejects.toThrow();
  });

  test('endless pages: the cursor leads to the same page, for ever', async () => {
    fake.failAlways('endless pages');
    const first = listsIn((await ask(listing)).data)[0];
    const next = await ask(listing.replace('first: 25', `first: 25, after: "${first?.pageInfo.endCursor}"`));
    expect(next.errors).toBeUndefined();
    expect(listsIn(next.data)[0]).toEqual(first);
  });

  test('foreign redirect: to another origin, where the token does not come along', async () => {
    fake.failNext('foreign redirect');
    const { status, url } = await send(listing);
    expect({ status, origin: new URL(url).hostname }).toEqual({ status: 401, origin: '127.0.0.1' });
    expect(fake.requests.map((request) => request.status)).toEqual([307, 401]);
  });

  test('every fault has its row', () => {
    const rows = [...cut, ...told].map(([fault]) => fault);
    const tested = [...rows, ...Object.keys(spoilt), 'cut gzip', 'foreign redirect', 'none'];
    expect(tested.sort()).toEqual(Object.keys(faults).sort());
  });

  test('they come in the order given, and then the lasting one', async () => {
    fake.failAlways('unavailable');
    fake.failNext('none', 'server error');
    fake.failNext('bad gateway');
    for (let i = 0; i < 5; i += 1) await send(listing);
    fake.failAlways(undefined);
    await send(listing);
    expect(fake.requests.map(({ status }) => status)).toEqual([200, 500, 502, 503, 503, 200]);
  });

  test('a mutation whose answer is lost on the way is carried out; one that is turned away is not', async () => {
    const hide = `minimizeComment(input: { subjectId: "${comment(9200001)}", classifier: SPAM })`;
    const query = `mutation { ${hide} { clientMutationId } }`;
    const isHidden = () => fake.repository.discussions[1]?.comments[0]?.isMinimized ?? false;
    fake.failNext('unavailable', 'truncated length');
    await send(query);
    expect(isHidden()).toBe(false);
    await expect(send(query)).rejects.toThrow();
    expect(isHidden()).toBe(true);
  });
});

describe('the server', () => {
  test('listens to this machine only', async () => {
    expect(fake.url).toMatch(/^http:\/\/localhost:\d+\/graphql$/);
    const outside = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    for (const { address } of outside.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      await expect(
        fetch(fake.url.replace('localhost', address), { signal: AbortSignal.timeout(1000) }),
      ).rejects.toThrow();
    }
  });

  test('ends although somebody still waits', async () => {
    fake.failNext('no answer');
    const waiting = expect(send(listing)).rejects.toThrow();
    while (fake.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = performance.now();
    await fake.close();
    await waiting;
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('lists 500 threads with 20,000 comments in seconds', async () => {
    const large = await startFakeGitHub(largeRepository(500, 20_000));
    const before = performance.now();
    const seen = new Set<number>();
    for (let after = 'null'; ;) {
      const { data, errors } = await ask(listing.replace('first: 25', `first: 25, after: ${after}`), large);
      expect(errors).toBeUndefined();
      for (const { databaseId } of objectsIn(data)) if (typeof databaseId === 'number') seen.add(databaseId);
      const { hasNextPage, endCursor } = listsIn(data)[0]?.pageInfo ?? {};
      if (!hasNextPage) break;
      after = `"${endCursor}"`;
    }
    expect([seen.size, large.requests.length]).toEqual([20_000, 20]);
    expect(performance.now() - before).toBeLessThan(15_000);
    await large.close();
  });
});

describe('the repositories', () => {
  const { discussions } = exampleRepository();
  const comments = discussions.flatMap((discussion) => discussion.comments);
  const everything = comments.flatMap((each) => [each, ...(each.replies ?? [])]);

  test('the example has two threads, one of them twice, and a discussion that is none', () => {
    const marker = (thread: string) => `\n\n<!-- sha1: ${createHash('sha1').update(thread).digest('hex')} -->`;
    const [plan, young] = [marker('en-plan-er-staerkere-end-fire'), marker('unge-ved-bordet')];
    expect(discussions.map(({ number, category }) => [number, category])).toEqual(
      [1, 2, 3, 4].map((n) => [n, 'Debat']),
    );
    expect(discussions.map(({ body }) => [plan, young].findIndex((end) => body.endsWith(end)))).toEqual([0, 1, 1, -1]);
  });

  test('the example has every kind of comment, each with a number of its own', () => {
    expect(new Set(everything.map(({ databaseId }) => databaseId)).size).toBe(everything.length);
    const hidden = everything.filter(({ isMinimized }) => isMinimized).map(({ minimizedReason }) => minimizedReason);
    const known = ['abuse', 'off-topic', 'outdated', 'resolved', 'duplicate', 'spam'];
    const expected = [...known, 'Abuse', 'OFF_TOPIC', 'RESOLVED', 'low-quality', null];
    expect(new Set(hidden)).toEqual(new Set(expected));
    expect(comments.filter(({ deletedAt, replies }) => deletedAt && replies?.length)).toHaveLength(1);
    expect(everything.filter(({ author }) => author === null)).toHaveLength(2);
    expect(everything.filter(({ author }) => author?.type === 'Bot')).toHaveLength(1);
    expect(everything.filter(({ lastEditedAt }) => lastEditedAt)).toHaveLength(1);
    expect(everything.filter(({ createdViaEmail, body }) => createdViaEmail && /^> /m.test(body))).toHaveLength(1);
  });

  test('the same call gives the same, and not the same object', () => {
    expect(exampleRepository()).toEqual(exampleRepository());
    exampleRepository().discussions.splice(0);
    expect(exampleRepository().discussions).toHaveLength(4);
    expect(largeRepository(7, 50)).toEqual(largeRepository(7, 50));
    expect(objectsIn(largeRepository(7, 50)).filter((each) => 'databaseId' in each)).toHaveLength(50);
  });
});

const comment = (databaseId: number) => idOf.comment(fake.repository, databaseId);
