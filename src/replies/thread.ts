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
  const found = rootsOf(byId);
  const branches = new Map<string, { reply: Reply; answers: Branch['answers'][number][] }>();
  const sorted = [...byId.values()].sort(byTime);
  for (const reply of sorted) if (found.get(reply.id) === reply) branches.set(reply.id, { reply, answers: [] });
  for (const reply of sorted) {
    const root = found.get(reply.id);
    if (!root || root === reply) continue;
    const to = reply.parent === root.id ? undefined : byId.get(reply.parent ?? '');
    branches.get(root.id)?.answers.push({ reply, to });
  }
  return [...branches.values()];
}

/** The reply at the top of the chain each reply is in, every chain walked once; a reply in a circle is its own top. */
function rootsOf(byId: ReadonlyMap<string, Reply>): ReadonlyMap<string, Reply> {
  const roots = new Map<string, Reply>();
  for (const reply of byId.values()) {
    const chain = new Set<Reply>();
    let at: Reply | undefined = reply;
    while (at && !roots.has(at.id) && !chain.has(at)) {
      chain.add(at);
      at = at.parent === undefined ? undefined : byId.get(at.parent);
    }
    const top = (at && roots.get(at.id)) ?? at ?? [...chain].at(-1) ?? reply;
    let isInCircle = false;
    for (const each of chain) {
      isInCircle ||= each === at;
      roots.set(each.id, isInCircle ? each : top);
    }
  }
  return roots;
}

/** How many replies can be read: what is hidden, deleted or removed does not count. */
export const countShown = (replies: readonly Pick<Reply, 'state'>[]) =>
  replies.filter(({ state }) => state === 'shown' || state === 'folded').length;
