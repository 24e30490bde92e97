import { readFile } from 'node:fs/promises';
import { parseRedirects, redirectFile, type Redirect } from '../gate/redirects.ts';

/** Addresses that have moved, as the board's list says; no list is none. */
export async function getRedirects(): Promise<readonly Redirect[]> {
  const text = await readFile(redirectFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return parseRedirects(text).redirects;
}
