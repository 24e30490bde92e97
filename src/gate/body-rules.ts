import type { MdastNode } from 'satteri';
import { site } from '../site.ts';
import { attributeOffsets, checkComponent, isBox, placeOf, type Refuse, type Somewhere } from './component-rules.ts';
import { hiddenIn } from './hidden.ts';
import { messages, type Message } from './messages.ts';
import { placesIn } from './places.ts';

/** A complaint about the body, at its place in the file. */
export type BodyProblem = Message & Somewhere;

/** A picture the body shows: its address as written. */
export interface BodyPicture extends Somewhere {
  readonly url: string;
}

/** What is wrong with a body, and the pictures it shows. */
export interface BodyCheck {
  readonly problems: BodyProblem[];
  readonly pictures: BodyPicture[];
}

/**
 * What the gate says of a parsed body, whichever parser read it. With the `text` it was parsed from, what is wrong with an
 * attribute is told at the attribute.
 */
export function checkTree(tree: MdastNode, text = ''): BodyCheck {
  const problems: BodyProblem[] = [];
  const pictures: BodyPicture[] = [];
  const placeAt = placesIn(text);
  const look = (node: MdastNode) => {
    const place = placeOf(node);
    const refuse: Refuse = (message, at = {}) => problems.push({ ...place, ...at, ...message });
    const disguised = wordsOf(node).flatMap((words) => hiddenIn(words) ?? [])[0];
    if (disguised && !hiddenIn(text.slice(node.position?.start.offset, node.position?.end.offset)))
      refuse(messages.character(disguised.code));
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        checkComponent(node, refuse, attributeOffsets(node, text).map(placeAt));
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
        pictures.push({ url: node.url, ...place });
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

/** What a node itself says, as readers and browsers get it: `&#8238;` is a sign by then. */
function wordsOf(node: MdastNode): string[] {
  const { value, alt, title, url }: Readonly<Record<string, unknown>> = { ...node };
  const values = isBox(node) ? node.attributes.map((each) => each.type === 'mdxJsxAttribute' && each.value) : [];
  return [value, alt, title, url, ...values].filter((each) => typeof each === 'string');
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
