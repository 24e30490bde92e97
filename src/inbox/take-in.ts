import { say } from '../texts.ts';
import { readForm, type Unread } from './body.ts';
import { checks, formStateOf, tokenFor, type Attempt, type Verdict } from './checks.ts';
import type { InboxEnv } from './env.ts';
import { fingerprintOf, randomOnce, type Kind } from './fingerprint.ts';
import type { FormState } from './form.ts';
import { formPage, plainPage, previewPage, spelled } from './pages.ts';
import { QueueError, type Waiting } from './queue.ts';
import { page, pieceOf, readIndex, told, unreadStatuses, type Route } from './respond.ts';
import { labelsOf } from './rules.ts';
import { caseAddress, caseKey, caseNumber, isSame, keyHash } from './secrets.ts';
import { salvage, submissionFrom } from './submission.ts';

/** The form by itself, for those who come without JavaScript or to report something. */
export function showForm(kind: Kind): Route {
  return async (request, env) => {
    const query = new URL(request.url).searchParams;
    const thread = query.get('traad') ?? '';
    const id = query.get('svar') ?? '';
    const index = await readIndex(env);
    const piece = pieceOf(index, thread);
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

/** Takes in what a form of this kind sends. */
export function takeIn(kind: Kind): Route {
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
      piece: pieceOf(index, content.thread),
    };
    try {
      for (const check of checks) {
        const verdict = await check(attempt);
        if (verdict) return await answer(attempt, verdict);
      }
      return await accept(attempt);
    } catch (error) {
      const isFull = error instanceof QueueError && error.isFull;
      const headers = { 'Retry-After': String(told(error)) };
      const words = say(isFull ? 'refused.full' : 'refused.down');
      return answer(attempt, { status: 503, show: 'form', words, headers });
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
  const added = await env.queue.add(item, env.queueLimit);
  if (isSame(added.item.keyHash, item.keyHash)) {
    return new Response(null, {
      status: 303,
      headers: { Location: `${caseAddress(added.ref, key)}&ny=1` },
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

/** A form nobody could read: what can be saved of it stands in a form of our own. */
async function unreadable(kind: Kind, { reason, fields }: Unread, env: InboxEnv): Promise<Response> {
  const index = await readIndex(env);
  const thread = fields['thread'] ?? '';
  const piece = pieceOf(index, thread);
  const words = say(`refused.${reason}`);
  // The rest of what is being sent is not waited for.
  const headers = reason === 'slow' || reason === 'size' ? { Connection: 'close' } : {};
  const values = salvage(fields);
  if (!piece && Object.keys(values).length === 0) {
    return page(env, unreadStatuses[reason], plainPage(say('refused.title'), [words]), headers);
  }
  const state: FormState = { kind, thread: piece ? thread : '', values, refusal: words, once: randomOnce() };
  return page(env, unreadStatuses[reason], formPage(state, piece), headers);
}
