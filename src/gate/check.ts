import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { checkBody } from './body.ts';
import { readContent, type Collection, type TextFile } from './content-files.ts';
import { checkFields, nearestOf, readYaml, splitFront, type FrontMatter } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { checkPicture } from './pictures.ts';
import { debateSchema, frontSchema, newsSchema, pageSchema, topicSchema, writerSchema } from './schema.ts';

const anyPath = () =>
  z.string({
    error: () => {
      const { what, instead } = messages.fieldMissing('fil: ./billede.jpg');
      return `${what} ${instead}`;
    },
  });

const schemas: Readonly<Record<Collection, z.ZodType>> = {
  debat: debateSchema(anyPath),
  nyheder: newsSchema(anyPath),
  sider: pageSchema(),
  emner: topicSchema(),
  skribenter: writerSchema(anyPath),
};

/** First parts of addresses the site uses itself, where no page of `sider/` can be. */
const reserved = new Set(
  'debat nyheder emner skribenter rettelser soeg a-aa arkiv 404 feed pagefind side deling'.split(' '),
);
/** Collections whose texts need a body; of a writer the fields may be enough. */
const needsBody = new Set<Collection>(['debat', 'nyheder', 'sider', 'emner']);

/** A text whose fields could be read. */
interface Read {
  readonly file: TextFile;
  readonly front: FrontMatter;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Everything wrong with `root/content`, sorted by file and line. Empty means that the site can be built. */
export async function checkContent(root: string): Promise<Problem[]> {
  const { texts, problems } = await readContent(root);
  const read: Read[] = [];
  for (const file of texts) {
    const { problems: own, text } = await checkText(file, root);
    problems.push(...own);
    if (text) read.push(text);
  }
  problems.push(
    ...(await checkFrontPage(root)),
    ...checkAddresses(texts),
    ...checkReferences(texts, read),
    ...checkThreads(read),
  );
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0)));
}

async function checkText(file: TextFile, root: string): Promise<{ problems: Problem[]; text?: Read }> {
  const parts = splitFront(file.text);
  if ('what' in parts) return { problems: [{ file: file.file, line: 1, ...parts }] };
  const front = readYaml(parts.yaml, file.file, 1);
  if (Array.isArray(front)) return { problems: front };

  const problems = checkFields(front, schemas[file.collection], file.file);
  const body = checkBody(file.text, file.file.endsWith('.mdx'));
  problems.push(...body.problems.map((problem) => ({ file: file.file, ...problem })));
  if (parts.body.trim() === '' && needsBody.has(file.collection)) {
    problems.push({ file: file.file, line: parts.bodyLine, ...messages.bodyMissing() });
  }
  const data = isRecord(front.data) ? front.data : {};
  const pictures = body.pictures.map(({ url, line }) => ({ url, line }));
  const lead = isRecord(data['billede']) ? data['billede']['fil'] : undefined;
  if (typeof lead === 'string') pictures.push({ url: lead, line: front.lineOf(['billede', 'fil']) });
  for (const { url, line } of pictures) {
    const message = await checkPicture(url, join(root, dirname(file.file)), file.neighbours);
    if (message) problems.push({ file: file.file, line, ...message });
  }
  return { problems, text: { file, front, data } };
}

async function checkFrontPage(root: string): Promise<Problem[]> {
  const file = 'content/forside.yaml';
  if (!existsSync(join(root, file))) return [];
  const front = readYaml(await readFile(join(root, file), 'utf8'), file);
  return Array.isArray(front) ? front : checkFields(front, frontSchema(), file);
}

/** Two files at one address, and pages where the site itself lives. */
function checkAddresses(texts: readonly TextFile[]): Problem[] {
  const owners = new Map<string, string>();
  return texts.flatMap(({ collection, id, file }) => {
    const address = collection === 'sider' ? `/${id}/` : `/${collection}/${id}/`;
    const other = owners.get(address);
    owners.set(address, file);
    if (other) return [{ file, ...messages.sameAddress(other, address) }];
    const isTaken = collection === 'sider' && (id === '' || reserved.has(id.split('/')[0] ?? ''));
    return isTaken ? [{ file, ...messages.reservedAddress(address) }] : [];
  });
}

/** Writers, topics and pieces that are named but do not exist, and answers that go in a ring. */
function checkReferences(texts: readonly TextFile[], read: readonly Read[]): Problem[] {
  const idsOf = (collection: Collection) => texts.filter((text) => text.collection === collection).map(({ id }) => id);
  const writers = idsOf('skribenter');
  const topics = idsOf('emner');
  const pieces = [...idsOf('debat').map((id) => `debat/${id}`), ...idsOf('nyheder').map((id) => `nyheder/${id}`)];
  const answers = new Map(
    read.flatMap(({ file, data }) =>
      typeof data['svarPaa'] === 'string' ? [[`${file.collection}/${file.id}`, data['svarPaa'] as string]] : [],
    ),
  );
  return read.flatMap(({ file, front, data }) => {
    if (file.collection !== 'debat' && file.collection !== 'nyheder') return [];
    const at = (field: string, message: Message): Problem => ({
      file: file.file,
      line: front.lineOf([field]),
      ...message,
    });
    const problems: Problem[] = [];
    for (const id of listOf(data['skribent'])) {
      if (!writers.includes(id)) problems.push(at('skribent', messages.writerUnknown(id, nearestOf(id, writers))));
    }
    for (const id of listOf(data['emner'])) {
      if (!topics.includes(id)) problems.push(at('emner', messages.topicUnknown(id, nearestOf(id, topics))));
    }
    const target = data['svarPaa'];
    if (typeof target === 'string') {
      if (!pieces.includes(target))
        problems.push(at('svarPaa', messages.pieceUnknown(target, nearestPiece(target, pieces))));
      else if (isRing(`${file.collection}/${file.id}`, answers)) problems.push(at('svarPaa', messages.answersItself()));
    }
    return problems;
  });
}

/** A bare file name is the commonest slip: `min-titel` for `debat/min-titel`. */
const nearestPiece = (target: string, pieces: readonly string[]) =>
  pieces.find((piece) => piece.endsWith(`/${target.replace(/^\/|\/$/g, '')}`)) ??
  pieces.find((piece) => `/${piece}/` === target) ??
  nearestOf(target, pieces);

function isRing(start: string, answers: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  let at = answers.get(start);
  while (at !== undefined && !seen.has(at)) {
    if (at === start) return true;
    seen.add(at);
    at = answers.get(at);
  }
  return false;
}

/** Threads must be one text's own, or replies would stand under the wrong one. */
function checkThreads(read: readonly Read[]): Problem[] {
  const owners = new Map<string, string>();
  return read.flatMap(({ file, front, data }) => {
    if (file.collection !== 'debat' && file.collection !== 'nyheder') return [];
    const thread = typeof data['traad'] === 'string' ? data['traad'] : file.id;
    const other = owners.get(thread);
    owners.set(thread, file.file);
    return other ? [{ file: file.file, line: front.lineOf(['traad']), ...messages.sameThread(thread, other) }] : [];
  });
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
