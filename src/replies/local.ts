import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replySchema, type Reply } from './model.ts';
import type { Takedown } from './thread.ts';

/** Where approved replies lie on a server of one's own, when they are not kept in GitHub's Discussions. */
export const localFolder = '.data/svar-her';

/** Age in milliseconds after which a draft is what a crash left behind. */
const draftLifetime = 60_000;

const fileSchema = z.strictObject({ thread: z.string(), reply: replySchema });
/** A reply its writer took back: it and no later one of the same words. */
const takenFileSchema = z.strictObject({ id: z.string(), created: z.iso.datetime() });
const takedownFileSchema = z.strictObject({ id: z.string(), day: z.iso.date(), reason: z.string() });

/** Everything the store holds. */
export interface LocalReplies {
  readonly replies: readonly { readonly thread: string; readonly reply: Reply }[];
  readonly takedowns: readonly Takedown[];
}

/**
 * Reads the store; no folder is an empty store.
 * @throws when a file in it cannot be read: a build must not lose replies in silence
 */
export async function readLocalReplies(folder = localFolder): Promise<LocalReplies> {
  // What was taken back while somebody was putting it here may have come afterwards.
  const taken = await takenIn(folder);
  const all = await readAll(join(folder, 'vist'), fileSchema);
  const isAnswered = (id: string) => all.some(({ reply }) => reply.parent === id);
  return {
    replies: all.flatMap(({ thread, reply }) => {
      if (!isTaken(reply, taken)) return [{ thread, reply }];
      return isAnswered(reply.id) ? [{ thread, reply: placeOf(reply, 'deleted') }] : [];
    }),
    takedowns: await readAll(join(folder, 'fjernet'), takedownFileSchema),
  };
}

/** Puts a reply in the store unless it is there; a place left by a deleted one is taken over. */
export async function addLocalReply(thread: string, reply: Reply, folder = localFolder): Promise<void> {
  const path = pathOf(folder, 'vist', reply.id);
  const before = await readOne(path, fileSchema);
  if (before && before.reply.state !== 'deleted' && !isTaken(before.reply, await takenIn(folder))) return;
  await write(path, { thread, reply }, before ? 'replace' : 'create');
}

/** Takes a reply out of the store. Where others have answered it, its place is kept, with nothing in it. */
export async function deleteLocalReply(id: string, folder = localFolder): Promise<void> {
  const path = pathOf(folder, 'vist', id);
  const found = await readOne(path, fileSchema);
  if (!found) return;
  await write(pathOf(folder, 'taget', id), { id, created: found.reply.created }, 'replace');
  const others = await readAll(join(folder, 'vist'), fileSchema);
  const left = placeOf(found.reply, 'deleted');
  if (others.some(({ reply }) => reply.parent === id))
    await write(path, { thread: found.thread, reply: left }, 'replace');
  else await unlink(path).catch(ignoreMissing);
}

/** Takes any reply of the site down; what the store has of it is deleted. */
export async function takeDownLocally(takedown: Takedown, folder = localFolder): Promise<void> {
  await write(pathOf(folder, 'fjernet', takedown.id), takedown, 'replace');
  const path = pathOf(folder, 'vist', takedown.id);
  const found = await readOne(path, fileSchema);
  if (!found) return;
  await write(path, { thread: found.thread, reply: placeOf(found.reply, 'hidden') }, 'replace');
}

/** Deletes what a crash left behind: old drafts, and replies that came after they were taken back. */
export async function tidyLocalReplies(folder = localFolder): Promise<void> {
  for (const part of ['vist', 'taget', 'fjernet']) await clearDrafts(join(folder, part));
  const taken = await takenIn(folder);
  for (const { reply } of await readAll(join(folder, 'vist'), fileSchema)) {
    if (isTaken(reply, taken) && reply.state !== 'deleted') await deleteLocalReply(reply.id, folder);
  }
}

/** Deletes drafts nobody is writing any more from `folder`: files whose names end in `.ny`. */
export async function clearDrafts(folder: string): Promise<void> {
  for (const name of (await readdir(folder).catch(emptyWhenMissing)).filter((each) => each.endsWith('.ny'))) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > draftLifetime) await unlink(join(folder, name)).catch(ignoreMissing);
  }
}

const takenIn = async (folder: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await readAll(join(folder, 'taget'), takenFileSchema)).map(({ id, created }) => [id, created]));

const isTaken = ({ id, created }: Reply, taken: ReadonlyMap<string, string>) => created <= (taken.get(id) ?? '');

/** The place of a reply, with nothing in it. */
const placeOf = ({ id, channel, parent, created }: Reply, state: 'deleted' | 'hidden'): Reply =>
  replySchema.parse({ id, channel, ...(parent && { parent }), created, state });

/** @throws when `id` could name anything but a file in its folder */
function pathOf(folder: string, part: 'vist' | 'taget' | 'fjernet', id: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new Error(`"${id}" is not the id of a reply`);
  return join(folder, part, `${id}.json`);
}

async function readAll<Schema extends z.ZodType>(folder: string, schema: Schema): Promise<z.output<Schema>[]> {
  const names = await readdir(folder).catch(emptyWhenMissing);
  const found: z.output<Schema>[] = [];
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const each = await readOne(join(folder, name), schema);
    if (each !== undefined) found.push(each);
  }
  return found;
}

async function readOne<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema> | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => ignoreMissing(error));
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} kan ikke læses. Gendan den fra en sikkerhedskopi, eller slet den.`, { cause });
  }
}

/** Writes beside, and then at its name: a reader meets a whole file. `create` leaves what is there already. */
async function write(path: string, data: object, how: 'create' | 'replace'): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.${randomUUID()}.ny`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(`${JSON.stringify(data, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  if (how === 'replace') return rename(draft, path);
  await link(draft, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await unlink(draft);
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

function emptyWhenMissing(error: unknown): string[] {
  ignoreMissing(error);
  return [];
}
