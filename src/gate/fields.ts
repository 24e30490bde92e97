import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { splitFront } from './front-matter.ts';
import { tangleInFields } from './limits.ts';

/** A front-matter value as text: its path (`titel`, `billede.alt`, `kilder.titel`) and where it stands in the file. */
export interface Field {
  readonly name: string;
  readonly value: string;
  /** Offsets in the file, quotes left out. */
  readonly start: number;
  readonly end: number;
}

/** Every text among the fields of a file, in order; none when there are no fields to find. */
export function fieldsOf(text: string): Field[] {
  const parts = splitFront(text);
  if ('what' in parts || tangleInFields(parts.yaml)) return [];
  const above = text.indexOf(parts.yaml, text.search(/[\r\n]/));
  const fields: Field[] = [];
  visit(parseDocument(parts.yaml), {
    Scalar: (key, { value, range, type }, path) => {
      if (key === 'key' || typeof value !== 'string' || !range) return;
      const names = path.flatMap((each) => (isPair(each) && isScalar(each.key) ? [String(each.key.value)] : []));
      const quote = type?.startsWith('QUOTE') ? 1 : 0;
      fields.push({ name: names.join('.'), value, start: above + range[0] + quote, end: above + range[1] - quote });
    },
  });
  return fields;
}
