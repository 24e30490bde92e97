import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { allowed } from '../editorial/allowed.ts';
import { barOf } from '../editorial/bars.ts';
import { messages, type Message } from './messages.ts';
import { nearestOf } from './nearest.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** A place in a file; without a column it is the line, and without a line the file. */
export interface Somewhere {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** True for a component, on a line of its own or in one. */
export const isBox = (node: MdastNode): node is Element =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** Takes a complaint about a node; `place` when it is about a part of it. */
export type Refuse = (message: Message, place?: Somewhere) => void;

/** What is wrong with a component and its attributes, whose places are `places`. */
export function checkComponent(node: Element, refuse: Refuse, places: readonly Somewhere[]): void {
  const name = node.name ?? '';
  const known = Object.keys(allowed);
  if (!Object.hasOwn(allowed, name)) {
    refuse(/^[a-z]/.test(name) ? messages.bodyHtml() : messages.componentUnknown(name, nearestOf(name, known), known));
    return;
  }
  const attributes: Readonly<Record<string, 'needed' | 'free'>> = allowed[name as keyof typeof allowed];
  const names = Object.keys(attributes);
  const given = new Set<string>();
  for (const [index, attribute] of node.attributes.entries()) {
    const at = places[index];
    if (attribute.type !== 'mdxJsxAttribute') {
      refuse(messages.bodyCode(), at);
    } else if (!Object.hasOwn(attributes, attribute.name)) {
      refuse(messages.attributeUnknown(name, attribute.name, nearestOf(attribute.name, names), names), at);
    } else {
      given.add(attribute.name);
      if (typeof attribute.value !== 'string' || attribute.value.trim() === '')
        refuse(messages.attributeValue(name, attribute.name), at);
    }
  }
  for (const [needed, need] of Object.entries(attributes)) {
    if (need === 'needed' && !given.has(needed)) refuse(messages.attributeMissing(name, needed));
  }
  if (name === 'Diagram') checkChart(node, refuse);
}

const attribute = /\s*([^\s=/>{}"']+)(?:\s*=\s*(?:"[^"]*"|'[^']*')?)?/y;

/**
 * Where each attribute of a component begins, in their order, up to one in braces. Sätteri only tells where the component
 * does.
 */
export function attributeOffsets(node: Element, text: string): number[] {
  const start = node.position?.start.offset ?? 0;
  if (!text.startsWith(`<${node.name}`, start)) return [];
  const offsets: number[] = [];
  attribute.lastIndex = start + `<${node.name}`.length;
  for (let found = attribute.exec(text); found; found = attribute.exec(text))
    offsets.push(found.index + found[0].search(/\S/));
  return offsets;
}

function checkChart(node: Element, refuse: Refuse): void {
  const items = node.children.flatMap(itemsIn);
  for (const item of items) {
    const line = textOf(item).trim();
    if (!barOf(line)) refuse(messages.chartLine(line), placeOf(item));
  }
  if (items.length === 0) refuse(messages.chartEmpty());
}

/** The lines of every list in `node`, but those of a box inside it. */
function itemsIn(node: MdastNode): MdastNode[] {
  if (isBox(node)) return [];
  const own = node.type === 'listItem' ? [node] : [];
  return 'children' in node ? [...own, ...node.children.flatMap(itemsIn)] : own;
}

function textOf(node: MdastNode): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Where a node begins. */
export const placeOf = ({ position }: MdastNode): Somewhere => ({
  line: position?.start.line,
  column: position?.start.column,
});
