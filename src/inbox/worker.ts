import { patient, prompt, type Patience } from '../github/transport.ts';
import { site } from '../site.ts';
import { say } from '../texts.ts';
import { githubInbox, type Environment } from './github-inbox.ts';
import type { InboxEnv } from './env.ts';
import { handle, isInboxPath } from './handler.ts';
import { carryOutLabels, purge } from './moderation.ts';
import { plainPage } from './pages.ts';
import { guarded, page } from './respond.ts';
import { secretsFrom } from './secrets.ts';

/** What a Cloudflare Worker binds: the built site, the settings as text, and a rate limiter where there is one. */
export type WorkerEnv = Environment & {
  readonly ASSETS: { fetch(request: Request | string): Promise<Response> };
  readonly LIMITER?: { limit(options: { key: string }): Promise<{ success: boolean }> };
};

/** Minutes a sender is asked to wait; Cloudflare's limiter counts at most one. */
const rateMinutes = 1;

/** The site and its inbox as a Cloudflare Worker. */
export default {
  async fetch(request: Request, env: WorkerEnv): Promise<Response> {
    if (!isInboxPath(new URL(request.url).pathname)) return env.ASSETS.fetch(request);
    let inbox: InboxEnv;
    try {
      inbox = inboxEnv(env);
    } catch (error) {
      // A setting is missing: whoever runs it reads which one in the log.
      console.error(error instanceof Error ? error.message : 'error');
      const content = plainPage(say('refused.title'), [say('refused.down.case')]);
      return guarded(await page({ readFile: assetsOf(env) }, 503, content));
    }
    return handle(request, inbox);
  },
  /** Does what the board's labels say; run by a cron trigger. */
  async scheduled(_: unknown, env: WorkerEnv): Promise<void> {
    const { queue, publisher } = githubFrom(env, patient);
    await carryOutLabels(queue, publisher);
    await purge(queue, new Date());
  },
};

/** One inbox for each isolate, so that a token from GitHub is used for as long as it lasts. */
const inboxes = new WeakMap<WorkerEnv, InboxEnv>();

function inboxEnv(env: WorkerEnv): InboxEnv {
  const inbox = inboxes.get(env) ?? makeInbox(env);
  inboxes.set(env, inbox);
  return inbox;
}

function githubFrom(env: WorkerEnv, patience: Patience): Pick<InboxEnv, 'queue' | 'publisher'> {
  const { queue, publisher } = githubInbox(env, patience) ?? {};
  if (queue && publisher) return { queue, publisher };
  throw new Error('A Worker keeps nothing itself: INBOX_APP_ID and INBOX_REPOSITORY are needed.');
}

/** Reads the built site. */
const assetsOf =
  ({ ASSETS }: WorkerEnv): InboxEnv['readFile'] =>
  async (path) => {
    const response = await ASSETS.fetch(new URL(path.replace(/index\.html$/, ''), site.url).href);
    if (!response.ok) throw new Error(`${path} is not among the assets`);
    return response.text();
  };

function makeInbox(env: WorkerEnv): InboxEnv {
  return {
    ...githubFrom(env, prompt),
    secrets: secretsFrom(env['INBOX_SECRET'] ?? ''),
    readFile: assetsOf(env),
    mayPass: async (request) => {
      const key = request.headers.get('cf-connecting-ip') ?? '';
      return !env.LIMITER || (await env.LIMITER.limit({ key })).success;
    },
    rateMinutes,
    queueLimit: Number(env['INBOX_LIMIT'] ?? 300),
    now: () => new Date(),
  };
}
