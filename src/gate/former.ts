import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { collections, type Collection, type TextFile } from './content-files.ts';
import { isRecord } from './references.ts';
import { frontOf } from './front-matter.ts';
import type { FormerText } from './redirects.ts';
import { addressOf } from './text-address.ts';

const run = promisify(execFile);

/** How content was before: what is gone, and every file there was. */
export interface Former {
  /** Texts that were published and have no file of that name now. */
  readonly gone: readonly FormerText[];
  readonly files: ReadonlySet<string>;
}

/**
 * Content as it was where the working tree of `root` parted from `base`.
 * @returns `undefined` where there is no git, or no such base to compare with
 */
export async function formerTexts(root: string, base: string): Promise<Former | undefined> {
  const git = async (...values: string[]) =>
    (await run('git', ['-c', 'core.quotepath=off', ...values], { cwd: root, maxBuffer: 50_000_000 })).stdout;
  try {
    const common = (await git('merge-base', base, 'HEAD')).trim();
    const gone = (await git('diff', '--name-only', '-z', '--no-renames', '--diff-filter=D', common, '--', 'content'))
      .split('\0')
      .filter((file) => /\.mdx?$/.test(file));
    const found = await Promise.all(gone.map(async (file) => formerOf(file, await git('show', `${common}:${file}`))));
    const files = (await git('ls-tree', '-r', '-z', '--name-only', common, '--', 'content')).split('\0');
    return { gone: found.flatMap((each) => each ?? []), files: new Set(files) };
  } catch {
    return undefined;
  }
}

function formerOf(file: string, text: string): FormerText | undefined {
  const [, collection, path = ''] = /^content\/([a-z]+)\/(.+?)(?:\/index)?\.mdx?$/.exec(file) ?? [];
  if (!isCollection(collection) || /(^|\/)_/.test(path)) return undefined;
  const own: TextFile = { collection, id: path, file, text, neighbours: [] };
  const address = addressOf(own);
  const hasThread = collection === 'debat' || collection === 'nyheder';
  return address === undefined ? undefined : { address, ...(hasThread && { thread: threadOf(own) }) };
}

const isCollection = (name: string | undefined): name is Collection => collections.some((each) => each === name);

/** Permanent name of a text's thread: the field `traad`, or else its file name. */
export function threadOf(own: Pick<TextFile, 'text' | 'file' | 'id'>): string {
  const front = frontOf(own);
  const data = !Array.isArray(front) && isRecord(front.data) ? front.data['traad'] : undefined;
  return typeof data === 'string' ? data.trim() : own.id;
}
