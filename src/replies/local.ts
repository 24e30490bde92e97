import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replySchema, type Reply } from './model.ts';
import type { Takedown } from './thread.ts';

/** Where approved replies lie on a server of one's own, when they are not kept in GitHub's Discussions. */
export const localFolder = '.data/svar-her';

const fileSchema = z.strictObject({ thread: z.string(), reply: replySchema });
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
  return {
    replies: await readAll(join(folder, 'vist'), fileSchema),
    takedowns: await readAll(join(folder, 'fjernet'), takedownFileSchema),
  };
}

/** Puts a reply in the store unless it is there; a place left by a deleted one is taken over. */
export async function addLocalReply(thread: string, reply: Reply, folder = localFolder): Promise<void> {
  const path = pathOf(folder, 'vist', reply.id);
  const before = await readOne(path, fileSchema);
  if (before && before.reply.state !== 'deleted') return;
  await write(path, { thread, reply }, before ? 'replace' : 'create');
}

/** Takes a reply out of the store. Where others have answered it, its place is kept, with nothing in it. */
export async function deleteLocalReply(id: string, folder = localFolder): Promise<void> {
  const path = pathOf(folder, 'vist', id);
  const found = await readOne(path, fileSchema);
  if (!found) return;
  const others = await readAll(join(folder, 'vist'), fileSchema);
  const { channel, parent, created } = found.reply;
  const left = replySchema.parse({ id, channel, ...(parent && { parent }), created, state: 'deleted' });
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
  const { id, channel, parent, created } = found.reply;
  const left = replySchema.parse({ id, channel, ...(parent && { parent }), created, state: 'hidden' });
  await write(path, { thread: found.thread, reply: left }, 'replace');
}

/** @throws when `id` could name anything but a file in its folder */
function pathOf(folder: string, part: 'vist' | 'fjernet', id: string): string {
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
