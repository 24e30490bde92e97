import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { TextFile } from './content-files.ts';
import { hiddenIn } from './hidden.ts';
import { tangleInFields } from './limits.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { placesIn, type Place } from './places.ts';
import { differenceFrom } from './second-reading.ts';

/** The front matter of a file: its fields, and where each of them stands. */
export interface FrontMatter {
  readonly data: unknown;
  /** Every text among the fields, in order, with its path (`billede.alt`) and its offsets in the YAML, quotes left out. */
  texts(): { readonly name: string; readonly value: string; readonly start: number; readonly end: number }[];
  /**
   * Place in the file of the value at `path`, or of its key when the value begins on a line further down; of what is not
   * there, the nearest field above it.
   */
  placeOf(path: readonly PropertyKey[]): Place;
  /** Place in the file of the key at `path`. */
  keyPlaceOf(path: readonly PropertyKey[]): Place;
}

/** Why a text has no fields, on which line. */
interface Unsplit extends Message {
  readonly line: number;
}

/**
 * The YAML of a text, its body, and the line the body begins on. Astro ends the fields at the first line that begins with
 * --- or +++, whatever follows: where that is not their end here too, the two would not read the same text.
 */
export function splitFront(text: string): { yaml: string; body: string; bodyLine: number } | Unsplit {
  const start = /^---[ \t]*\r?\n/.exec(text)?.[0].length;
  if (start === undefined) return { line: 1, ...messages.frontMissing() };
  const end = /\n(---|\+\+\+)([^\r\n]*)(?:\r?\n|$)/.exec(text.slice(3));
  if (!end) return { line: 1, ...messages.frontUnclosed() };
  const [whole, sign, more = ''] = end;
  const endLine = 3 + end.index + 1;
  if (sign === '+++' || more.trim() !== '')
    return { line: linesIn(text.slice(0, endLine)) + 1, ...messages.frontEnd() };
  const bodyStart = endLine - 1 + whole.length;
  const bodyLine = linesIn(text.slice(0, bodyStart)) + 1;
  return { yaml: text.slice(start, endLine), body: text.slice(bodyStart), bodyLine };
}

const linesIn = (text: string) => text.match(/\n/g)?.length ?? 0;

/** Reads YAML that begins after line `above` of `file`; every error becomes a problem in Danish. */
export function readYaml(yaml: string, file: string, above = 0): FrontMatter | Problem[] {
  const inYaml = placesIn(yaml);
  const placeAt = (offset: number): Place => ({ ...inYaml(offset), line: above + inYaml(offset).line });
  const refuse = (offset: number, message: Message): Problem[] => [{ file, ...placeAt(offset), ...message }];
  const tangle = tangleInFields(yaml);
  if (tangle) return refuse(tangle.at, tangle.message);
  const document = parseDocument(yaml, { uniqueKeys: true, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error) return refuse(...offsetAndMessage(error, document, yaml));
  const clever = cleverNode(document);
  if (clever !== undefined) return refuse(clever, messages.yamlAlias());
  const disguised = disguisedSign(document, yaml);
  if (disguised) return refuse(disguised.at, messages.character(disguised.code));
  const data: unknown = document.toJS() ?? {};
  // What js-yaml would not take for its signs is told of already, at the sign.
  const other = hiddenIn(yaml) ? undefined : differenceFrom(data, yaml);
  if (other) return refuse(offsetsOf(document, other).key, messages.yamlOther());
  return {
    data,
    texts: () => textsIn(document),
    placeOf(path) {
      const { key, value } = offsetsOf(document, path);
      const place = placeAt(value);
      return place.line === placeAt(key).line ? place : placeAt(key);
    },
    keyPlaceOf: (path) => placeAt(offsetsOf(document, path).key),
  };
}

const known = new WeakMap<object, FrontMatter | Problem[]>();

/** The fields of a text, read once for each text; or why they cannot be read. */
export function frontOf(text: Readonly<Pick<TextFile, 'text' | 'file'>>): FrontMatter | Problem[] {
  const before = known.get(text);
  if (before) return before;
  const parts = splitFront(text.text);
  const front = 'what' in parts ? [{ file: text.file, column: 1, ...parts }] : readYaml(parts.yaml, text.file, 1);
  known.set(text, front);
  return front;
}

function textsIn(document: Document): ReturnType<FrontMatter['texts']> {
  const texts: ReturnType<FrontMatter['texts']> = [];
  visit(document, {
    Scalar: (key, { value, range, type }, path) => {
      if (key === 'key' || typeof value !== 'string' || !range) return;
      const names = path.flatMap((each) => (isPair(each) && isScalar(each.key) ? [String(each.key.value)] : []));
      const quote = type?.startsWith('QUOTE') ? 1 : 0;
      texts.push({ name: names.join('.'), value, start: range[0] + quote, end: range[1] - quote });
    },
  });
  return texts;
}

/** Offset of the first anchor, alias or tag: words a writer never needs and a machine can be trapped by. */
function cleverNode(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && !('anchor' in node && node.anchor) && !node.tag) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** A sign nobody sees that is written with a backslash (`"\u202e"`). Where it stands as it is, the file is refused already. */
function disguisedSign(document: Document, yaml: string): { at: number; code: string } | undefined {
  let found: { at: number; code: string } | undefined;
  visit(document, {
    Scalar: (_, { value, range }) => {
      const hidden = typeof value === 'string' ? hiddenIn(value) : undefined;
      if (!hidden || !range || hiddenIn(yaml.slice(range[0], range[1]))) return undefined;
      found = { at: range[0], code: hidden.code };
      return visit.BREAK;
    },
  });
  return found;
}

/** What never ends is told where it begins, and a key that is moved in where it stands. */
function offsetAndMessage(error: YAMLError, document: Document, yaml: string): [number, Message] {
  const [at] = error.pos;
  if (document.errors.some(({ code }) => code === 'MULTILINE_IMPLICIT_KEY') && error.code === 'BLOCK_AS_IMPLICIT_KEY')
    return [at + (/^.*(?:\r\n|\r|\n)[ \t]*/.exec(yaml.slice(at))?.[0].length ?? 0), messages.yamlIndent()];
  if (!/Missing closing|end with a/.test(error.message)) return [at, messageOf(error, yaml)];
  let start = at;
  visit(document, (_, node) => {
    if (!isNode(node) || !node.range || node.range[0] >= at || node.range[1] < at) return;
    if ((isScalar(node) && node.type?.startsWith('QUOTE')) || (isCollection(node) && node.flow)) start = node.range[0];
  });
  return [start, error.code === 'MISSING_CHAR' ? messages.yamlQuote() : messages.yamlOther()];
}

function messageOf(error: YAMLError, yaml: string): Message {
  const line = yaml.slice(yaml.lastIndexOf('\n', error.pos[0] - 1) + 1).split('\n')[0] ?? '';
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return messages.yamlTwice(line.trim().split(':')[0] ?? '');
    case 'TAB_AS_INDENT':
    case 'BAD_INDENT':
      return messages.yamlIndent();
    case 'BLOCK_AS_IMPLICIT_KEY':
      return messages.yamlColon();
    case 'MISSING_CHAR':
      return error.message.includes('without - indicator') ? messages.yamlIndent() : messages.yamlOther();
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_ALIAS':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
      return messages.yamlAlias();
    default:
      return messages.yamlOther();
  }
}

/** Where the key and the value at `path` begin; in a list both are the entry, and what is not there is what holds it. */
function offsetsOf(document: Document, path: readonly PropertyKey[]): { key: number; value: number } {
  let node: unknown = document.contents;
  let value = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  let key = value;
  for (const step of path) {
    const pair = isMap(node)
      ? node.items.find((each) => isNode(each.key) && String(each.key) === String(step))
      : undefined;
    const next = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    const place = pair && isNode(pair.key) ? pair.key : next;
    if (!isNode(place)) break;
    key = place.range?.[0] ?? key;
    value = isNode(next) ? (next.range?.[0] ?? key) : key;
    node = next;
  }
  return { key, value };
}
