import type { MdastNode } from 'satteri';
import { parseBody } from './body.ts';
import type { TextFile } from './content-files.ts';
import { fieldsOf, type Field } from './fields.ts';
import { blotted, passagesIn, type Passage } from './passages.ts';
import { placesIn, type Place } from './places.ts';

/** A link by the words people press. */
export interface Link {
  readonly words: string;
  readonly start: number;
}

/** What there is to read in a file, in its order. */
export interface Prose {
  readonly fields: readonly Field[];
  readonly passages: readonly Passage[];
  readonly links: readonly Link[];
  readonly placeOf: (offset: number) => Place;
}

const known = new WeakMap<TextFile, Prose>();

/** What people read in `file`, found once. A body that cannot be parsed is left out: the gate tells why. */
export function proseOf(file: TextFile): Prose {
  const prose = known.get(file) ?? read(file);
  known.set(file, prose);
  return prose;
}

const readFields = /^(titel|manchet|beskrivelse|rolle|tilknytning|billede\.alt|billede\.tekst|rettelser\.tekst)$/;

function read(own: TextFile): Prose {
  const { text, file } = own;
  const fields = fieldsOf(own);
  const inFields = fields
    .filter(({ name }) => readFields.test(name))
    .map(({ name, start, end }) => ({ kind: name, start, prose: blotted(text.slice(start, end)) }));
  const { passages, links } = readBody(text, file.endsWith('.mdx'));
  return { fields, passages: [...inFields, ...passages], links, placeOf: placesIn(text) };
}

function readBody(text: string, isMdx: boolean): Pick<Prose, 'passages' | 'links'> {
  const tree = parseBody(text, isMdx);
  return 'what' in tree ? { passages: [], links: [] } : { passages: passagesIn(tree, text), links: linksIn(tree) };
}

function linksIn(node: MdastNode): Link[] {
  const own = node.type === 'link' || node.type === 'linkReference';
  const below = 'children' in node ? node.children.flatMap(linksIn) : [];
  return own ? [{ words: wordsOf(node), start: node.position?.start.offset ?? 0 }, ...below] : below;
}

function wordsOf(node: MdastNode): string {
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}
