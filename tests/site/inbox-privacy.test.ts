import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request as askFor } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inboxFolder } from '../../src/inbox/node.ts';
import { caseSchema } from '../../src/inbox/queue.ts';
import { exampleRepository, inboxRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';
import { filled, multipart, type Fields } from '../inbox-forms.ts';
import {
  copyBuiltSite,
  post,
  queueOf,
  send,
  startServer,
  ticketFor,
  type InboxServer,
  type Sending,
} from '../inbox-server.ts';
import { run, type SiteCopy } from '../site-copy.ts';

/** What a browser, and what stands between it and the server, tell of a sender; each value is found nowhere else. */
const told: Readonly<Record<string, string>> = {
  'x-forwarded-for': '203.0.113.77',
  'x-real-ip': '203.0.113.78',
  'cf-connecting-ip': '198.51.100.23',
  forwarded: 'for=192.0.2.43;proto=http',
  'x-inbox-sender': '192.0.2.44',
  'user-agent': 'Agentmaerke/7.31 (X11; Linux)',
  referer: 'http://henvist.example/stimaerke/?q=spoergsmaalsmaerke',
  'accept-language': 'kl-GL-sprogmaerke',
  cookie: 'krumme=kagemaerke',
  'sec-ch-ua-platform': '"Platformsmaerke"',
  'x-request-id': 'sporingsmaerke',
};
/** Only Linux has a whole network of addresses for itself. */
const localAddress = process.platform === 'linux' ? '127.83.41.17' : undefined;
const sender: Sending = { headers: told, localAddress };

/** What would give a sender away, by what it is. */
const traces = new Map([
  ...Object.entries(told),
  ...['192.0.2.43', 'Agentmaerke', 'stimaerke', 'spoergsmaalsmaerke', 'sprogmaerke', 'kagemaerke'].map(
    (part): [string, string] => [`part of a header: ${part}`, part],
  ),
  ...(localAddress ? [['source address', localAddress] as const] : []),
  ['path that was asked for', 'oensket-sted'],
  ['file name that was sent', 'filmaerke'],
]);

/** A trace in every guise it could lie somewhere in. */
const guisesOf = (value: string): string[] => [
  value,
  encodeURIComponent(value),
  ...(['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(value).toString(form).replace(/=+$/, '')),
  ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) =>
    (['hex', 'base64', 'base64url'] as const).map((form) => createHash(name).update(value).digest(form).slice(0, 16)),
  ),
];
const guises = [...traces].map(([what, value]) => [what, guisesOf(value)] as const);

/** Which of the traces are found in `text`. */
const tracesIn = (text: string | Buffer): string[] =>
  guises.filter(([, all]) => all.some((guise) => text.includes(guise))).map(([what]) => what);

test('a trace is found in whatever guise it has', () => {
  const ip = '203.0.113.77';
  const found = ['x-forwarded-for'];
  expect(tracesIn(`sender: ${ip}`)).toEqual(found);
  expect(tracesIn(Buffer.from(createHash('sha256').update(ip).digest('hex')))).toEqual(found);
  expect(tracesIn(Buffer.from(ip).toString('base64'))).toEqual(found);
  expect(tracesIn('203.0.113.7')).toEqual([]);
});

/** Every file under `folder` by its path, and when it was last written; links to other places are not followed. */
async function filesIn(folder: string, path = ''): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) for (const [inner, time] of await filesIn(folder, at)) found.set(inner, time);
    else if (entry.isFile()) found.set(at, (await stat(join(folder, at))).mtimeMs);
  }
  return found;
}

/** A server at work in a folder of its own, and what it has left there. */
interface Office {
  readonly copy: SiteCopy;
  server: InboxServer;
  readonly settings: Record<string, string>;
  /** What was there before it. */
  readonly before: ReadonlyMap<string, number>;
}

async function openOffice(
  settings: Record<string, string>,
  prepare?: (folder: string) => Promise<unknown>,
): Promise<Office> {
  const copy = await copyBuiltSite();
  const tmp = join(copy.folder, '.data/tmp');
  await mkdir(tmp, { recursive: true });
  const own = { TMPDIR: tmp, HOME: tmp, ...settings };
  await prepare?.(copy.folder);
  const before = await filesIn(copy.folder);
  return { copy, settings: own, before, server: await startServer(copy.folder, own) };
}

/** Every file that was written since, by its path, packed ones unpacked. */
async function writtenIn({ copy: { folder }, before }: Office): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const [path, time] of await filesIn(folder)) {
    if (before.get(path) === time) continue;
    const bytes = await readFile(join(folder, path));
    found.set(path, bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  }
  return found;
}

/** What stands in the log besides the server's own few lines. */
const strayLines = (said: string): string[] =>
  said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !ownLines.some((own) => own.test(line)));
const ownLines = [
  /^Beboerdebat is ready: {2}http:\/\/127\.0\.0\.1:\d+\/$/,
  /^Stop it with Ctrl\+C\.$/,
  /^Svar er kommet til eller væk\. Siden bygges igen …$/,
  /^Siden er bygget igen på \d+ s\.$/,
  // One line for a fault; what was sent stands in none of them, which `secrets` sees to.
  /^inbox: .{1,100}$/,
];

const words = {
  name: 'Navnemærke',
  place: 'Stedmærke',
  ties: 'Rollemærke',
  text: 'Tekstmærke: sæt en bænk.',
  once: 'zq7wmx3kd9h2vt5pj8rb4nfy6c',
};
const report = { name: '', place: '', ties: '', text: 'Grundmærke: det er ikke sandt.' };
/** What a person wrote or was given, which no log may tell. */
const secrets = /mærke|noegle|proof|token|opgave/i;

/** Bytes as they are, from the sender; gives the status line of the answer, empty when there is none. */
function sendRaw({ origin }: InboxServer, text: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port), ...(localAddress && { localAddress }) });
    socket
      .on('data', (part: Buffer) => {
        answer += part.toString();
        socket.end();
      })
      .on('error', () => undefined)
      .on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
    const headers = Object.entries(told).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(text.replace('MARKS\r\n', headers.join('')));
    if (text.includes('Content-Length')) socket.end();
  });
}

/** Something that is sent, and the status it gets. */
interface Row {
  readonly name: string;
  readonly status: number;
  send(server: InboxServer): Promise<{ readonly status: number }>;
}

const posted =
  (changes: Fields, more: Sending = {}, path?: string): Row['send'] =>
  async (server) =>
    post(
      server,
      { ...filled, ...words, ...changes },
      { ...sender, ...more, headers: { ...told, ...more.headers } },
      path,
    );
const asked =
  (path: string, method = 'GET'): Row['send'] =>
  ({ origin }) =>
    send(`${origin}${path}`, { ...sender, method });
const raw =
  (text: string): Row['send'] =>
  async (server) => ({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(await sendRaw(server, text))?.[1] ?? 0) });
const file = (name: string) =>
  `--x\r\nContent-Disposition: form-data; name="text"; filename="${name}"\r\n\r\nord\r\n--x--\r\n`;

const rows: readonly Row[] = [
  {
    name: 'a reply with a proof of work',
    status: 303,
    send: async (server) => post(server, (await ticketFor(words, server)).fields, sender),
  },
  {
    name: 'the same once more',
    status: 303,
    send: async (server) => post(server, (await ticketFor(words)).fields, sender),
  },
  {
    name: 'a report',
    status: 303,
    send: async (server) =>
      post(server, (await ticketFor(report, undefined, 'report')).fields, sender, '/svar/anmeld/'),
  },
  {
    name: 'a reply that is taken back',
    status: 303,
    send: async (server) => {
      const { fields, caseAddress } = await ticketFor({ ...words, text: 'Fortrydelsesmærke.' });
      await post(server, fields, sender);
      const key = new URL(caseAddress, server.origin).searchParams.get('noegle') ?? '';
      return post(server, { noegle: key }, sender, '/svar/sag/');
    },
  },
  { name: 'a reply without JavaScript', status: 200, send: posted({}) },
  { name: 'a reply to be edited', status: 200, send: posted({ step: 'edit' }) },
  { name: 'an empty one', status: 422, send: posted({ text: '', name: '', consent: '' }) },
  { name: 'one a program filled in', status: 422, send: posted({ homepage: 'Hjemmesidemærke' }) },
  { name: 'an unknown field', status: 400, send: posted({ ukendtmaerke: 'Feltmærke' }) },
  { name: 'one that is too large', status: 413, send: posted({ text: 'Tekstmærke '.repeat(2_000) }) },
  { name: 'an unknown text', status: 404, send: posted({ thread: 'traadmærke' }) },
  { name: 'an unknown reply', status: 409, send: posted({ parent: 'svarmærke' }) },
  { name: 'a forged proof', status: 403, send: posted({ proof: btoa('{"proof":"bevismaerke"}') }) },
  { name: 'a forged token', status: 403, send: posted({ token: 'tokenmaerke' }) },
  { name: 'another origin', status: 403, send: posted({}, { headers: { origin: 'http://henvist.example' } }) },
  { name: 'no form', status: 415, send: posted({}, { headers: { 'content-type': 'text/plain; x=maerke' } }) },
  {
    name: 'a file',
    status: 400,
    send: posted({}, { body: file('filmaerke'), headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
  },
  {
    name: 'broken UTF-8',
    status: 400,
    send: (server) => {
      const { body, type } = multipart([['text', Buffer.from([0x54, 0xff])]]);
      return posted({}, { body, headers: { 'content-type': type } })(server);
    },
  },
  { name: 'an unknown task', status: 400, send: posted({}, { body: 'opgavemærke' }, '/svar/opgave/') },
  { name: 'a form about an unknown text', status: 404, send: asked('/svar/?traad=oensket-sted&svar=oensket-sted') },
  {
    name: 'a case with its key',
    status: 200,
    send: async (server) => asked((await ticketFor(words)).caseAddress)(server),
  },
  { name: 'a case without', status: 404, send: asked('/svar/sag/?noegle=oensket-sted') },
  { name: 'a page that is not there', status: 404, send: asked('/oensket-sted/?q=oensket-sted') },
  { name: 'a method nobody answers', status: 405, send: asked('/svar/?q=oensket-sted', 'PUT') },
  { name: 'a method no form may have', status: 405, send: asked('/svar/?q=oensket-sted', 'TRACE') },
  {
    name: 'a host that is none',
    status: 400,
    send: raw('GET /svar/sag/?noegle=oensket-sted HTTP/1.1\r\nHost: a b\r\nMARKS\r\n\r\n'),
  },
  {
    name: 'a host with a password',
    status: 400,
    send: raw('GET /svar/sag/?noegle=oensket-sted HTTP/1.1\r\nHost: kagemaerke:1@localhost\r\nMARKS\r\n\r\n'),
  },
  { name: 'no HTTP at all', status: 400, send: raw('oensket-sted\r\n\r\n') },
  {
    name: 'a form that is broken off',
    status: 400,
    send: raw(
      `POST /svar/ HTTP/1.1\r\nHost: localhost\r\nMARKS\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 999\r\n\r\n${file('filmaerke')}`,
    ),
  },
  {
    name: 'one too many',
    status: 429,
    send: async (server) => post(server, (await ticketFor({ ...words, text: 'For meget, mærke.' })).fields, sender),
  },
];

describe('in folders of its own server', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({ INBOX_RATE: '4' });
  });
  afterAll(async () => {
    await office.server.kill();
    await office.copy.remove();
  });
  /** What the server says while something is sent; it is waited for until it has had time to say it. */
  async function heard(act: () => Promise<unknown>): Promise<string> {
    const before = office.server.said().length;
    await act();
    await send(`${office.server.origin}/robots.txt`);
    return office.server.said().slice(before);
  }

  test.each(rows)('$name: the log tells nothing of who sent it, or what', async ({ status, send: act }) => {
    let answer: { readonly status: number } | undefined;
    const said = await heard(async () => (answer = await act(office.server)));
    expect(answer?.status).toBe(status);
    expect({ traces: tracesIn(said), secrets: secrets.test(said), stray: strayLines(said) }).toEqual({
      traces: [],
      secrets: false,
      stray: [],
    });
  });

  test.each<[string, (id: string) => Promise<void>, (id: string) => Promise<void>]>([
    [
      'a file stands where the queue should',
      async () => {
        await rename(queueOf(office.copy.folder), join(office.copy.folder, 'flyttet'));
        await writeFile(queueOf(office.copy.folder), '');
      },
      async () => {
        await rm(queueOf(office.copy.folder));
        await rename(join(office.copy.folder, 'flyttet'), queueOf(office.copy.folder));
      },
    ],
    [
      'a case is cut in half',
      (id) => writeFile(join(queueOf(office.copy.folder), `venter/${id}.json`), '{"text": "Tekstmærke", "nam'),
      (id) => rm(join(queueOf(office.copy.folder), `venter/${id}.json`)),
    ],
  ])('when %s, the log tells that, and nothing of who sent what', async (_, spoil, mend) => {
    const { fields, id, caseAddress } = await ticketFor({ ...words, text: 'Fejlmærke.' });
    await spoil(id);
    const statuses: number[] = [];
    const said = await heard(async () => {
      statuses.push((await post(office.server, fields, { headers: told })).status);
      statuses.push((await asked(caseAddress)(office.server)).status);
      const key = new URL(caseAddress, office.server.origin).searchParams.get('noegle') ?? '';
      statuses.push((await post(office.server, { noegle: key }, sender, '/svar/sag/')).status);
    });
    await mend(id);
    expect(statuses).toEqual([503, 503, 503]);
    expect(said).not.toBe('');
    expect({ traces: tracesIn(said), secrets: secrets.test(said), stray: strayLines(said) }).toEqual({
      traces: [],
      secrets: false,
      stray: [],
    });
  });

  test('npm run inbox names a file it cannot read, and does not quote it', async () => {
    const { copy, settings } = office;
    const path = join(queueOf(copy.folder), 'venter/000000000000.json');
    await writeFile(path, '{"text": "Tekstmærke", "nam');
    const { code, output } = await run('src/inbox/cli.ts', ['list'], copy.folder, settings);
    await rm(path);
    expect([code, secrets.test(output)]).toEqual([1, false]);
    expect(output).toContain('000000000000');
  });

  test('the same reply from two senders leaves the same file, but for its moment', async () => {
    const { fields, id } = await ticketFor({ ...words, text: 'Ens.' });
    const path = join(queueOf(office.copy.folder), `venter/${id}.json`);
    const files: unknown[] = [];
    const senders: Sending[] = [
      { headers: told, localAddress: localAddress && '127.83.41.18' },
      { headers: { 'user-agent': 'x' }, localAddress: localAddress && '127.83.41.19' },
    ];
    for (const each of senders) {
      expect((await post(office.server, fields, each)).status).toBe(303);
      const { received, ...rest } = caseSchema.parse(JSON.parse(await readFile(path, 'utf8')));
      expect(Date.parse(received)).toBeGreaterThan(0);
      files.push(rest);
      await rm(path);
    }
    expect(files[0]).toEqual(files[1]);
    const { name, place, ties, thread } = { ...filled, ...words };
    const own = { id, kind: 'reply', thread, parent: '', labels: ['Sendt uden JavaScript'], state: 'waiting' };
    expect(files[0]).toMatchObject({ words: { name, place, ties, text: 'Ens.' } });
    expect(Object.keys(Object(files[0])).sort()).toEqual([...Object.keys(own), 'keyHash', 'words'].sort());
  });

  test('approved with npm run inbox and built into the site, nothing of a sender is in any file', async () => {
    const { server, copy, settings } = office;
    const { id } = await ticketFor(words);
    const before = server.said().length;
    const { code, output } = await run('src/inbox/cli.ts', ['approve', id], copy.folder, settings);
    expect([code, output]).toEqual([0, expect.stringContaining('Svaret er godkendt')]);
    expect(tracesIn(output)).toEqual([]);
    await expect.poll(() => server.said(), { timeout: 280_000, interval: 200 }).toContain('Siden er bygget igen');
    expect(strayLines(server.said().slice(before))).toEqual([]);

    const written = await writtenIn(office);
    const paths = [...written.keys()];
    expect(paths).toEqual(
      expect.arrayContaining([
        `${inboxFolder}/afgjort/${id}.json`,
        `.data/svar-her/vist/f-${id}.json`,
        'dist/debat/unge-ved-bordet/index.html',
      ]),
    );
    expect(written.get('dist/debat/unge-ved-bordet/index.html')?.includes('Tekstmærke')).toBe(true);
    expect(paths.filter((path) => tracesIn(path).length > 0)).toEqual([]);
    const found = [...written].map(([path, bytes]) => [path, tracesIn(bytes)]).filter(([, all]) => all?.length);
    expect(found).toEqual([]);

    // What was taken back, refused, or shown in a preview only, is kept nowhere; nor is anybody's key.
    const gone = ['Fortrydelsesmærke', 'Hjemmesidemærke', 'Feltmærke', 'For meget, mærke', 'Fejlmærke', 'bevismaerke'];
    const { caseAddress, fields } = await ticketFor(words);
    gone.push(caseAddress.slice(-26), fields['once'] ?? '');
    const kept = gone.filter((each) => [...written.values()].some((bytes) => bytes.includes(each)));
    expect(kept).toEqual([]);
  }, 300_000);
});

/** One request to GitHub as it was sent. */
interface Asked {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stands between the server and GitHub: remembers all that is asked, and can answer with an error that quotes it. */
async function startListener(target: string) {
  const heard: Asked[] = [];
  const manner = { quotes: false };
  const listener = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const body = Buffer.concat(parts);
    const { method = '', url = '', rawHeaders } = request;
    const pairs = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [[name.toLowerCase(), rawHeaders[at + 1] ?? '']]));
    heard.push({ line: `${method} ${url}`, headers: Object.fromEntries(pairs), body: body.toString() });
    if (manner.quotes && body.includes('mærke')) {
      const message = `Variable $body was provided invalid value: ${body.toString()}`;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message }] }));
      return;
    }
    askFor(`${target}${url}`, { method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).end(body);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const close = () =>
    new Promise<void>((resolve) => {
      listener.close(() => resolve());
      listener.closeAllConnections();
    });
  return {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    heard,
    manner,
    close,
  };
}

describe('on GitHub', () => {
  let office: Office;
  let fake: FakeGitHub;
  let listener: Awaited<ReturnType<typeof startListener>>;
  beforeAll(async () => {
    const [site, inbox] = [exampleRepository(), inboxRepository()];
    fake = await startFakeGitHub(site, { others: [inbox], points: 100_000 });
    const permissions = { issues: 'write', discussions: 'write' } as const;
    const app = fake.createApp({ slug: 'beboerdebat-svar', repositories: [site, inbox], permissions });
    listener = await startListener(fake.baseUrl);
    const settings = {
      // A proxy before the server is believed: the sender's address comes from the header.
      TRUST_PROXY: '1',
      INBOX_APP_ID: String(app.id),
      INBOX_APP_KEY: app.privateKey,
      INBOX_INSTALLATION_ID: String(app.installationId),
      INBOX_APP_LOGIN: app.slug,
      INBOX_REPOSITORY: 'beboerdebat/indbakke',
      GITHUB_REPOSITORY: 'beboerdebat/beboerdebat',
      GITHUB_API_URL: listener.baseUrl,
      GITHUB_GRAPHQL_URL: `${listener.baseUrl}/graphql`,
    };
    // With what is on GitHub fetched beforehand, the server finds nothing new to build.
    office = await openOffice(settings, (folder) =>
      run('src/replies/fetch.ts', [], folder, { ...settings, GITHUB_TOKEN: 'test-token' }),
    );
  });
  afterAll(async () => {
    await office.server.kill();
    await office.copy.remove();
    await listener.close();
    await fake.close();
  });

  test('sent, looked at, hindered, approved and taken back, nothing of a sender is in a request, a file or the log', async () => {
    const { server, copy, settings } = office;
    const { fields, id, caseAddress } = await ticketFor(words, server);
    const sent = await post(server, fields, sender);
    expect(sent.status).toBe(303);
    const address = sent.headers.location ?? '';
    expect((await asked(address)(server)).status).toBe(200);

    const hindered = await ticketFor({ ...words, text: 'Fejlmærke.' });
    fake.failAlways('unavailable');
    expect((await post(server, hindered.fields, sender)).status).toBe(503);
    expect((await asked(address)(server)).status).toBe(503);
    fake.recover();

    const approved = await run('src/inbox/cli.ts', ['approve', id], copy.folder, settings);
    expect([approved.code, approved.output]).toEqual([0, expect.stringContaining('Svaret er godkendt')]);
    expect(tracesIn(approved.output)).toEqual([]);
    const isPublic = () => JSON.stringify(fake.repository).includes('Tekstmærke');
    expect(isPublic()).toBe(true);
    const key = new URL(address, server.origin).searchParams.get('noegle') ?? '';
    expect((await post(server, { noegle: key }, sender, '/svar/sag/')).status).toBe(303);
    expect(isPublic()).toBe(false);

    const { heard } = listener;
    expect(heard.filter(({ body }) => body.includes('Tekstmærke')).length).toBeGreaterThanOrEqual(2);
    const asTheyWere = heard.map((each) => JSON.stringify(each));
    expect(asTheyWere.flatMap((each) => tracesIn(each))).toEqual([]);
    const keys = [caseAddress.slice(-26), key, fields['once'] ?? '', fields['proof'] ?? ''];
    expect(keys.filter((each) => asTheyWere.some((request) => request.includes(each)))).toEqual([]);
    // Whatever the sender's browser sends, these are the server's own.
    expect([...new Set(heard.flatMap(({ headers }) => Object.keys(headers)))].sort()).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'sec-fetch-mode',
      'user-agent',
    ]);
    const constant = ['accept-language', 'user-agent'].map((name) => [
      ...new Set(heard.map(({ headers }) => headers[name])),
    ]);
    expect(constant).toEqual([['*'], expect.arrayContaining([expect.stringMatching(/^octokit-/)])]);

    const said = server.said();
    expect({ traces: tracesIn(said), secrets: secrets.test(said), stray: strayLines(said) }).toEqual({
      traces: [],
      secrets: false,
      stray: [],
    });
    const written = await writtenIn(office);
    const found = [...written].map(([path, bytes]) => [path, tracesIn(bytes)]).filter(([, all]) => all?.length);
    expect(found).toEqual([]);
    const inAFile = [...written].filter(([, bytes]) => bytes.includes('mærke')).map(([path]) => path);
    expect(inAFile).toEqual([]);
  }, 300_000);

  // GitHub's own words about a value it does not like quote the value.
  test('an error in which GitHub quotes what it was sent is not quoted in the log', async () => {
    const { server } = office;
    const before = server.said().length;
    const { fields } = await ticketFor({ ...words, text: 'Fejlmærke.' });
    listener.manner.quotes = true;
    expect((await post(server, fields, sender)).status).toBe(503);
    listener.manner.quotes = false;
    const said = server.said().slice(before);
    expect(said).not.toBe('');
    expect({ secrets: secrets.test(said), stray: strayLines(said) }).toEqual({ secrets: false, stray: [] });
  });
});
