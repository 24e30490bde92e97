import { site } from '../site.ts';
import { say } from '../texts.ts';
import { readForm, readText, type Unread } from './body.ts';
import { checks, formStateOf, isFromHere, tokenFor, type Attempt, type Verdict } from './checks.ts';
import type { InboxEnv } from './env.ts';
import { fingerprintOf, randomOnce, type Kind } from './fingerprint.ts';
import type { FormState } from './form.ts';
import { withdraw } from './moderation.ts';
import { casePage, formPage, framed, plainPage, previewPage, spelled, type InboxPage } from './pages.ts';
import { createTask, isFingerprint } from './proof.ts';
import { QueueError, type Found, type Waiting } from './queue.ts';
import { labelsOf } from './rules.ts';
import { caseKey, caseNumber, isSame, keyHash } from './secrets.ts';
import { framePath, siteIndexPath, siteIndexSchema, type SiteIndex } from './site-index.ts';
import { salvage, submissionFrom } from './submission.ts';

type Route = (request: Request, env: InboxEnv) => Promise<Response>;

const routes: Readonly<Record<string, Readonly<Partial<Record<string, Route>>>>> = {
  '/svar/': { GET: showForm('reply'), POST: takeIn('reply') },
  '/svar/anmeld/': { GET: showForm('report'), POST: takeIn('report') },
  '/svar/opgave/': { POST: giveTask },
  '/svar/sag/': { GET: showCase, POST: withdrawCase },
};

/** True when the inbox answers for `path`; all else is the site's own files. */
export const isInboxPath = (path: string): boolean => Object.hasOwn(routes, path);

/** Answers a request to the inbox. Whatever goes wrong, the answer is a Danish page that keeps what was written. */
export async function handle(request: Request, env: InboxEnv): Promise<Response> {
  const methods = routes[new URL(request.url).pathname] ?? {};
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  try {
    if (!site.inbox) return await page(env, 410, plainPage(say('refused.title'), [say('refused.off')]));
    const route = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (route) return await route(request, env);
    const headers = { Allow: Object.keys(methods).join(', ') };
    return await page(env, 405, plainPage(say('refused.title'), [say('refused.method')]), headers);
  } catch (error) {
    return down(env, error);
  }
}

function takeIn(kind: Kind): Route {
  return async (request, env) => {
    const read = await readForm(request, env.patience);
    if ('reason' in read) return unreadable(kind, read, env);
    const submission = submissionFrom(kind, read.fields);
    if (!submission) return unreadable(kind, { reason: 'fields', fields: read.fields }, env);
    const { content } = submission;
    const index = await readIndex(env);
    const attempt: Attempt = {
      request,
      env,
      submission,
      once: submission.once || randomOnce(),
      fingerprint: await fingerprintOf(content),
      piece: Object.hasOwn(index, content.thread) ? index[content.thread] : undefined,
    };
    for (const check of checks) {
      const verdict = await check(attempt);
      if (verdict) return answer(attempt, verdict);
    }
    try {
      return await accept(attempt);
    } catch (error) {
      const retryAfter = told(error);
      const headers = { 'Retry-After': String(retryAfter) };
      return answer(attempt, { status: 503, show: 'form', words: say('refused.down'), headers });
    }
  };
}

/** Puts it in the queue, and leads its writer to the case. */
async function accept({ submission, once, fingerprint, env }: Attempt): Promise<Response> {
  const { kind, thread, parent, name, place, ties, text } = submission.content;
  const id = caseNumber(fingerprint);
  const key = await caseKey(once, id, env.secrets);
  const labels = labelsOf(submission.content);
  const item: Waiting = {
    id,
    kind,
    thread,
    parent,
    keyHash: await keyHash(key),
    received: env.now().toISOString(),
    labels: submission.token ? [...labels, say('label.noscript')] : labels,
    state: 'waiting',
    words: { name, place, ties, text },
  };
  const added = await env.queue.add(item);
  if (isSame(added.item.keyHash, item.keyHash)) {
    return new Response(null, {
      status: 303,
      headers: { Location: `${caseAddress(added.ref, key)}&ny=1`, 'Cache-Control': 'no-store' },
    });
  }
  // Somebody sent the very same before. Only who did is given the key to it.
  const words = say('case.known.lead', { number: spelled(id) });
  return page(env, 200, plainPage(say('case.known'), [words]));
}

async function answer(attempt: Attempt, verdict: Verdict): Promise<Response> {
  const { env, submission, once, piece } = attempt;
  if (verdict.show === 'form') {
    return page(env, verdict.status, formPage(formStateOf(attempt, verdict), piece), verdict.headers);
  }
  const token = await tokenFor(attempt, verdict);
  return page(env, verdict.status, previewPage(submission.content, { token, once, refusal: verdict.words }));
}

const statuses = { type: 415, size: 413, slow: 408, encoding: 400, fields: 400 } as const;

/** A form nobody could read: what can be saved of it stands in a form of our own. */
async function unreadable(kind: Kind, { reason, fields }: Unread, env: InboxEnv): Promise<Response> {
  const index = await readIndex(env);
  const thread = fields['thread'] ?? '';
  const piece = Object.hasOwn(index, thread) ? index[thread] : undefined;
  const words = say(`refused.${reason}`);
  // The rest of what is being sent is not waited for.
  const headers = reason === 'slow' || reason === 'size' ? { Connection: 'close' } : {};
  const values = salvage(fields);
  if (!piece && Object.keys(values).length === 0) {
    return page(env, statuses[reason], plainPage(say('refused.title'), [words]), headers);
  }
  const state: FormState = { kind, thread: piece ? thread : '', values, refusal: words, once: randomOnce() };
  return page(env, statuses[reason], formPage(state, piece), headers);
}

function showForm(kind: Kind): Route {
  return async (request, env) => {
    const query = new URL(request.url).searchParams;
    const thread = query.get('traad') ?? '';
    const id = query.get('svar') ?? '';
    const index = await readIndex(env);
    const piece = Object.hasOwn(index, thread) ? index[thread] : undefined;
    const title = say(kind === 'reply' ? 'answer.title' : 'report.title');
    if (!thread) return page(env, 200, plainPage(title, [say('answer.none')]));
    if (!piece) return page(env, 404, plainPage(title, [say('refused.unknown')]));
    if (!piece.isOpen && kind === 'reply') {
      return page(env, 409, plainPage(title, [say('refused.closed', { title: piece.title })]));
    }
    const name = Object.hasOwn(piece.replies, id) ? piece.replies[id] : undefined;
    const refusal = id && name === undefined ? say(kind === 'reply' ? 'refused.parent' : 'refused.report.parent') : '';
    const parent = name === undefined ? undefined : { id, name };
    const state = { kind, thread, parent, refusal, once: randomOnce() };
    return page(env, refusal ? 404 : 200, formPage(state, piece));
  };
}

async function giveTask(request: Request, env: InboxEnv): Promise<Response> {
  const fingerprint = await readText(request, 64, env.patience);
  if (!isFromHere(request) || !isFingerprint(fingerprint)) return new Response('', { status: 400 });
  return Response.json(await createTask(fingerprint, env.now().getTime(), env.secrets), {
    headers: { 'Cache-Control': 'no-store' },
  });
}

async function showCase(request: Request, env: InboxEnv): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const key = query.get('noegle') ?? '';
  const found = await caseOf(key, env);
  if (!found) return page(env, 404, plainPage(say('case.unknown'), [say('case.unknown.lead')]));
  const index = await readIndex(env);
  const piece = Object.hasOwn(index, found.item.thread) ? index[found.item.thread] : undefined;
  const address = new URL(caseAddress(found.ref, found.key), ownOrigin(request)).href;
  const options = { isNew: query.has('ny'), address };
  return page(env, 200, casePage(found.item, key, piece, options));
}

async function withdrawCase(request: Request, env: InboxEnv): Promise<Response> {
  const read = await readForm(request, env.patience);
  if ('reason' in read) {
    return page(env, statuses[read.reason], plainPage(say('refused.title'), [say(`refused.${read.reason}`)]));
  }
  if (!isFromHere(request)) return page(env, 403, plainPage(say('refused.title'), [say('refused.origin')]));
  const found = await caseOf(read.fields['noegle'] ?? '', env);
  if (!found) return page(env, 404, plainPage(say('case.unknown'), [say('case.unknown.lead')]));
  await withdraw(env.queue, env.publisher, found.ref);
  const headers = { Location: caseAddress(found.ref, found.key), 'Cache-Control': 'no-store' };
  return new Response(null, { status: 303, headers });
}

/** The case whose private key was given: the queue's word for it, a dot, and the key. */
async function caseOf(given: string, env: InboxEnv): Promise<(Found & { readonly key: string }) | undefined> {
  const [, ref, key] = /^([0-9a-z-]{12,40})\.([0-9a-z]{26})$/.exec(given) ?? [];
  const found = ref ? await env.queue.find(ref) : undefined;
  return found && key && isSame(found.item.keyHash, await keyHash(key)) ? { ...found, key } : undefined;
}

/** The origin its reader knows: the site's own, but for a server that is being tried out. */
const ownOrigin = ({ url }: Request) => (new URL(url).host === new URL(site.url).host ? site.url : url);

const caseAddress = (ref: string, key: string) => `/svar/sag/?noegle=${ref}.${key}`;

const readIndex = async (env: InboxEnv): Promise<SiteIndex> =>
  siteIndexSchema.parse(JSON.parse(await env.readFile(siteIndexPath)));

/** What could not be done, and what to do instead; only what kind of fault it was is written down. */
async function down(env: InboxEnv, error: unknown): Promise<Response> {
  const headers = { 'Retry-After': String(told(error)) };
  try {
    return await page(env, 503, plainPage(say('refused.title'), [say('refused.down.case')]), headers);
  } catch {
    return new Response(say('refused.down.case'), {
      status: 503,
      headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
}

/** Tells who runs the server what went wrong, without a word of what was written; gives the seconds to wait. */
function told(error: unknown): number {
  console.error(
    `inbox: ${error instanceof QueueError ? error.message : error instanceof Error ? error.name : 'error'}`,
  );
  return error instanceof QueueError ? error.retryAfter : 120;
}

async function page(
  env: InboxEnv,
  status: number,
  content: InboxPage,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return new Response(framed(await env.readFile(framePath), content), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "frame-ancestors 'none'",
      // The address of a case is a key: it is told to nobody else. (With `no-referrer` browsers hide the origin of forms.)
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'X-Robots-Tag': 'noindex',
      ...headers,
    },
  });
}
