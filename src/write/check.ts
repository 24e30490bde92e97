import type { MdastNode } from 'satteri';
import { z } from 'zod';
import { checkTree, parseProblem, type BodyProblem } from '../gate/body-rules.ts';
import { tangleOf } from '../gate/limits.ts';
import { messages, type Message } from '../gate/messages.ts';
import { debateSchema, newsSchema, problem, writerSchema } from '../gate/schema.ts';
import { writeTexts } from '../texts.ts';
import { newWriter, type Draft, type Field, type Known, type Picture } from './draft.ts';
import { articleFile, bodyOf, fieldsOf, writerFieldsOf } from './files.ts';
import { parseBody } from './parse.ts';

// Zod would try `eval` for speed, and the page's policy forbids it.
z.config({ jitless: true });

/** What is wrong with a draft: at most one message for each field, and any number for the body, each with its line. */
export interface Findings {
  readonly fields: Readonly<Partial<Record<Field, Message>>>;
  readonly body: readonly BodyProblem[];
}

/** Where the page shows what the schema says of a field of the file. */
const fieldFor: Readonly<Record<string, Field>> = {
  titel: 'title',
  manchet: 'lead',
  dato: 'day',
  skribent: 'writer',
  emner: 'topics',
  slags: 'newsKind',
  svarPaa: 'answers',
  navn: 'name',
  rolle: 'role',
  tilknytning: 'ties',
};
const textLimit = 200_000;
const pictureName = /^\.\/([a-z0-9]+(?:-[a-z0-9]+)*\.(?:jpe?g|png|webp))$/;
const anyPath = () => z.string({ error: problem('fil: ./billede.jpg') });

/** Everything the build would refuse a draft for, found by the same schema and the same rules. */
export function check(draft: Draft, known: Known, pictures: readonly Picture[]): Findings {
  return { fields: checkFields(draft, known), body: checkBody(draft, known, pictures) };
}

function checkFields(draft: Draft, known: Known): Findings['fields'] {
  const schema = draft.kind === 'nyhed' ? newsSchema(anyPath) : debateSchema(anyPath);
  const fields: Partial<Record<Field, Message>> = {
    ...said(schema, fieldsOf(draft, known), draft),
    ...(draft.writer === newWriter && said(writerSchema(anyPath), writerFieldsOf(draft), draft)),
  };
  // A text that was there when the draft was begun may be gone.
  if (draft.writer !== newWriter && !known.writers.includes(draft.writer)) fields.writer = empty('writer');
  if (!draft.topics.some((topic) => known.topics.includes(topic))) fields.topics = empty('topics');
  if (draft.kind === 'svar' && !known.pieces.includes(draft.answers)) fields.answers = empty('answers');
  return fields;
}

/** What `schema` says of `fields`: for what is empty the page's own words, else the gate's. */
function said(schema: z.ZodType, fields: Readonly<Record<string, unknown>>, draft: Draft) {
  const result = schema.safeParse(fields);
  const issues = result.success ? [] : result.error.issues;
  return Object.fromEntries(
    issues.flatMap(({ path: [key], message }) => {
      const field = fieldFor[String(key)];
      if (!field) return [];
      const [what = '', instead = ''] = message.split('\n');
      return [[field, String(draft[field]).trim() === '' ? empty(field) : { what, instead }]];
    }),
  ) as Findings['fields'];
}

const empty = (field: Field): Message => ({
  what: writeTexts[`write.empty.${field}` as keyof typeof writeTexts] ?? '',
  instead: '',
});

function checkBody(draft: Draft, known: Known, pictures: readonly Picture[]): BodyProblem[] {
  const body = bodyOf(draft);
  if (body.trim() === '') return [{ ...empty('body') }];
  if (new TextEncoder().encode(articleFile(draft, known, true).text).length > textLimit)
    return [messages.fileTooLarge('200 kB')];
  const tangle = tangleOf(body);
  if (tangle) return [tangle];
  try {
    // Two parsers, one tree: what they name and how they nest is the same.
    const { problems, pictures: shown } = checkTree(parseBody(body) as MdastNode, body);
    return [...problems, ...shown.flatMap(({ url, line }) => checkPicture(url, line, pictures))];
  } catch (error) {
    return [parseProblem(error)];
  }
}

function checkPicture(url: string, line: number | undefined, pictures: readonly Picture[]): BodyProblem[] {
  const name = pictureName.exec(url)?.[1];
  if (!name) return [{ line, ...messages.picturePath(url) }];
  if (pictures.some((picture) => picture.name === name)) return [];
  return [{ line, what: messages.pictureMissing(name, undefined).what, instead: writeTexts['write.picture.again'] }];
}
