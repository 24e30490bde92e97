import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { snapshotSchema, type Snapshot } from './model.ts';

/** Where the last good fetch lies: outside git, so that what is deleted on GitHub is not kept in a history. */
export const snapshotFile = '.data/svar.json';

/** A snapshot, that there is none, or why it is not believed. */
export type Reading = { readonly snapshot: Snapshot } | { readonly missing: true } | { readonly broken: string };

/** Reads and checks a snapshot's text: whole, of this version, and not changed by hand. */
export function parseSnapshot(text: string): Reading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { broken: 'Filen er ikke hel JSON.' };
  }
  const parsed = snapshotSchema.safeParse(data);
  return parsed.success ? { snapshot: parsed.data } : { broken: z.prettifyError(parsed.error) };
}

/** Reads the snapshot at `path`. */
export async function readSnapshot(path = snapshotFile): Promise<Reading> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? { missing: true } : parseSnapshot(text);
}

/** Writes a snapshot so that a reader, or a power cut, meets the old file or the new one, never half of one. */
export async function writeSnapshot(snapshot: Snapshot, path = snapshotFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.ny`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(`${JSON.stringify(snapshot, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}
