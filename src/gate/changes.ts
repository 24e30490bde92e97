import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Day } from '../lib/days.ts';
import type { TextFile } from './content-files.ts';
import { frontOf } from './front-matter.ts';

/** A file that is not as it was where the branch began. */
export interface Change {
  /** Path from the project's root, with `/`; of a renamed file its new one. */
  readonly file: string;
  readonly how: 'added' | 'changed' | 'deleted' | 'renamed';
  /** The old path of a renamed file. */
  readonly from?: string | undefined;
}

/** A page of the site that a changed file shows on. */
export interface ShownPage {
  readonly address: string;
  readonly title: string;
  /** The day it is published, when it has one. */
  readonly day?: Day | undefined;
  readonly isDraft: boolean;
}

/** Where the branch began, and everything that has changed since: committed, uncommitted, and new files git has not met. */
export interface Changes {
  readonly start: string;
  readonly changes: readonly Change[];
}

const git = async (root: string, ...values: string[]) =>
  (await promisify(execFile)('git', values, { cwd: root, maxBuffer: 64_000_000 })).stdout;

/**
 * What has changed in the folder `root` since it left `base` (a branch or commit).
 * @throws an error with a Danish message when `base` is not known here
 */
export async function readChanges(root: string, base: string): Promise<Changes> {
  const start = await startOf(root, base);
  const [known, unknown] = await Promise.all([
    git(root, 'diff', '--name-status', '-z', '--find-renames', '--no-ext-diff', start, '--'),
    git(root, 'ls-files', '-z', '--others', '--exclude-standard'),
  ]);
  const fresh = unknown.split('\0').filter(Boolean);
  const added = fresh.map((file): Change => ({ file, how: 'added' }));
  return { start, changes: [...parseChanges(known), ...added].sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

async function startOf(root: string, base: string): Promise<string> {
  try {
    const commit = (await git(root, 'rev-parse', '--verify', '--end-of-options', `${base}^{commit}`)).trim();
    return (await git(root, 'merge-base', commit, 'HEAD')).trim();
  } catch {
    throw new Error(`Git kender ikke »${base}« her. Skriv --base og en gren eller et commit, der findes.`);
  }
}

/** The bytes of `file` at the commit `start`; `undefined` when it was not there. */
export async function readAt(root: string, start: string, file: string): Promise<Buffer | undefined> {
  const options = { cwd: root, encoding: 'buffer', maxBuffer: 64_000_000 } as const;
  return promisify(execFile)('git', ['cat-file', 'blob', `${start}:${file}`], options).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}

const kinds: Readonly<Record<string, Change['how']>> = { A: 'added', C: 'added', D: 'deleted', R: 'renamed' };

/** Reads what `git diff --name-status -z` writes: names come whole, whatever is in them. */
export function parseChanges(output: string): Change[] {
  const fields = output.split('\0');
  const changes: Change[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const letter = fields[at]?.charAt(0) ?? '';
    const isPair = letter === 'R' || letter === 'C';
    const file = fields[at + (isPair ? 2 : 1)] ?? '';
    changes.push({ file, how: kinds[letter] ?? 'changed', from: letter === 'R' ? fields[at + 1] : undefined });
    at += isPair ? 3 : 2;
  }
  return changes;
}

/** The pages `file` shows on: a text's own, a picture's texts, the piece a reply stands under. */
export function pagesShowing(file: string, texts: readonly TextFile[]): ShownPage[] {
  if (file === 'content/forside.yaml') return [{ address: '/', title: 'Forsiden', isDraft: false }];
  const text = texts.find((each) => each.file === file);
  if (text?.collection === 'svar') {
    const { til } = fieldsOf(text);
    return texts.filter(({ collection, id }) => `${collection}/${id}` === til).map(pageOf);
  }
  if (text) return [pageOf(text)];
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const name = file.slice(folder.length);
  const isBeside = (each: TextFile) => each.file.startsWith(folder) && !each.file.slice(folder.length).includes('/');
  return name === '' ? [] : texts.filter((each) => isBeside(each) && each.text.includes(`./${name}`)).map(pageOf);
}

function pageOf(text: TextFile): ShownPage {
  const { titel, navn, dato, kladde } = fieldsOf(text);
  const address = text.collection === 'sider' ? `/${text.id}/` : `/${text.collection}/${text.id}/`;
  return { address, title: titel ?? navn ?? address, day: dato, isDraft: kladde ?? false };
}

const words = z.string().optional().catch(undefined);
const fields = z
  .object({ titel: words, navn: words, dato: words, til: words, kladde: z.boolean().optional().catch(undefined) })
  .catch({});

function fieldsOf(text: TextFile): z.infer<typeof fields> {
  const front = frontOf(text);
  return fields.parse(Array.isArray(front) ? {} : front.data);
}
