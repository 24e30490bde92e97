import { slugOf } from '../lib/slug.ts';
import { cleanLine } from './clean.ts';
import { newWriter, type Draft, type Known } from './draft.ts';
import { asText } from './escape.ts';

/** A file for `content/`. */
export interface DraftFile {
  /** Path from the project's root. */
  readonly path: string;
  readonly text: string;
}

/** Longest file name made of a title, so that addresses can be read aloud. */
const longest = 60;

/** A file name for `title` that no other text has. */
export function fileNameFor(title: string, taken: readonly string[], otherwise: string): string {
  const slug = slugOf(cleanLine(title));
  const short =
    slug.length <= longest
      ? slug
      : slug
          .slice(0, longest + 1)
          .replace(/-[^-]*$/, '')
          .slice(0, longest);
  const name = short || otherwise;
  for (let count = 2, unique = name; ; count += 1) {
    if (!taken.includes(unique)) return unique;
    unique = `${name}-${count}`;
  }
}

/** The fields above the text, by their names in the file. */
export function fieldsOf(draft: Draft, known: Known): Record<string, string | readonly string[]> {
  return {
    titel: cleanLine(draft.title),
    manchet: cleanLine(draft.lead),
    dato: draft.day,
    skribent: writerOf(draft, known),
    emner: draft.topics,
    ...(draft.kind === 'nyhed' && { slags: draft.newsKind }),
    ...(draft.kind === 'svar' && { svarPaa: draft.answers }),
  };
}

/** The file name of who writes. */
export const writerOf = (draft: Draft, known: Known) =>
  draft.writer === newWriter ? fileNameFor(draft.name, known.writers, 'skribent') : draft.writer;

/** The fields of somebody who has not written before. */
export const writerFieldsOf = (draft: Draft) => ({
  navn: cleanLine(draft.name),
  rolle: cleanLine(draft.role),
  tilknytning: cleanLine(draft.ties),
});

/** The body as it stands in the file. */
export const bodyOf = (draft: Draft) => asText(draft.body).trimEnd();

/** The text's own file. With pictures it is a folder, so that they lie beside it. */
export function articleFile(draft: Draft, known: Known, hasPictures: boolean): DraftFile {
  const folder = `content/${draft.kind === 'nyhed' ? 'nyheder' : 'debat'}/`;
  const name = fileNameFor(draft.title, known.taken, 'indlaeg');
  return {
    path: `${folder}${name}${hasPictures ? '/index' : ''}.mdx`,
    text: `${frontOf(fieldsOf(draft, known))}\n${bodyOf(draft)}\n`,
  };
}

/** The file of a writer the site does not know yet. */
export const writerFile = (draft: Draft, known: Known): DraftFile | undefined =>
  draft.writer === newWriter
    ? { path: `content/skribenter/${writerOf(draft, known)}.mdx`, text: frontOf(writerFieldsOf(draft)) }
    : undefined;

/** Front matter whose every value is quoted as in JSON, which YAML reads the same way whatever it holds. */
function frontOf(fields: Record<string, string | readonly string[]>): string {
  const lines = Object.entries(fields).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${quoted(value)}` : `${key}: [${value.map(quoted).join(', ')}]`,
  );
  return `---\n${lines.join('\n')}\n---\n`;
}

const quoted = (value: string) =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
