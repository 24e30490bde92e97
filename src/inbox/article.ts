import { z } from 'zod';
import { say } from '../texts.ts';
import { articleLimit } from '../write/ways.ts';
import { articlePreview, articleRefused } from './article-pages.ts';
import { isFromHere } from './checks.ts';
import { readForm } from './body.ts';
import type { InboxEnv } from './env.ts';
import { fingerprintOfParts, randomOnce } from './fingerprint.ts';
import { plainPage, spelled } from './pages.ts';
import { filesSchema, QueueError, type ArticleFile, type Waiting } from './queue.ts';
import { page, told, unreadStatuses, type Route } from './respond.ts';
import { labelsOf } from './rules.ts';
import { caseAddress, caseKey, caseNumber, checkPreview, isSame, keyHash, signPreview } from './secrets.ts';

/** Largest form with a text for the site, in bytes; in JSON a letter may be six. */
const largest = 4 * articleLimit;

const formSchema = z.strictObject({
  /** {@link filesSchema} as JSON. */
  files: z.string(),
  once: z
    .string()
    .regex(/^[0-9a-z]{26}$|^$/)
    .default(''),
  token: z.string().max(100).default(''),
  step: z.literal('send').default('send'),
});

/**
 * Takes in a text for the site that was written on `/skriv/`: shows it as a preview, and puts it in the queue when that is
 * sent. The text itself is safe on its writer's device until then, which a refusal tells.
 */
export const takeArticle: Route = async (request, env) => {
  const refuse = (status: number, words: string, headers = {}) => page(env, status, articleRefused(words), headers);
  const read = await readForm(request, env.patience, largest);
  if ('reason' in read) return refuse(unreadStatuses[read.reason], say(`refused.article.${read.reason}`));
  const form = formSchema.safeParse(read.fields);
  const files = form.success ? filesIn(form.data.files) : undefined;
  if (!form.success || !files) return refuse(400, say('refused.article.fields'));
  if (!isFromHere(request)) return refuse(403, say('refused.article.origin'));
  const once = form.data.once || randomOnce();
  const fingerprint = await fingerprintOfParts(['article', ...files.flatMap(({ path, text }) => [path, text])]);
  const now = env.now().getTime();
  const { token } = form.data;
  const verdict = token && (await checkPreview(token, fingerprint, once, now, env.secrets));
  if (verdict !== 'good') {
    const kept = verdict === 'early' ? token : await signPreview(fingerprint, once, now, env.secrets);
    const refusal = verdict ? say(`refused.article.${verdict}`) : undefined;
    return page(env, verdict ? 403 : 200, articlePreview(files, { token: kept, once, refusal }));
  }
  if (!(await env.mayPass(request))) {
    const headers = { 'Retry-After': String(env.rateMinutes * 60) };
    return refuse(429, say('refused.article.rate', { minutes: env.rateMinutes }), headers);
  }
  try {
    return await accept(files, { once, fingerprint, env });
  } catch (error) {
    const isFull = error instanceof QueueError && error.isFull;
    const headers = { 'Retry-After': String(told(error)) };
    return refuse(503, say(isFull ? 'refused.article.full' : 'refused.article.down'), headers);
  }
};

function filesIn(json: string): readonly ArticleFile[] | undefined {
  try {
    const { success, data } = filesSchema.safeParse(JSON.parse(json));
    const size = (data ?? []).reduce((sum, { text }) => sum + text.length, 0);
    return success && size <= articleLimit ? data : undefined;
  } catch {
    return undefined;
  }
}

async function accept(
  files: readonly ArticleFile[],
  { once, fingerprint, env }: { once: string; fingerprint: string; env: InboxEnv },
): Promise<Response> {
  const id = caseNumber(fingerprint);
  const key = await caseKey(once, id, env.secrets);
  const item: Waiting = {
    id,
    kind: 'article',
    thread: '',
    parent: '',
    keyHash: await keyHash(key),
    received: env.now().toISOString(),
    labels: labelsOf({ name: '', text: files.map(({ text }) => text).join('\n') }),
    state: 'waiting',
    words: { name: '', place: '', ties: '', text: '', files: [...files] },
  };
  const { ref, item: kept } = await env.queue.add(item, env.queueLimit);
  if (isSame(kept.keyHash, item.keyHash)) {
    return new Response(null, { status: 303, headers: { Location: `${caseAddress(ref, key)}&ny=1` } });
  }
  return page(env, 200, plainPage(say('case.article.known'), [say('case.known.lead', { number: spelled(id) })]));
}
