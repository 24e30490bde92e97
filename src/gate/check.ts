import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { BodyCheck } from './body-rules.ts';
import { checkBody } from './body.ts';
import { readContent, readOne, type Collection, type Content, type TextFile } from './content-files.ts';
import { checkFields } from './check-fields.ts';
import { frontOf, readYaml, splitFront } from './front-matter.ts';
import { tangleOf } from './limits.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { peopleErrors } from './people.ts';
import { pictureMemory, type PictureMemory } from './picture-memory.ts';
import { checkPicture } from './pictures.ts';
import { byPlace } from './places.ts';
import { checkAddresses, checkReferences, checkThreads, isRecord, type Read } from './references.ts';
import { checkRedirects, parseRedirects, redirectFile } from './redirects.ts';
import { checkReplies } from './replies.ts';
import {
  debateSchema,
  frontSchema,
  newsSchema,
  pageSchema,
  problem,
  replyFileSchema,
  topicSchema,
  writerSchema,
} from './schema.ts';
import { readSearchWords } from './search-words.ts';
import { addressOf } from './text-address.ts';
import { together } from './together.ts';

const anyPath = () => z.string({ error: problem('fil: ./billede.jpg') });

const schemas: Readonly<Record<Collection, z.ZodType>> = {
  debat: debateSchema(anyPath),
  nyheder: newsSchema(anyPath),
  sider: pageSchema(),
  emner: topicSchema(),
  skribenter: writerSchema(anyPath),
  svar: replyFileSchema(),
};

/** Collections whose texts need a body; of a writer the fields may be enough. */
const needsBody = new Set<Collection>(['debat', 'nyheder', 'sider', 'emner', 'svar']);

/**
 * Everything wrong with `root/content`, sorted by file and line; `content` when it has been read already. Empty means that
 * the site can be built.
 */
export async function checkContent(root: string, content?: Content): Promise<Problem[]> {
  const { texts, pictures, asides, problems } = content ?? (await readContent(root));
  const memory = pictureMemory(root);
  const checked = await together(texts, (file) => checkText(file, root, memory));
  const shown = new Set(checked.flatMap((each) => each.shown));
  const others = pictures.filter((file) => !shown.has(file));
  const unshown = await together(others, (file) => checkUnshown(file, root, memory));
  memory.save();
  const read = checked.flatMap(({ text }) => text ?? []);
  return inOrder([
    ...problems,
    ...checked.flatMap((each) => each.problems),
    ...unshown.flat(),
    ...(await checkFrontPage(root)),
    ...checkAddresses(texts),
    ...checkReferences(texts, read),
    ...checkThreads(read),
    ...(await checkReplies(root, texts, read)),
    ...(await checkMoves(root, texts)),
    ...(await readSearchWords(root)).problems,
    ...peopleErrors([...texts, ...asides]),
  ]);
}

/** What is wrong with a text, its fields when they could be read, and the pictures beside it that it shows. */
interface Checked {
  readonly problems: readonly Problem[];
  readonly text?: Read;
  readonly shown: readonly string[];
}

async function checkText(file: TextFile, root: string, memory: PictureMemory): Promise<Checked> {
  const refuse = (...problems: Problem[]): Checked => ({ problems, shown: [] });
  const front = frontOf(file);
  if (Array.isArray(front)) return refuse(...front);
  const parts = splitFront(file.text);
  if ('what' in parts) return refuse();
  if (parts.yaml.trim() === '') return refuse({ file: file.file, line: 1, column: 1, ...messages.frontMissing() });
  if (!isRecord(front.data)) return refuse({ file: file.file, ...front.placeOf([]), ...messages.yamlOther() });

  // A reply is not edited text: whatever it holds, its own pipeline makes it safe.
  const body = file.collection === 'svar' ? unread(file.text) : checkBody(file.text, file.file.endsWith('.mdx'));
  const problems = [
    ...checkFields(front, schemas[file.collection], file.file),
    ...body.problems.map((problem) => ({ file: file.file, ...problem })),
  ];
  if (file.collection === 'svar' && file.file.endsWith('.mdx'))
    problems.push({ file: file.file, ...messages.replyNotMarkdown() });
  if (parts.body.trim() === '' && needsBody.has(file.collection)) {
    problems.push({ file: file.file, line: parts.bodyLine, column: 1, ...messages.bodyMissing() });
  }
  const data = isRecord(front.data) ? front.data : {};
  const pictures = [...body.pictures];
  const lead = isRecord(data['billede']) ? data['billede']['fil'] : undefined;
  if (typeof lead === 'string') pictures.push({ url: lead, ...front.placeOf(['billede', 'fil']) });
  const found = new Map<string, Message | undefined>();
  for (const { url, line, column } of pictures) {
    if (!found.has(url))
      found.set(url, await checkPicture(url, join(root, dirname(file.file)), file.neighbours, memory));
    const message = found.get(url);
    if (message) problems.push({ file: file.file, line, column, ...message });
  }
  const shown = [...found.keys()].map((url) => url.replace('./', `${dirname(file.file)}/`));
  return { problems, text: { file, front, data }, shown };
}

/** A picture no text shows is not on the site, but it is in the repository, where anybody can fetch it. */
async function checkUnshown(file: string, root: string, memory: PictureMemory): Promise<Problem[]> {
  const message = await checkPicture(`./${basename(file)}`, join(root, dirname(file)), [basename(file)], memory);
  return message ? [{ file, ...message }] : [];
}

/** What is said of a body whose marks are no concern of the gate's: only that a parser can take it. */
function unread(text: string): BodyCheck {
  const tangle = tangleOf(text);
  return { problems: tangle ? [tangle] : [], pictures: [] };
}

/** By file and line, each said once. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map((each) => [[each.file, each.line, each.column, each.what].join('\0'), each]));
  return [...once.values()].sort(byPlace);
}

/** Addresses that are there whatever the content is. */
const own = ['/', '/debat/', '/nyheder/', '/emner/', '/rettelser/', '/arkiv/', '/a-aa/', '/soeg/', '/skriv/'];

async function checkMoves(root: string, texts: readonly TextFile[]): Promise<Problem[]> {
  const { text = '', problems } = await readOne(root, redirectFile);
  const { redirects, problems: broken } = parseRedirects(text);
  const addresses = texts.flatMap((each) => addressOf(each) ?? []);
  return [...problems, ...broken, ...checkRedirects(redirects, new Set([...own, ...addresses]))];
}

async function checkFrontPage(root: string): Promise<Problem[]> {
  const file = 'content/forside.yaml';
  const { text, problems } = await readOne(root, file);
  if (text === undefined) return problems;
  const front = readYaml(text, file);
  if (Array.isArray(front)) return [...problems, ...front];
  if (!isRecord(front.data)) return [...problems, { file, ...front.placeOf([]), ...messages.yamlOther() }];
  return [...problems, ...checkFields(front, frontSchema(), file)];
}
