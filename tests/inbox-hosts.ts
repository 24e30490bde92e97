import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { readBody, readWords } from '../src/inbox/issue-text.ts';
import { inboxFolder, nodeEnv } from '../src/inbox/node.ts';
import { caseSchema, type Case } from '../src/inbox/queue.ts';
import { siteServer } from '../src/serve.ts';
import { dist, root } from './built.ts';
import { exampleRepository, inboxRepository } from './fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from './fakes/github/server.ts';
import type { FakeIssue } from './fakes/github/state.ts';
import { multipart, type Body, type Fields } from './inbox-forms.ts';

/** What a host is to do otherwise than by default. */
export interface Settings {
  /** The newest first, with commas between. */
  readonly secrets?: string;
  /** Most that one sender may send: in ten minutes on Node, in one on a Worker. */
  readonly rate?: number;
  /** Most cases that may wait. */
  readonly limit?: number;
}

/** An answer, read whole; nothing in it has been followed. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The inbox on one of the two machines it is written for, spoken to over HTTP. */
export interface Host {
  readonly name: HostName;
  readonly origin: string;
  send(method: string, path: string, sending?: { body?: Buffer; headers?: Headers }): Promise<Answer>;
  /** Sends a form as our own page does; a header that is `undefined` is left out. */
  post(path: string, form: Fields | Body, headers?: Headers): Promise<Answer>;
  /** Every case that waits, whole or not. */
  waiting(): readonly Case[];
  /** Everything the queue has, as it lies there. */
  kept(): string;
  /** Empties the queue. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The names of the two. */
export type HostName = 'Node' | 'workerd';
/** Headers of a request. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Signs on every host that is not told otherwise. */
export const secret = 'hemmelighed-til-proeverne-0123456789';

/** Milliseconds a form may take to arrive on Node; a Worker has no such setting. */
const patience = 1_000;

/** Starts either of them. */
export const startHost = (name: HostName, settings: Settings = {}): Promise<Host> =>
  name === 'Node' ? startNode(settings) : startWorker(settings);

/** The server of `npm start`, with its queue in `folder` of a temporary one. */
async function startNode({ secrets = secret, rate = 100_000, limit = 100_000 }: Settings): Promise<Host> {
  const home = await mkdtemp(join(tmpdir(), 'indbakke-'));
  const environment = { INBOX_SECRET: secrets, INBOX_RATE: String(rate), INBOX_LIMIT: String(limit) };
  const server = siteServer(dist, { ...nodeEnv(environment, home, dist), patience });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const files = (pattern: string) => globSync(pattern, { cwd: join(home, inboxFolder) }).sort();
  const textOf = (path: string) => readFileSync(join(home, inboxFolder, path), 'utf8');
  return {
    ...speakTo('Node', `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`),
    waiting: () => files('venter/*').map((path) => caseSchema.parse(JSON.parse(textOf(path)))),
    kept: () => files('*/*').map(textOf).join('\n'),
    clear: async () => {
      await Promise.all(files('*/*').map((path) => rm(join(home, inboxFolder, path))));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(home, { recursive: true });
    },
  };
}

/** A {@link Host} that is a Worker, and the GitHub behind it. */
export interface Worker extends Host {
  readonly github: FakeGitHub;
  /** The issues of the private repository. */
  issues(): readonly FakeIssue[];
}

/** The Worker in `workerd`, as Cloudflare runs it, with its queue in a GitHub that is not GitHub. */
export async function startWorker({ secrets = secret, rate, limit = 100_000 }: Settings = {}): Promise<Worker> {
  const site = exampleRepository();
  const inbox = inboxRepository();
  const github = await startFakeGitHub(site, { others: [inbox], points: 1_000_000 });
  const app = github.createApp({
    slug: 'beboerdebat-svar',
    repositories: [site, inbox],
    permissions: { issues: 'write', discussions: 'write' },
  });
  const worker = new Miniflare({
    modules: true,
    script: await bundled(),
    compatibilityDate: '2026-07-01',
    compatibilityFlags: ['nodejs_compat'],
    host: '127.0.0.1',
    // Miniflare would otherwise ask Cloudflare where in the world it is.
    cf: false,
    assets: {
      directory: dist,
      binding: 'ASSETS',
      routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
    },
    bindings: {
      INBOX_SECRET: secrets,
      INBOX_LIMIT: String(limit),
      INBOX_APP_ID: String(app.id),
      INBOX_APP_KEY: app.privateKey.replaceAll('\n', '\\n'),
      INBOX_APP_LOGIN: app.slug,
      INBOX_INSTALLATION_ID: String(app.installationId),
      INBOX_REPOSITORY: `${inbox.owner}/${inbox.name}`,
      GITHUB_REPOSITORY: `${site.owner}/${site.name}`,
      GITHUB_API_URL: github.baseUrl,
      GITHUB_GRAPHQL_URL: github.url,
    },
    ...(rate && { ratelimits: { LIMITER: { namespace_id: '1', simple: { limit: rate, period: 60 } } } }),
    handleStructuredLogs: ({ message }) => console.error(message),
  });
  const issues = () => inbox.issues ?? [];
  return {
    ...speakTo('workerd', (await worker.ready).origin),
    github,
    issues,
    waiting: () => issues().flatMap((issue) => (issue.state === 'OPEN' ? caseIn(issue) : [])),
    kept: () => github.texts().join('\n'),
    clear: async () => {
      inbox.issues = [];
    },
    close: async () => {
      await worker.dispose();
      await github.close();
    },
  };
}

let bundle: Promise<string> | undefined;

/** The Worker in one file, bundled as Cloudflare's own tool does it. */
function bundled(): Promise<string> {
  bundle ??= build({
    entryPoints: [join(root, 'src/inbox/worker.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
  }).then(({ outputFiles: [file] }) => file?.text ?? '');
  return bundle;
}

function caseIn({ body, comments }: FakeIssue): Case[] {
  const item = readBody(body);
  const words = comments.map((comment) => readWords(comment.body)).find((each) => each !== undefined);
  return item ? [{ ...item, ...(words && { words }) }] : [];
}

function speakTo(name: HostName, origin: string): Pick<Host, 'name' | 'origin' | 'send' | 'post'> {
  const send: Host['send'] = (method, path, sending) => exchange(`${origin}${path}`, method, sending);
  return {
    name,
    origin,
    send,
    post(path, form, headers) {
      const { body, type } = form.body instanceof Buffer ? (form as Body) : multipart(Object.entries(form));
      return send('POST', path, { body, headers: { origin, 'content-type': type, ...headers } });
    },
  };
}

/** One request on a line of its own. What is sent after the answer has come may be refused: it was not asked for. */
function exchange(
  address: string,
  method: string,
  { body, headers = {} }: { body?: Buffer; headers?: Headers } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const asking = request(address, { method, headers: given, agent: false });
    asking.on('error', reject).on('response', (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('error', reject)
        .on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
    });
    asking.end(body);
  });
}
