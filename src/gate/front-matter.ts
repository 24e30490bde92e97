import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { messages, type Message, type Problem } from './messages.ts';
import { nearestOf } from './nearest.ts';

export { nearestOf };

/** The front matter of a file: its fields, and where each of them stands. */
export interface FrontMatter {
  readonly data: unknown;
  /** Line in the file of the field at `path`, or of the nearest field above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Where the YAML of a text ends: offsets in the text, and the line after it. */
export function splitFront(text: string): { yaml: string; body: string; bodyLine: number } | Message {
  const start = /^---[ \t]*(\r\n|\r|\n)/.exec(text);
  if (!start) return messages.frontMissing();
  const rest = text.slice(start[0].length);
  const end = /(?:^|[\r\n])---[ \t]*(\r\n|\r|\n|$)/.exec(rest);
  if (!end) return messages.frontUnclosed();
  const yaml = rest.slice(0, rest.indexOf('---', end.index));
  const bodyStart = start[0].length + end.index + end[0].length;
  return { yaml, body: text.slice(bodyStart), bodyLine: linesIn(text.slice(0, bodyStart)) + 1 };
}

const linesIn = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** Reads YAML that begins after line `above` of `file`; every error becomes a problem in Danish. */
export function readYaml(yaml: string, file: string, above = 0): FrontMatter | Problem[] {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const lineAt = (offset: number) => above + counter.linePos(offset).line;
  if (document.errors.length > 0) {
    const [error] = document.errors;
    return error ? [{ file, ...placeAndMessage(error, document, yaml, lineAt) }] : [];
  }
  const clever = cleverNode(document);
  if (clever !== undefined) return [{ file, line: lineAt(clever), ...messages.yamlAlias() }];
  return { data: document.toJS() ?? {}, lineOf: (path) => lineOf(document, path, lineAt) };
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

/** What never ends is told where it begins, and a key that is moved in where it stands. */
function placeAndMessage(error: YAMLError, document: Document, yaml: string, lineAt: (offset: number) => number) {
  const [at] = error.pos;
  if (document.errors.some(({ code }) => code === 'MULTILINE_IMPLICIT_KEY') && error.code === 'BLOCK_AS_IMPLICIT_KEY')
    return { line: lineAt(at) + 1, ...messages.yamlIndent() };
  if (!/Missing closing|end with a/.test(error.message)) return { line: lineAt(at), ...messageOf(error, yaml) };
  let start = at;
  visit(document, (_, node) => {
    if (!isNode(node) || !node.range || node.range[0] >= at || node.range[1] < at) return;
    if ((isScalar(node) && node.type?.startsWith('QUOTE')) || (isCollection(node) && node.flow)) start = node.range[0];
  });
  return { line: lineAt(start), ...(error.code === 'MISSING_CHAR' ? messages.yamlQuote() : messages.yamlOther()) };
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

function lineOf(document: Document, path: readonly PropertyKey[], lineAt: (offset: number) => number): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isNode(key) && String(key) === String(step)) : undefined;
    const next = pair ? pair.value : isSeq(node) ? node.items[Number(step)] : undefined;
    const place = pair && isNode(pair.key) ? pair.key : next;
    if (!isNode(place)) break;
    offset = place.range?.[0] ?? offset;
    node = next;
  }
  return lineAt(offset);
}

/** What a schema says of the fields, each complaint at its line. */
export function checkFields(front: FrontMatter, schema: z.ZodType, file: string): Problem[] {
  const result = schema.safeParse(front.data);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, issue.path);
      return issue.keys.map((key) => ({
        file,
        line: front.lineOf([...issue.path, key]),
        ...messages.fieldUnknown(key, nearestOf(key, known), known),
      }));
    }
    const message = issue.code === 'invalid_union' ? (deepest(issue) ?? issue.message) : issue.message;
    return [{ file, line: front.lineOf(issue.path), ...unpack(message) }];
  });
}

/** A union's own complaint is general; that of the branch that got furthest is what the writer needs. */
function deepest(issue: z.core.$ZodIssueInvalidUnion): string | undefined {
  return issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0]?.message;
}

/** A schema's message holds both sentences, each on its line; what a writer wrote stands in the first. */
function unpack(text: string): Message {
  const end = text.lastIndexOf('\n');
  return { what: text.slice(0, end), instead: text.slice(end + 1) };
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  const open = (one: unknown): unknown => {
    const def = (one as { def?: Record<string, unknown> } | undefined)?.def;
    const inner = def?.['innerType'] ?? (def?.['type'] === 'pipe' ? def['in'] : undefined);
    return inner ? open(inner) : one;
  };
  for (const step of path) {
    const def = (open(at) as { def: Record<string, unknown> }).def;
    at =
      def['type'] === 'array' ? def['element'] : (def['shape'] as Record<string, unknown> | undefined)?.[String(step)];
  }
  const shape = (open(at) as { def?: { shape?: Record<string, unknown> } }).def?.shape;
  return Object.keys(shape ?? {});
}
