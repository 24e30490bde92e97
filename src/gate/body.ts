import { markdownToMdast, mdxToMdast, type MdastNode, type MdxJsxFlowElement, type MdxJsxTextElement } from 'satteri';
import { allowed } from '../editorial/allowed.ts';
import { barOf } from '../editorial/bars.ts';
import { nearestOf } from './front-matter.ts';
import { messages, type Message } from './messages.ts';

/** A complaint about the body, at its place in the file. */
export type BodyProblem = Message & { readonly line?: number | undefined; readonly column?: number | undefined };

/** A picture the body shows: its address as written. */
export interface BodyPicture {
  readonly url: string;
  readonly line: number | undefined;
}

/** Reads a whole file (front matter and all, so that lines are right) with the build's own parser. */
export function checkBody(text: string, isMdx: boolean): { problems: BodyProblem[]; pictures: BodyPicture[] } {
  const problems: BodyProblem[] = [];
  const pictures: BodyPicture[] = [];
  let tree: MdastNode;
  try {
    tree = isMdx ? mdxToMdast(text) : markdownToMdast(text);
  } catch (error) {
    return { problems: [parseProblem(error)], pictures };
  }
  walk(tree, (node) => {
    const place = { line: node.position?.start.line, column: node.position?.start.column };
    const refuse = (message: Message) => problems.push({ ...place, ...message });
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        checkComponent(node, refuse);
        break;
      case 'mdxjsEsm':
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        refuse(messages.bodyCode());
        break;
      case 'html': {
        const name = /^<\/?([A-Z]\w*)/.exec(node.value)?.[1];
        if (!node.value.startsWith('<!--')) refuse(name ? messages.componentInMd(name) : messages.bodyHtml());
        break;
      }
      case 'heading':
        if (node.depth === 1) refuse(messages.bodyHeading());
        break;
      case 'imageReference':
        refuse(messages.pictureReference());
        break;
      case 'image':
        if (!node.alt?.trim()) refuse(messages.pictureAlt(node.url));
        pictures.push({ url: node.url, line: place.line });
        break;
      default:
    }
  });
  return { problems, pictures };
}

function walk(node: MdastNode, visit: (node: MdastNode) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

type Element = MdxJsxFlowElement | MdxJsxTextElement;

function checkComponent(node: Element, refuse: (message: Message) => void): void {
  const name = node.name ?? '';
  const known = Object.keys(allowed);
  if (!Object.hasOwn(allowed, name)) {
    refuse(/^[a-z]/.test(name) ? messages.bodyHtml() : messages.componentUnknown(name, nearestOf(name, known), known));
    return;
  }
  const attributes: Readonly<Record<string, 'needed' | 'free'>> = allowed[name as keyof typeof allowed];
  const names = Object.keys(attributes);
  const given = new Set<string>();
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') {
      refuse(messages.bodyCode());
    } else if (!Object.hasOwn(attributes, attribute.name)) {
      refuse(messages.attributeUnknown(name, attribute.name, nearestOf(attribute.name, names), names));
    } else if (typeof attribute.value !== 'string' || attribute.value.trim() === '') {
      refuse(messages.attributeValue(name, attribute.name));
    } else {
      given.add(attribute.name);
    }
  }
  for (const [needed, need] of Object.entries(attributes)) {
    if (need === 'needed' && !given.has(needed)) refuse(messages.attributeMissing(name, needed));
  }
  if (name === 'Diagram') checkChart(node, refuse);
}

function checkChart(node: Element, refuse: (message: Message) => void): void {
  const lines: string[] = [];
  walk(node, (child) => {
    if (child.type === 'listItem') lines.push(textOf(child).trim());
  });
  if (lines.length === 0) refuse(messages.chartEmpty());
  for (const line of lines) if (!barOf(line)) refuse(messages.chartLine(line));
}

function textOf(node: MdastNode): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** The parser's English, `line:column: reason`, in Danish. */
function parseProblem(error: unknown): BodyProblem {
  const text = error instanceof Error ? error.message : String(error);
  const [, line, column, reason = text] = /^(\d+):(\d+): (.*)$/s.exec(text) ?? [];
  const tag = /closing tag for `<(\w*)>`/.exec(reason)?.[1];
  const message = tag
    ? messages.bodyTag(tag)
    : /expression|brace|`\{`|acorn/i.test(reason)
      ? messages.bodyBrace()
      : /`<`|tag|comment|name/.test(reason)
        ? messages.bodyAngle()
        : messages.bodyOther();
  return { ...message, ...(line && { line: Number(line), column: Number(column) }) };
}
