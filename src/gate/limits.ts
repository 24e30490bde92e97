import { messages, type Message } from './messages.ts';
import { placesIn, type Place } from './places.ts';

/** What no parser is asked to read. */
interface Tangle {
  /** Offset in the text. */
  readonly at: number;
  readonly message: Message;
}

/**
 * Far above what anybody writes (the fullest paragraph of this site has 42 marks), and low enough that no text of 200 kB
 * keeps a parser busy for a second or nests deeper than it can go: the time of `_a_a_a…`, `>>>…` and `{{{…` grows with the
 * square of their length, that of `{{{…` in YAML with more.
 */
const most = {
  marks: 1_000,
  nested: 20,
  indent: 200,
  cells: 50_000,
  braces: 100,
  tags: 300,
  fieldLetters: 60_000,
  brackets: 100,
};

/** Signs that begin or end something, in runs as parsers take them; a run of _ may be a line to write on. */
const mark = /\\[\s\S]|[*_~`]+|[[<{]|&(?=[#\w])/g;
const container = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\?(?=[ \t]))/y;
const ruler = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;

/** What makes a Markdown or MDX file too tangled to parse, at its place; found in one walk through it. */
export function tangleOf(text: string): (Message & Place) | undefined {
  const tangle = tangleIn(text);
  return tangle && { ...placesIn(text)(tangle.at), ...tangle.message };
}

const tangleIn = (text: string): Tangle | undefined =>
  overflow(text, /\\[\s\S]|\{/g, most.braces, messages.tooManySigns('{', most.braces)) ??
  overflow(text, /\\[\s\S]|<[A-Za-z>]/g, most.tags, messages.tooManySigns('<', most.tags)) ??
  lineTangle(text);

/** Finds what makes the YAML of fields too tangled to parse. */
export function tangleInFields(yaml: string): Tangle | undefined {
  if (yaml.length > most.fieldLetters) return { at: 0, message: messages.fieldsLong(most.fieldLetters) };
  return overflow(yaml, /[[{]/g, most.brackets, messages.tooManySigns('[', most.brackets)) ?? lineTangle(yaml);
}

/** The place of the first `sign` too many. */
function overflow(text: string, sign: RegExp, limit: number, message: Message): Tangle | undefined {
  const found = signsIn(text, sign).drop(limit).next().value;
  return found && { at: found.index, message };
}

/** What follows a backslash is a letter like others. */
const signsIn = (text: string, sign: RegExp) => text.matchAll(sign).filter(([found]) => !found.startsWith('\\'));

/**
 * A line that begins too deep, a paragraph (what stands between blank lines) with too many marks, or too many table cells:
 * a row has as many as the widest, however few are written.
 */
function lineTangle(text: string): Tangle | undefined {
  let [marks, rows, columns, cells] = [0, 0, 1, 0];
  for (const { 1: line = '', index } of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    const nested = isTooNested(line);
    if (nested) return { at: index, message: nested };
    rows += 1;
    columns = Math.max(columns, line.split('|').length);
    const size = columns > 1 ? cells + rows * columns : cells;
    if (size > most.cells) return { at: index, message: messages.tableLarge(most.cells) };
    if (line.trim() === '') [marks, rows, columns, cells] = [0, 0, 1, size];
    for (const found of signsIn(line, mark)) {
      marks += 1;
      if (marks > most.marks) return { at: index + found.index, message: messages.tooManyMarks(most.marks) };
    }
  }
  return undefined;
}

function isTooNested(line: string): Message | undefined {
  const blanks = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (blanks.replaceAll('\t', '    ').length > most.indent) return messages.lineIndented(most.indent);
  if (ruler.test(line)) return undefined;
  container.lastIndex = 0;
  for (let depth = 0; container.test(line); depth += 1)
    if (depth >= most.nested) return messages.lineNested(most.nested);
  return undefined;
}
