import type { TextFile } from './content-files.ts';
import { frontOf } from './front-matter.ts';

/** A front-matter value as text: its path (`titel`, `billede.alt`, `kilder.titel`) and where it stands in the file. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Offsets in the file, quotes left out. */
  readonly start: number;
  readonly end: number;
}

/** Every text among the fields of a file, in order; none when they cannot be read. */
export function fieldsOf(file: Pick<TextFile, 'text' | 'file'>): Field[] {
  const front = frontOf(file);
  if (Array.isArray(front)) return [];
  const above = /^---[ \t]*(\r\n|\r|\n)/.exec(file.text)?.[0].length ?? 0;
  return front.texts().map(({ start, end, ...text }) => ({ ...text, start: above + start, end: above + end }));
}
