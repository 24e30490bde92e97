import { byTime, type Reply } from './model.ts';

/** A take-down: which reply, and what readers are told. */
export interface Takedown {
  readonly id: string;
  readonly day: string;
  readonly reason: string;
}

/** A reply with the answers shown under it. */
export interface Branch {
  readonly reply: Reply;
  readonly answers: readonly {
    readonly reply: Reply;
    /** Named when it answers an answer. */ readonly to: Reply | undefined;
  }[];
}

/**
 * Replies with all that may not be shown emptied. Of what is hidden, deleted or taken down nothing is left but its place;
 * of a take-down also the day and the reason.
 */
export function takeDown(replies: readonly Reply[], takedowns: readonly Takedown[]): readonly Reply[] {
  const reasons = new Map(takedowns.map((takedown) => [takedown.id, takedown]));
  return replies.map((reply) => {
    const takedown = reasons.get(reply.id);
    if (!takedown && (reply.state === 'shown' || reply.state === 'folded')) return reply;
    const { id, channel, parent, created } = reply;
    const left = { id, channel, ...(parent && { parent }), created, isBoard: false, isMail: false, text: '' };
    if (!takedown) return { ...left, state: reply.state };
    return { ...left, state: 'removed', removed: { day: takedown.day, reason: takedown.reason } };
  });
}

/**
 * The replies of one text as two levels: those to the text itself, oldest first, each with all that was said under it.
 * A reply whose parent is unknown, in another thread or in a circle stands by itself: no reply is ever lost.
 */
export function branchesOf(replies: readonly Reply[]): readonly Branch[] {
  const byId = new Map(replies.map((reply) => [reply.id, reply]));
  const sorted = [...byId.values()].sort(byTime);
  const answers = new Map<string, { reply: Reply; to: Reply | undefined }[]>();
  const roots: Reply[] = [];
  for (const reply of sorted) {
    const root = rootOf(reply, byId);
    if (root === reply) roots.push(reply);
    else {
      const to = reply.parent === root.id ? undefined : byId.get(reply.parent ?? '');
      answers.set(root.id, [...(answers.get(root.id) ?? []), { reply, to }]);
    }
  }
  return roots.map((reply) => ({ reply, answers: answers.get(reply.id) ?? [] }));
}

/** The reply at the top of the chain `reply` is in; itself when the chain is a circle. */
function rootOf(reply: Reply, byId: ReadonlyMap<string, Reply>): Reply {
  const seen = new Set([reply.id]);
  let at = reply;
  for (;;) {
    const parent = at.parent === undefined ? undefined : byId.get(at.parent);
    if (!parent) return at;
    if (seen.has(parent.id)) return reply;
    seen.add(parent.id);
    at = parent;
  }
}

/** How many replies can be read: what is hidden, deleted or removed does not count. */
export const countShown = (replies: readonly Pick<Reply, 'state'>[]) =>
  replies.filter(({ state }) => state === 'shown' || state === 'folded').length;
