import type { Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slugOf } from '../lib/addresses.ts';
import { hiddenIn } from './hidden.ts';
import { messages, type Message, type Problem } from './messages.ts';

/** Folders of texts under `content/`; each is a collection. */
export const collections = ['debat', 'nyheder', 'sider', 'emner', 'skribenter', 'svar'] as const;
/** The name of one of {@link collections}. */
export type Collection = (typeof collections)[number];

/** A text that will be published, as it lies on the disk. */
export interface TextFile {
  readonly collection: Collection;
  /** Name in its collection and in its address: `min-titel`, or `praktisk/vaskeri`. */
  readonly id: string;
  /** Path from the project's root, with `/`. */
  readonly file: string;
  readonly text: string;
  /** Names of the files in its folder, for pictures. */
  readonly neighbours: readonly string[];
}

const textLimit = 200_000;
const pictureLimit = 3_000_000;
const isText = /\.mdx?$/i;
const isPicture = /\.(jpe?g|png|webp)$/i;
const goodName = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?$/;
const goodFolder = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const known = new Set<string>([
  ...collections,
  'forside.yaml',
  'SKRIV.md',
  '_omdirigeringer.txt',
  '_ordliste.txt',
  '_soegeord.yaml',
]);
/** What is not a text, in the folders of texts: templates, and the list of take-downs. */
const aside = /^_(skabelon\.mdx?|fjernet\.yaml)$/;
/** What a computer leaves behind, and git leaves out. */
const litter = /^(\.DS_Store|Thumbs\.db)$/;

/** Every text under `root/content`, and what is wrong with the files themselves. */
export async function readContent(root: string): Promise<{ texts: TextFile[]; problems: Problem[] }> {
  const texts: TextFile[] = [];
  const problems: Problem[] = [];
  const names = (await readdir(join(root, 'content')).catch(() => [])).sort();
  for (const name of names.filter((each) => !litter.test(each))) {
    const file = `content/${name}`;
    const message = known.has(name) ? oddityOf(await lstat(join(root, file))) : messages.fileType(name);
    if (message) problems.push(problemAt(file, message));
  }
  for (const collection of collections) {
    await readFolder({ root, collection, folder: '', texts, problems });
  }
  return { texts, problems };
}

interface Walk {
  readonly root: string;
  readonly collection: Collection;
  /** Path inside the collection; empty at its top. */
  readonly folder: string;
  readonly texts: TextFile[];
  readonly problems: Problem[];
}

async function readFolder(walk: Walk): Promise<void> {
  const { root, collection, folder, texts, problems } = walk;
  const path = ['content', collection, folder].filter(Boolean).join('/');
  const names = (await readdir(join(root, path)).catch(() => [])).sort();
  for (const name of names.filter((each) => !litter.test(each))) {
    const file = `${path}/${name}`;
    const kind = await lstat(join(root, file));
    const refuse = (message: Parameters<typeof problemAt>[1]) => problems.push(problemAt(file, message));
    const oddity = oddityOf(kind);
    if (oddity) {
      refuse(oddity);
    } else if (aside.test(name) && kind.isFile() && folder === '') {
      continue;
    } else if (name === '.git') {
      refuse(messages.fileModule());
    } else if (kind.isDirectory() && !goodFolder.test(name)) {
      refuse(messages.fileName(name, slugOf(name)));
    } else if (!kind.isDirectory() && !isText.test(name) && (!isPicture.test(name) || collection === 'svar')) {
      refuse(messages.fileType(name));
    } else if (!goodName.test(name)) {
      refuse(messages.fileName(name, proposalFor(name)));
    } else if (kind.isDirectory()) {
      if (folder !== '' && collection !== 'sider') refuse(messages.fileTooDeep(name));
      else await readFolder({ ...walk, folder: folder ? `${folder}/${name}` : name });
    } else if (isText.test(name)) {
      if (folder !== '' && collection !== 'sider' && !/^index\.mdx?$/.test(name)) refuse(messages.fileTooDeep(name));
      else if (kind.size > textLimit) refuse(messages.fileTooLarge('200 kB'));
      else readText(await readFile(join(root, file)), { walk, name, file, names, texts, problems });
    } else if (kind.size > pictureLimit) {
      refuse(messages.fileTooLarge('3 MB'));
    }
  }
}

/** What is wrong with what a name stands for, whatever the name: only plain files and folders are content. */
function oddityOf(kind: Stats): Message | undefined {
  if (kind.isSymbolicLink()) return messages.fileLink();
  if (!kind.isFile() && !kind.isDirectory()) return messages.fileSpecial();
  return kind.isFile() && (kind.mode & 0o111) !== 0 && process.platform !== 'win32'
    ? messages.fileProgram()
    : undefined;
}

const problemAt = (file: string, message: { what: string; instead: string }): Problem => ({ file, ...message });

/** A name that would be allowed, as near the given one as can be. */
export function proposalFor(name: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  return (slugOf(stem) || 'navn') + ending.toLowerCase();
}

function readText(
  bytes: Buffer,
  at: { walk: Walk; name: string; file: string; names: readonly string[]; texts: TextFile[]; problems: Problem[] },
): void {
  const { walk, name, file, names, texts, problems } = at;
  const text = decode(bytes, file, problems);
  if (text === undefined) return;
  if (text.trim() === '') {
    problems.push({ file, ...messages.fileEmpty() });
    return;
  }
  const stem = name.replace(isText, '');
  const id = [walk.folder, stem === 'index' ? '' : stem].filter(Boolean).join('/');
  texts.push({ collection: walk.collection, id, file, text, neighbours: names });
}

/** The text of `file` under `root`, if it is there and a person wrote it. */
export async function readOne(root: string, file: string): Promise<{ text?: string | undefined; problems: Problem[] }> {
  const problems: Problem[] = [];
  const kind = await lstat(join(root, file)).catch(() => undefined);
  if (!kind) return { problems };
  if (kind.isSymbolicLink()) return { problems: [problemAt(file, messages.fileLink())] };
  if (!kind.isFile()) return { problems: [problemAt(file, messages.fileType(file))] };
  if (kind.size > textLimit) return { problems: [problemAt(file, messages.fileTooLarge('200 kB'))] };
  return { text: decode(await readFile(join(root, file)), file, problems), problems };
}

function decode(bytes: Buffer, file: string, problems: Problem[]): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    problems.push({ file, ...messages.encoding() });
    return undefined;
  }
  const lines = text.split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const found = hiddenIn(line);
    if (found) problems.push({ file, line: index + 1, column: found.at + 1, ...messages.character(found.code) });
  }
  return text;
}
