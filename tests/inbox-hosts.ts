import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { z } from 'zod';
import { readBody, readWords } from '../src/inbox/issue-text.ts';
import { inboxFolder, nodeEnv } from '../src/inbox/node.ts';
import { caseSchema, type Case } from '../src/inbox/queue.ts';
import { siteServer } from '../src/serve.ts';
import { dist, root } from './built.ts';
import { exampleRepository, inboxRepository } from './fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from './fakes/github/server.ts';
import type { FakeIssue } from './fakes/github/state.ts';
import { speakTo, type Wire } from './inbox-wire.ts';

/** What a host is to do otherwise than by default. */
export interface Settings {
  /** The newest first, with commas between. */
  readonly secrets?: string;
  /** Most that one sender may send: in ten minutes on Node, in one on a Worker. */
  readonly rate?: number;
  /** Most cases that may wait. */
  readonly limit?: number;
}

/** The inbox on one of the two machines it is written for, spoken to over HTTP. */
export interface Host extends Wire {
  readonly name: HostName;
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
    name: 'Node',
    ...speakTo(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`),
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
  /** Makes every token the Worker has worthless. */
  expireTokens(): void;
  /** Does what is done at a set time. */
  runOnTime(): Promise<void>;
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
    compatibilityDate: wrangler.compatibility_date,
    compatibilityFlags: wrangler.compatibility_flags,
    unsafeTriggerHandlers: true,
    host: '127.0.0.1',
    // Miniflare would otherwise ask Cloudflare where in the world it is.
    cf: false,
    assets: {
      directory: dist,
      binding: wrangler.assets.binding,
      routerConfig: { has_user_worker: true, static_routing: { user_worker: wrangler.assets.run_worker_first } },
      assetConfig: {
        html_handling: wrangler.assets.html_handling,
        not_found_handling: wrangler.assets.not_found_handling,
      },
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
    handleStructuredLogs: ({ message }: { message: string }) => console.error(message),
  });
  const spoken = speakTo((await worker.ready).origin);
  const issues = () => inbox.issues ?? [];
  return {
    name: 'workerd',
    ...spoken,
    github,
    issues,
    expireTokens: app.expireTokens,
    runOnTime: async () => {
      const { text } = await spoken.send('GET', '/cdn-cgi/handler/scheduled');
      if (text !== 'ok') throw new Error(`the scheduled work ended with: ${text}`);
    },
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

/** The settings the Worker is deployed with; JSON with comments, and with commas before a bracket. */
const wrangler = z
  .object({
    compatibility_date: z.string(),
    compatibility_flags: z.array(z.string()),
    assets: z.object({
      binding: z.string(),
      html_handling: z.literal('force-trailing-slash'),
      not_found_handling: z.literal('404-page'),
      run_worker_first: z.array(z.string()),
    }),
  })
  .parse(
    JSON.parse(
      readFileSync(join(root, 'src/inbox/wrangler.jsonc'), 'utf8')
        .replace(/^\s*\/\/.*$/gm, '')
        .replace(/,(?=\s*[}\]])/g, ''),
    ),
  );

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
