import { z } from 'zod';
import { say } from '../texts.ts';
import { longest, tidied, tidy, tidyLine, type Content, type Kind } from './fingerprint.ts';
import { fieldNames, type FieldName } from './form.ts';

/** Everything a form sends. */
export interface Submission {
  readonly content: Content;
  readonly consent: string;
  /** Filled by programs, never by people. */
  readonly homepage: string;
  /** Random word made in the browser, so that the same sending is known again. */
  readonly once: string;
  readonly proof: string;
  readonly token: string;
  /** Which button was pressed on the preview. */
  readonly step: 'send' | 'edit';
}

/** What a field says when it is not well filled in. */
export type FieldErrors = Partial<Record<FieldName, string>>;

const line = z.string().default('').transform(tidyLine);
const formSchema = z.strictObject({
  thread: z.string().max(200),
  parent: z.string().max(200).default(''),
  name: line,
  place: line,
  ties: line,
  text: z.string().default('').transform(tidy),
  consent: z.enum(['ja', '']).default(''),
  homepage: z.string().default(''),
  once: z
    .string()
    .regex(/^[0-9a-z]{26}$|^$/)
    .default(''),
  proof: z.string().max(2_000).default(''),
  token: z.string().max(100).default(''),
  step: z.enum(['send', 'edit']).default('send'),
});

/** Reads a form's fields; `undefined` when they are not those our own form has. */
export function submissionFrom(kind: Kind, fields: Readonly<Record<string, string>>): Submission | undefined {
  const parsed = formSchema.safeParse(fields);
  if (!parsed.success) return undefined;
  const { thread, parent, name, place, ties, text, ...rest } = parsed.data;
  return { content: tidied({ kind, thread, parent, name, place, ties, text }), ...rest };
}

/** As much of what was written as can be kept, from a form that cannot be read otherwise. */
export const salvage = (fields: Readonly<Record<string, string>>): Partial<Record<FieldName, string>> =>
  Object.fromEntries(
    fieldNames.flatMap((name) => {
      const value = tidy(fields[name] ?? '');
      return value ? [[name, value]] : [];
    }),
  );

/** What is wrong with the fields, each in words that say what to do. */
export function errorsIn({ content, consent }: Submission): FieldErrors {
  const { kind, name, place, ties, text } = content;
  const isReport = kind === 'report';
  const errors: FieldErrors = {};
  if (text.length < 2 || !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text))
    errors.text = say(isReport ? 'error.report.text.short' : 'error.text.short');
  if (text.length > longest.text) {
    errors.text = say(isReport ? 'error.report.text.long' : 'error.text.long', { n: text.length - longest.text });
  }
  if (name.length > longest.name) errors.name = say('error.name.long', { max: longest.name });
  else if (name.length < 2 && !(isReport && name === '')) errors.name = say('error.name.short');
  else if (name && !/\p{L}/u.test(name)) errors.name = say('error.name.letters');
  if (place.length > longest.place) errors.place = say('error.place.long', { max: longest.place });
  if (ties.length > longest.ties) errors.ties = say('error.ties.long', { max: longest.ties });
  if (consent !== 'ja') errors.consent = say(isReport ? 'error.report.consent' : 'error.consent');
  return errors;
}
