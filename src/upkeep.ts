import { join } from 'node:path';
import { publishedPieces } from './gate/pieces.ts';
import { carryOutLabels, purge } from './inbox/moderation.ts';
import type { Inbox } from './inbox/node.ts';
import { QueueError } from './inbox/queue.ts';
import { snapshotFile } from './replies/snapshot.ts';
import { updateSnapshot } from './replies/update.ts';
import { site } from './site.ts';

/** Milliseconds between two rounds. */
const interval = 60_000;
/** Rounds between two looks at GitHub when nothing of ours has changed there. */
const fetchEvery = 3;
/** Rounds between two looks for what has become too old. */
const purgeEvery = 60;

/**
 * What a server of one's own does by itself every minute: finishes what was approved, does what labels on GitHub say,
 * deletes what is too old, and fetches replies that others wrote on GitHub.
 */
export function tend(root: string, inbox: Inbox, say: (line: string) => void): void {
  let round = 0;
  const go = async (): Promise<void> => {
    try {
      const done = await carryOutLabels(inbox.queue, inbox.publisher);
      const purged = round % purgeEvery === 0 ? await purge(inbox.queue, new Date()) : 0;
      if (round % purgeEvery === 0) await inbox.publisher.tidy();
      if (done.length > 0) say(`${done.length} sager er afgjort.`);
      if (purged > 0) say(`${purged} sager er slettet, fordi de var for gamle.`);
      if (inbox.discussions && (done.length > 0 || round % fetchEvery === 0))
        await fetchReplies(root, inbox.discussions);
    } catch (error) {
      say(`Indbakken kunne ikke passes: ${error instanceof QueueError ? error.message : 'uventet fejl'}.`);
    }
    round += 1;
    setTimeout(() => void go(), interval).unref();
  };
  void go();
}

async function fetchReplies(root: string, { ask, place }: NonNullable<Inbox['discussions']>): Promise<void> {
  await updateSnapshot({
    ask,
    place,
    threads: (await publishedPieces(root)).map(({ thread }) => thread),
    file: join(root, snapshotFile),
    publicCopy: `${site.url}/debat/svar.json`,
    isDropAccepted: false,
    now: new Date(),
  });
}
