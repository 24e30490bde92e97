import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readYaml } from '../gate/front-matter.ts';
import { takedownSchema } from '../gate/schema.ts';
import type { Takedown } from './thread.ts';

/** The board's list of replies that are taken down. */
export const takedownFile = 'content/svar/_fjernet.yaml';

/**
 * Reads the list; no file is an empty list.
 * @throws when it cannot be read: what should be down must not come up again
 */
export async function readTakedowns(path = takedownFile): Promise<readonly Takedown[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const front = readYaml(text.replace(/^\s*#.*$/gm, '').trim() === '' ? '[]' : text, path);
  if (Array.isArray(front)) throw new Error(front.map(({ what, instead }) => `${path}: ${what} ${instead}`).join('\n'));
  return z.array(takedownSchema()).parse(front.data);
}
