import type { MdastNode, MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import { isBox } from './component-rules.ts';

/** A stretch of text that people read. */
export interface Passage {
  /** A field (`billede.alt`), an attribute (`<titel>`), or a `paragraph`, `heading`, `tableCell` or `alt`. */
  readonly kind: string;
  /** Offset in the file. */
  readonly start: number;
  /** The source from there on, with markup, code and addresses blotted out: each character keeps its place. */
  readonly prose: string;
  /** Of a heading: how many #. */
  readonly depth?: number | undefined;
  /** Of a description: the picture it describes. */
  readonly picture?: string | undefined;
}

/** The passages of a body, in its order; `text` is the whole file that `node` was read from. */
export function passagesIn(node: MdastNode, text: string): Passage[] {
  const start = startOf(node);
  const own: Passage[] = isBox(node) ? attributesOf(node, text) : [];
  if (node.type === 'image' && node.alt)
    own.push({ kind: 'alt', start: start + 2, picture: node.url, prose: blotted(node.alt) });
  const isParagraph = node.type === 'paragraph' || node.type === 'tableCell' || isFilledBox(node);
  if (isParagraph || node.type === 'heading') {
    const depth = node.type === 'heading' ? node.depth : undefined;
    own.push({ kind: isFilledBox(node) ? 'paragraph' : node.type, start, depth, prose: blotted(proseIn(node, text)) });
  }
  return [...own, ...childrenOf(node).flatMap((child) => passagesIn(child, text))];
}

type Box = MdxJsxFlowElement | MdxJsxTextElement;
const childrenOf = (node: MdastNode): readonly MdastNode[] => ('children' in node ? node.children : []);
const startOf = (node: MdastNode) => node.position?.start.offset ?? 0;
const endOf = (node: MdastNode) => node.position?.end.offset ?? 0;

/** `<Citat>Tekst</Citat>` on one line has no paragraph of its own. */
const isFilledBox = (node: MdastNode) =>
  node.type === 'mdxJsxFlowElement' && childrenOf(node).some(({ type }) => type === 'text');

const readAttributes = new Set(['titel', 'tekst']);

function attributesOf(node: Box, text: string): Passage[] {
  return node.attributes.flatMap((attribute) => {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') return [];
    const { name, value } = attribute;
    const at = text.indexOf(`${name}="${value}"`, startOf(node));
    const isRead = readAttributes.has(name) && at >= 0 && at < endOf(node);
    return isRead ? [{ kind: `<${name}>`, start: at + name.length + 2, prose: blotted(value) }] : [];
  });
}

/** Stands where something is that is no prose, so that the words around it do not meet. */
const blot = '\ufffc';
const noProse = new RegExp(
  [
    String.raw`(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`,
    String.raw`(?:https?:\/\/|www\.)\S+`,
    String.raw`(?<![\p{L}\p{N}.-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:dk|com|org|net|app|eu|example)\b`,
    String.raw`&#?\w+;`,
  ].join('|'),
  'giu',
);

/** Text with addresses and HTML’s names of signs blotted out. */
export const blotted = (prose: string): string => prose.replace(noProse, (found) => blot.repeat(found.length));

/** The source of `node` with only its texts left. */
function proseIn(node: MdastNode, text: string): string {
  let prose = '';
  let at = startOf(node);
  const show = (each: MdastNode): void => {
    if (each.type === 'text') {
      prose += covered(text.slice(at, startOf(each))) + text.slice(startOf(each), endOf(each));
      at = endOf(each);
    }
    childrenOf(each).forEach(show);
  };
  show(node);
  return prose + covered(text.slice(at, endOf(node)));
}

/** Emphasis and a link's first bracket part nothing; other markup does. */
const covered = (markup: string) => markup.replace(/[*_~[]/g, ' ').replace(/\S/g, blot);
