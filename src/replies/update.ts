import type { Snapshot } from './model.ts';
import { snapshotOf } from './model.ts';
import { fetchThreads, type Place } from './github.ts';
import { parseSnapshot, readSnapshot, writeSnapshot, type Reading } from './snapshot.ts';
import { FetchError, type Ask } from '../github/transport.ts';

/** What an update came to: what people are told, and whether the build may go on. */
export interface Update {
  /** `fetched`: a new snapshot. `kept`: the last good one. `restored`: the public site's copy. `failed`: there is none. */
  readonly outcome: 'fetched' | 'kept' | 'restored' | 'failed';
  /** Danish lines, the most important first. */
  readonly messages: readonly string[];
  /** Points of GitHub's hourly budget that were used, when it answered. */
  readonly cost?: number;
}

/** What an update works with. */
export interface UpdateOptions {
  readonly ask: Ask;
  readonly place: Place;
  /** Permanent names of the threads of all published texts. */
  readonly threads: readonly string[];
  /** The snapshot's path. */
  readonly file: string;
  /** Address of the public site's copy, to fall back on. */
  readonly publicCopy: string;
  /** True when a person has said that losing more than half of all replies is right. */
  readonly isDropAccepted: boolean;
  readonly now: Date;
}

/** Fetches all replies into the snapshot. When that cannot be done whole, the last good snapshot stands untouched. */
export async function updateSnapshot(options: UpdateOptions): Promise<Update> {
  const before = await readSnapshot(options.file);
  try {
    const { threads, takedowns, warnings, cost } = await fetchThreads(options.ask, options.place, options.threads);
    const snapshot = snapshotOf(options.place.repository, threads, options.now.toISOString(), takedowns);
    const last = 'snapshot' in before ? before.snapshot.count : 0;
    if (snapshot.count * 2 < last && !options.isDropAccepted) {
      const drop = `GitHub gav ${snapshot.count} svar, og sidst var der ${last}. Det er mere end en halvering, så de gamle svar står endnu.`;
      return {
        outcome: 'failed',
        messages: [drop, 'Er det rigtigt, så kør: npm run replies:fetch -- --accept-drop'],
        cost,
      };
    }
    const checked = parseSnapshot(JSON.stringify(snapshot));
    if ('broken' in checked) throw new FetchError(`GitHub's answer makes no snapshot: ${checked.broken}`);
    await writeSnapshot(snapshot, options.file);
    return {
      outcome: 'fetched',
      messages: [`${snapshot.count} svar i ${threads.length} tråde er hentet.`, ...warnings],
      cost,
    };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return fallBack(error, before, options);
  }
}

async function fallBack(error: FetchError, before: Reading, options: UpdateOptions): Promise<Update> {
  const reason = `Svarene kunne ikke hentes fra GitHub: ${error.message}.`;
  if ('snapshot' in before) {
    return { outcome: 'kept', messages: [reason, `Svarene fra ${before.snapshot.fetchedAt ?? 'sidst'} bliver brugt.`] };
  }
  const broken = 'broken' in before ? [`${options.file} kan ikke bruges: ${before.broken}`] : [];
  const copy = await publicSnapshot(options.publicCopy);
  if (copy) {
    await writeSnapshot(copy, options.file);
    return { outcome: 'restored', messages: [reason, ...broken, `Svarene fra ${options.publicCopy} bliver brugt.`] };
  }
  return { outcome: 'failed', messages: [reason, ...broken, 'Der er ingen tidligere svar at bruge.'] };
}

/** The public site's own copy, checked anew; only what came from GitHub, since the rest lies in `content/`. */
async function publicSnapshot(address: string): Promise<Snapshot | undefined> {
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(15_000) });
    if (!response.ok) return undefined;
    const reading = parseSnapshot(new TextDecoder('utf-8', { fatal: true }).decode(await response.arrayBuffer()));
    if (!('snapshot' in reading) || reading.snapshot.fetchedAt === undefined) return undefined;
    const { repository, fetchedAt, threads, takedowns } = reading.snapshot;
    const own = threads
      .map((thread) => ({ ...thread, replies: thread.replies.filter(({ id }) => id.startsWith('gh-')) }))
      .filter(({ discussion }) => discussion !== undefined);
    return snapshotOf(repository, own, fetchedAt, takedowns);
  } catch {
    return undefined;
  }
}
