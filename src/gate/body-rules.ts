import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { allowed } from '../editorial/allowed.ts';
import { barOf } from '../editorial/bars.ts';
import { site } from '../site.ts';
import { messages, type Message } from './messages.ts';
import { nearestOf } from './nearest.ts';

/** A complaint about the body, at its place in the file. */
export type BodyProblem = Message & { readonly line?: number | undefined; readonly column?: number | undefined };

/** A picture the body shows: its address as written. */
export interface BodyPicture {
  readonly url: string;
  readonly line: number | undefined;
}

/** What is wrong with a body, and the pictures it shows. */
export interface BodyCheck {
  readonly problems: BodyProblem[];
  readonly pictures: BodyPicture[];
}

/** What the gate says of a parsed body, whichever parser read it. */
export function checkTree(tree: MdastNode): BodyCheck {
  const problems: BodyProblem[] = [];
  const pictures: BodyPicture[] = [];
  const look = (node: MdastNode) => {
    const place = { line: node.position?.start.line, column: node.position?.start.column };
    const refuse = (message: Message) => problems.push({ ...place, ...message });
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        checkComponent(node, problems, refuse);
        break;
      case 'mdxjsEsm':
        refuse(messages.bodyCode());
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        refuse(messages.bodyBrace());
        break;
      case 'html': {
        const name = /^<\/?([A-Z]\w*)/.exec(node.value)?.[1];
        if (!/^<!--(?:(?!-->)[\s\S])*-->\s*$/.test(node.value))
          refuse(name ? messages.componentInMd(name) : messages.bodyHtml());
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
      case 'link':
      case 'definition':
        if (!isFollowed(node.url)) refuse(messages.linkFormat(node.url));
        break;
      default:
        if (!plainNodes.has(node.type)) refuse(messages.bodyUnknown());
    }
  };
  walk(tree, look);
  return { problems, pictures };
}

/** Nodes that are only text and its order; front matter has a look of its own. Whatever a parser adds is refused. */
const plainNodes = new Set<string>(
  `root yaml paragraph text emphasis strong delete break inlineCode code blockquote list listItem thematicBreak
  linkReference table tableRow tableCell`.split(/\s+/),
);

/** True for an address a reader may follow: a path or place on this site, or of these kinds elsewhere. */
function isFollowed(url: string): boolean {
  if (/^(\/(?![/\\])|#)/.test(url)) return URL.canParse(url, site.url);
  return URL.canParse(url) && /^(https?|mailto|tel):$/.test(new URL(url).protocol);
}

function walk(node: MdastNode, visit: (node: MdastNode) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

type Element = MdxJsxFlowElement | MdxJsxTextElement;

function checkComponent(node: Element, problems: BodyProblem[], refuse: (message: Message) => void): void {
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
    } else {
      given.add(attribute.name);
      if (typeof attribute.value !== 'string' || attribute.value.trim() === '')
        refuse(messages.attributeValue(name, attribute.name));
    }
  }
  for (const [needed, need] of Object.entries(attributes)) {
    if (need === 'needed' && !given.has(needed)) refuse(messages.attributeMissing(name, needed));
  }
  if (name === 'Diagram') checkChart(node, problems, refuse);
}

function checkChart(node: Element, problems: BodyProblem[], refuse: (message: Message) => void): void {
  let count = 0;
  walk(node, (child) => {
    if (child.type !== 'listItem') return;
    count += 1;
    const line = textOf(child).trim();
    if (!barOf(line)) problems.push({ line: child.position?.start.line, ...messages.chartLine(line) });
  });
  if (count === 0) refuse(messages.chartEmpty());
}

function textOf(node: MdastNode): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** The parser's English, `line:column: reason`, in Danish. */
export function parseProblem(error: unknown): BodyProblem {
  const text = error instanceof Error ? error.message : String(error);
  const [, line, column, reason = text] = /^(\d+):(\d+): (.*)$/s.exec(text) ?? [];
  const tag = /closing tag for `<(\w+)>`|^Expected the closing tag `<\/(\w+)>`/.exec(reason)?.slice(1).find(Boolean);
  const message = tag
    ? messages.bodyTag(tag)
    : /expression|brace|`\{`|acorn/i.test(reason)
      ? messages.bodyBrace()
      : /`<`|tag|comment|name/.test(reason)
        ? messages.bodyAngle()
        : messages.bodyOther();
  return { ...message, ...(line && { line: Number(line), column: Number(column) }) };
}
