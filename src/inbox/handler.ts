import { site } from '../site.ts';
import { say } from '../texts.ts';
import { takeArticle } from './article.ts';
import { readText } from './body.ts';
import { showCase, withdrawCase } from './cases.ts';
import { isFromHere } from './checks.ts';
import type { InboxEnv } from './env.ts';
import { plainPage } from './pages.ts';
import { createTask, isFingerprint } from './proof.ts';
import { guarded, page, told, type Route } from './respond.ts';
import { showForm, takeIn } from './take-in.ts';

const routes: Readonly<Record<string, Readonly<Partial<Record<string, Route>>>>> = {
  '/svar/': { GET: showForm('reply'), POST: takeIn('reply') },
  '/svar/anmeld/': { GET: showForm('report'), POST: takeIn('report') },
  '/svar/indlaeg/': { POST: takeArticle },
  '/svar/opgave/': { POST: giveTask },
  '/svar/sag/': { GET: showCase, POST: withdrawCase },
};

/** True when the inbox answers for `path`; all else is the site's own files. */
export const isInboxPath = (path: string): boolean => Object.hasOwn(routes, path);

/** Answers a request to the inbox. Whatever goes wrong, the answer is a Danish page that keeps what was written. */
export const handle = async (request: Request, env: InboxEnv): Promise<Response> => guarded(await answer(request, env));

async function answer(request: Request, env: InboxEnv): Promise<Response> {
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

async function giveTask(request: Request, env: InboxEnv): Promise<Response> {
  const fingerprint = await readText(request, 64, env.patience);
  if (!isFromHere(request) || !isFingerprint(fingerprint)) return new Response('', { status: 400 });
  return Response.json(await createTask(fingerprint, env.now().getTime(), env.secrets));
}

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
