import { site } from '../site.ts';
import { say } from '../texts.ts';
import { readForm } from './body.ts';
import { isFromHere } from './checks.ts';
import type { InboxEnv } from './env.ts';
import { withdraw } from './moderation.ts';
import { casePage, plainPage } from './pages.ts';
import { QueueError, type Found } from './queue.ts';
import { page, pieceOf, readIndex, unreadStatuses } from './respond.ts';
import { caseAddress, isSame, keyHash } from './secrets.ts';

/** What the writer of a case sees of it. */
export async function showCase(request: Request, env: InboxEnv): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const key = query.get('noegle') ?? '';
  const found = await caseOf(key, env);
  if (!found) return page(env, 404, plainPage(say('case.unknown'), [say('case.unknown.lead')]));
  const index = await readIndex(env);
  const piece = pieceOf(index, found.item.thread);
  const address = new URL(caseAddress(found.ref, found.key), ownOrigin(request)).href;
  const options = { isNew: query.has('ny'), address };
  return page(env, 200, casePage(found.item, key, piece, options));
}

/** Takes back what was sent, when its writer presses the button. */
export async function withdrawCase(request: Request, env: InboxEnv): Promise<Response> {
  const read = await readForm(request, env.patience);
  if ('reason' in read) {
    return page(env, unreadStatuses[read.reason], plainPage(say('refused.title'), [say(`refused.${read.reason}`)]));
  }
  if (!isFromHere(request)) return page(env, 403, plainPage(say('refused.title'), [say('refused.origin')]));
  const found = await caseOf(read.fields['noegle'] ?? '', env);
  if (!found) return page(env, 404, plainPage(say('case.unknown'), [say('case.unknown.lead')]));
  // Somebody else was at it, and it still waits: the button is to be pressed again.
  if ((await withdraw(env.queue, env.publisher, found.ref)) === 'gone') throw new QueueError('nothing was withdrawn');
  const headers = { Location: caseAddress(found.ref, found.key) };
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
