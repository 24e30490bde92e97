import type { Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slugOf } from '../lib/addresses.ts';
import { hiddenSigns } from './hidden.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { firstOfEach, placesIn } from './places.ts';
import { together } from './together.ts';

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

/** Every text under a project's `content/`, and what is wrong with the files themselves. */
export interface Content {
  readonly texts: readonly TextFile[];
  /** Paths of the pictures, shown by a text or not, as in {@link TextFile.file}. */
  readonly pictures: readonly string[];
  /** What is no text of its own: the front page, lists, templates, the guide. */
  readonly asides: readonly Pick<TextFile, 'file' | 'text'>[];
  readonly problems: readonly Problem[];
}

/** Reads `root/content`. */
export async function readContent(root: string): Promise<Content> {
  const names = (await readdir(join(root, 'content')).catch(() => [])).sort();
  const top = await together(
    names.filter((each) => !litter.test(each)),
    async (name): Promise<Content> => {
      const file = `content/${name}`;
      const message = known.has(name) ? oddityOf(await lstat(join(root, file))) : messages.fileType(name);
      if (message) return refused(file, message);
      return collections.some((each) => each === name) ? nothing : readAside(root, file);
    },
  );
  const folders = await Promise.all(collections.map((collection) => readFolder({ root, collection, folder: '' })));
  return allOf([...top, ...folders]);
}

const nothing: Content = { texts: [], pictures: [], asides: [], problems: [] };
const refused = (file: string, message: Message): Content => ({ ...nothing, problems: [problemAt(file, message)] });
const allOf = (parts: readonly Content[]): Content => ({
  texts: parts.flatMap(({ texts }) => texts),
  pictures: parts.flatMap(({ pictures }) => pictures),
  asides: parts.flatMap(({ asides }) => asides),
  problems: parts.flatMap(({ problems }) => problems),
});

interface Folder {
  readonly root: string;
  readonly collection: Collection;
  /** Path inside the collection; empty at its top. */
  readonly folder: string;
}

async function readFolder(at: Folder): Promise<Content> {
  const path = ['content', at.collection, at.folder].filter(Boolean).join('/');
  const names = (await readdir(join(at.root, path)).catch(() => [])).sort();
  const seen = names.filter((each) => !litter.test(each));
  return allOf(await together(seen, (name) => readEntry(at, name, `${path}/${name}`, names)));
}

/** What `name` in a folder stands for: nothing, a text, or a folder of them; or why it must not be there. */
async function readEntry(at: Folder, name: string, file: string, names: readonly string[]): Promise<Content> {
  const { root, collection, folder } = at;
  const kind = await lstat(join(root, file));
  const oddity = oddityOf(kind);
  const isTopmost = folder === '' || collection === 'sider';
  if (oddity) return refused(file, oddity);
  if (aside.test(name) && kind.isFile() && folder === '') return readAside(root, file);
  if (name === '.git') return refused(file, messages.fileModule());
  if (kind.isDirectory() && !goodFolder.test(name)) return refused(file, messages.fileName(name, slugOf(name)));
  if (!kind.isDirectory() && !isText.test(name) && (!isPicture.test(name) || collection === 'svar'))
    return refused(file, messages.fileType(name));
  if (!goodName.test(name)) return refused(file, messages.fileName(name, proposalFor(name)));
  if (kind.isDirectory())
    return isTopmost
      ? readFolder({ ...at, folder: folder ? `${folder}/${name}` : name })
      : refused(file, messages.fileTooDeep(name));
  if (!isText.test(name))
    return kind.size > pictureLimit ? refused(file, messages.fileTooLarge('3 MB')) : { ...nothing, pictures: [file] };
  if (!isTopmost && !/^index\.mdx?$/.test(name)) return refused(file, messages.fileTooDeep(name));
  if (kind.size > textLimit) return refused(file, messages.fileTooLarge('200 kB'));
  return readText(at, name, file, names);
}

/** What is wrong with what a name stands for, whatever the name: only plain files and folders are content. */
function oddityOf(kind: Stats): Message | undefined {
  if (kind.isSymbolicLink()) return messages.fileLink();
  if (!kind.isFile() && !kind.isDirectory()) return messages.fileSpecial();
  return kind.isFile() && (kind.mode & 0o111) !== 0 && process.platform !== 'win32'
    ? messages.fileProgram()
    : undefined;
}

const problemAt = (file: string, message: Message): Problem => ({ file, ...message });

/** A name that would be allowed, as near the given one as can be. */
export function proposalFor(name: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  return (slugOf(stem) || 'navn') + ending.toLowerCase();
}

async function readText(at: Folder, name: string, file: string, names: readonly string[]): Promise<Content> {
  const problems: Problem[] = [];
  const text = decode(await readFile(join(at.root, file)), file, problems);
  if (text === undefined) return { ...nothing, problems };
  if (text.trim() === '') return refused(file, messages.fileEmpty());
  const stem = name.replace(isText, '');
  const id = [at.folder, stem === 'index' ? '' : stem].filter(Boolean).join('/');
  return { ...nothing, texts: [{ collection: at.collection, id, file, text, neighbours: names }], problems };
}

async function readAside(root: string, file: string): Promise<Content> {
  const { text, problems } = await readOne(root, file);
  return { ...nothing, asides: text === undefined ? [] : [{ file, text }], problems };
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
  const placeAt = placesIn(text);
  const hidden = hiddenSigns(text).map(({ code, at }) => ({ file, ...placeAt(at), ...messages.character(code) }));
  for (const problem of firstOfEach(hidden, ({ line }) => String(line))) problems.push(problem);
  return text;
}
