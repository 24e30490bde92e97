import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { clearDrafts } from '../replies/local.ts';
import {
  caseSchema,
  fullQueue,
  isUnfinished,
  QueueError,
  type Case,
  type CaseState,
  type Found,
  type Queue,
  type Waiting,
} from './queue.ts';

const waitingFolder = 'venter';
const decidedFolder = 'afgjort';
/** Milliseconds a count of the folder is used before it is counted anew. */
const countLifetime = 2_000;

/**
 * A queue in `folder`: one file for each case, written beside and linked into place, so that a reader, a crash or a full
 * disk meets a whole file or none. Only this server's user may read it, and it never lies where files are served from.
 */
export function folderQueue(folder: string): Queue {
  const waiting = join(folder, waitingFolder);
  const decided = join(folder, decidedFolder);
  const ready = once(() => prepare([waiting, decided]));
  let known = { at: 0, size: Promise.resolve(0) };
  /** Put in by this process since the folder was looked at, and those of them that are not written yet. */
  let added = 0;
  let onTheirWay = 0;

  const pathOf = (at: string, ref: string) => join(at, `${ref}.json`);
  const find = async (ref: string): Promise<Found | undefined> => {
    if (!isNumber(ref)) return undefined;
    let item: Case | undefined;
    // The last look is for one that was decided between the first two.
    for (const at of [decided, waiting, decided]) item ??= await readCase(pathOf(at, ref));
    return item && { ref, item };
  };
  /** Looks how many wait, when it was long ago. */
  const look = (): Promise<number> => {
    if (Date.now() - known.at > countLifetime) {
      known = { at: Date.now(), size: refsIn(waiting).then(({ length }) => length) };
      added = onTheirWay;
      // A look that failed is no look.
      known.size.catch(() => (known.at = 0));
    }
    return known.size;
  };
  /** Takes a place for one more, in one step, so that many at once are not more than may wait. */
  const takePlace = async (most: number): Promise<boolean> => {
    let looked: Promise<number>;
    let size: number;
    // Somebody may have looked anew meanwhile, and counted `added` from there.
    do size = await (looked = look());
    while (looked !== known.size);
    if (size + added >= most) return false;
    added += 1;
    onTheirWay += 1;
    return true;
  };
  /** {@link create}, also when the folders were taken away since the server began. */
  const put = (at: string, ref: string, item: Case): Promise<boolean> =>
    create(at, ref, item).catch(async (error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      await prepare([waiting, decided]);
      return create(at, ref, item);
    });
  const move = async (ref: string, from: readonly CaseState[], next: Case): Promise<boolean> => {
    const before = (await find(ref))?.item.state;
    if (!before || !from.includes(before)) return false;
    // The first to link a decision has decided; a later step of the same decision takes its place.
    const isFirst = before === 'waiting';
    if (isFirst) {
      if (!(await put(decided, ref, next))) return move(ref, from, next);
      await unlink(pathOf(waiting, ref)).catch(ignoreMissing);
    } else {
      await replace(decided, ref, next);
      // What a crash, or a disk that said no, left behind.
      await unlink(pathOf(waiting, ref)).catch(ignoreMissing);
    }
    return true;
  };

  return {
    add: (item: Waiting, most = Infinity) =>
      guarded(async () => {
        await ready();
        const before = await find(item.id);
        const isOver = before?.item.state === 'rejected' || before?.item.state === 'withdrawn';
        if (before && (!isOver || isUnfinished(before.item))) return { ...before, isNew: false };
        if (!(await takePlace(most))) throw fullQueue();
        try {
          if (before) await unlink(pathOf(decided, item.id)).catch(ignoreMissing);
          if (await put(waiting, item.id, item)) return { ref: item.id, item, isNew: true };
          added -= 1;
        } catch (error) {
          added -= 1;
          throw error;
        } finally {
          onTheirWay -= 1;
        }
        const first = await find(item.id);
        if (!first) throw new Error('the case was decided in the meantime');
        return { ...first, isNew: false };
      }),
    find: (ref) => guarded(() => find(ref)),
    open: () =>
      guarded(async () => {
        await ready();
        const found: Found[] = [];
        for (const ref of await refsIn(waiting)) {
          const each = await find(ref);
          if (each?.item.state === 'waiting') found.push(each);
          // A crash came between the decision and the deletion of what had waited.
          else if (each) await unlink(pathOf(waiting, ref)).catch(ignoreMissing);
        }
        for (const ref of await refsIn(decided)) {
          const item = await readCase(pathOf(decided, ref));
          if (item && isUnfinished(item)) found.push({ ref, item });
        }
        return found.sort((a, b) => (a.item.received < b.item.received ? -1 : 1));
      }),
    count: () => guarded(async () => (await ready().then(look)) + added),
    move: (ref, from, next) => guarded(() => move(ref, from, next)),
    marked: async () => [],
    purge: (moment) =>
      guarded(async () => {
        await prepare([waiting, decided]);
        let purged = 0;
        for (const at of [waiting, decided]) {
          for (const ref of await refsIn(at)) {
            const item = await readCase(pathOf(at, ref));
            if (!item || item.state === 'shown' || isUnfinished(item)) continue;
            if (Date.parse(item.decision?.day ?? item.received) >= moment.getTime()) continue;
            await unlink(pathOf(at, ref)).catch(ignoreMissing);
            purged += 1;
          }
        }
        return purged;
      }),
  };
}

const isNumber = (ref: string) => /^[0-9a-z]{12}$/.test(ref);

const refsIn = async (folder: string) =>
  (await readdir(folder).catch(emptyWhenMissing))
    .filter((name) => name.endsWith('.json') && isNumber(name.slice(0, -5)))
    .map((name) => name.slice(0, -5));

async function readCase(path: string): Promise<Case | undefined> {
  const text = await readFile(path, 'utf8').catch(undefinedWhenMissing);
  if (text === undefined) return undefined;
  try {
    return caseSchema.parse(JSON.parse(text));
  } catch {
    // Its name and not what it holds: that is somebody's words.
    throw new QueueError(`${basename(path)} er ikke en hel sag. Gendan den fra en sikkerhedskopi, eller slet den.`);
  }
}

/** Makes the folders, and clears away drafts that a crash left behind. */
async function prepare(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await clearDrafts(folder);
  }
}

/** Puts a case at its name unless something is there already; durable when it gives true. */
async function create(folder: string, ref: string, item: Case): Promise<boolean> {
  const draft = await writeDraft(folder, item);
  try {
    await link(draft, join(folder, `${ref}.json`));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft).catch(ignoreMissing);
  }
  await syncFolder(folder);
  return true;
}

async function replace(folder: string, ref: string, item: Case): Promise<void> {
  await rename(await writeDraft(folder, item), join(folder, `${ref}.json`));
  await syncFolder(folder);
}

async function writeDraft(folder: string, item: Case): Promise<string> {
  const path = join(folder, `${randomUUID()}.ny`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(item, null, 1)}\n`);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(ignoreMissing);
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

/** Makes a new name as durable as the file it names. Windows has no such thing, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  const file = await open(folder, 'r').catch(() => undefined);
  await file?.sync().catch(() => undefined);
  await file?.close();
}

/** Turns what the disk says into a {@link QueueError}. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof QueueError) throw cause;
    throw new QueueError(`the inbox cannot be used (${codeOf(cause) ?? 'unknown'})`, { cause });
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = undefined;
      throw error;
    }));
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : undefined);

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function undefinedWhenMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function emptyWhenMissing(error: unknown): string[] {
  if (codeOf(error) !== 'ENOENT') throw error;
  return [];
}
