import { today } from '../lib/days.ts';
import { emptied, isUnfinished, keptDays, type Case, type Found, type Publisher, type Queue } from './queue.ts';

/** What came of a decision: done, or what it was already. */
export type Outcome = 'approved' | 'rejected' | 'withdrawn' | 'gone';

/**
 * Puts a reply on the site, or acts upon a report. Done twice, by two people at once, or again after a crash, it still is
 * one reply: the first step is taken by one only, and publishing the same case again finds it there.
 */
export async function approve(queue: Queue, publisher: Publisher, ref: string, reason: string): Promise<Outcome> {
  const found = await queue.find(ref);
  if (!found) return 'gone';
  if (found.item.state === 'waiting') {
    await queue.move(ref, ['waiting'], { ...found.item, state: 'approving', decision: { day: today(), reason } });
  }
  return finish(queue, publisher, ref);
}

/** Takes a case that was decided the rest of the way. */
async function finish(queue: Queue, publisher: Publisher, ref: string): Promise<Outcome> {
  const item = (await queue.find(ref))?.item;
  if (!item) return 'gone';
  if (item.state === 'withdrawn') return takeAway(queue, publisher, ref, item);
  if (item.state !== 'approving') return outcomeOf(item);
  const posted = await carryOut(publisher, item);
  if (await queue.move(ref, ['approving'], emptied(item, { state: 'shown', ...(posted && { posted }) }))) {
    return 'approved';
  }
  const now = (await queue.find(ref))?.item;
  // Its writer withdrew it while it was on its way.
  if (posted && now?.state === 'withdrawn') await publisher.retract(posted);
  return now ? outcomeOf(now) : 'gone';
}

/** Takes a withdrawn reply off the site; until that is done the case says what is to be taken away. */
async function takeAway(queue: Queue, publisher: Publisher, ref: string, item: Case): Promise<Outcome> {
  const { posted, ...rest } = item;
  if (posted) await publisher.retract(posted);
  // Also when there was nothing to retract: what was written may have been left behind when it was withdrawn.
  await queue.move(ref, ['withdrawn'], emptied(rest, {}));
  return 'withdrawn';
}

async function carryOut(publisher: Publisher, item: Case): Promise<string | undefined> {
  const { words, kind, thread, parent, decision } = item;
  if (kind === 'reply') return words && publisher.publish({ ...item, words });
  // A report of the text itself has no reply to take down: the board mends the text.
  if (decision && parent) await publisher.remove({ thread, id: parent }, decision);
  return undefined;
}

/** Says no: what was written is deleted, and its writer can read why for {@link keptDays} days. */
export async function reject(queue: Queue, ref: string, reason: string): Promise<Outcome> {
  const found = await queue.find(ref);
  if (!found) return 'gone';
  const next = emptied(found.item, { state: 'rejected', decision: { day: today(), reason } });
  if (await queue.move(ref, ['waiting'], next)) return 'rejected';
  const now = await queue.find(ref);
  return now ? outcomeOf(now.item) : 'gone';
}

/** Takes back what its writer sent, wherever it has come to. */
export async function withdraw(queue: Queue, publisher: Publisher, ref: string): Promise<Outcome> {
  const found = await queue.find(ref);
  if (!found) return 'gone';
  const next = emptied(found.item, { state: 'withdrawn', decision: { day: today(), reason: '' } });
  if (await queue.move(ref, ['waiting'], next)) return 'withdrawn';
  // It may be half on the site: it is brought there whole, so that it can be taken away whole.
  await finish(queue, publisher, ref);
  const item = (await queue.find(ref))?.item;
  if (item?.state === 'shown' && item.kind === 'reply') {
    await queue.move(ref, ['shown'], emptied(item, { state: 'withdrawn', decision: { day: today(), reason: '' } }));
  }
  return finish(queue, publisher, ref);
}

/**
 * Does what the board's labels say, and finishes what a crash left half done. Gives what came of each.
 * @throws what went wrong first, when all that could be done is done
 */
export async function carryOutLabels(
  queue: Queue,
  publisher: Publisher,
): Promise<readonly (Found & { readonly outcome: Outcome })[]> {
  const done: (Found & { outcome: Outcome })[] = [];
  const failures: unknown[] = [];
  const attempt = async ({ ref, item }: Found, decide: () => Promise<Outcome>) => {
    try {
      done.push({ ref, item, outcome: await decide() });
    } catch (error) {
      failures.push(error);
    }
  };
  for (const found of await queue.marked()) {
    const { ref, wish } = found;
    await attempt(found, () =>
      wish.verdict === 'approve' ? approve(queue, publisher, ref, wish.reason) : reject(queue, ref, wish.reason),
    );
  }
  for (const found of await queue.open()) {
    if (isUnfinished(found.item)) await attempt(found, () => finish(queue, publisher, found.ref));
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

/** Deletes what is older than {@link keptDays} days; gives how many. */
export const purge = (queue: Queue, now: Date): Promise<number> =>
  queue.purge(new Date(now.getTime() - keptDays * 86_400_000));

const outcomeOf = ({ state }: Case): Outcome =>
  state === 'rejected' ? 'rejected' : state === 'withdrawn' ? 'withdrawn' : state === 'waiting' ? 'gone' : 'approved';
