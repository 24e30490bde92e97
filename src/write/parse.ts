import type { Nodes, Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { gfm } from 'micromark-extension-gfm';
import { mdxExpression } from 'micromark-extension-mdx-expression';
import { mdxJsx } from 'micromark-extension-mdx-jsx';
import { mdxMd } from 'micromark-extension-mdx-md';

// No JavaScript parser: `asText` leaves no code to parse, and Acorn alone weighs more than all of this.
const plain = { extensions: [gfm(), mdxMd()], mdastExtensions: [gfmFromMarkdown()] } satisfies Options;
const mdx = {
  extensions: [gfm(), mdxMd(), mdxExpression(), mdxJsx()],
  mdastExtensions: [gfmFromMarkdown(), mdxFromMarkdown()],
} satisfies Options;

/** Reads a body that {@link asText} has made ready, as the build will read it. @throws `line:column: reason` */
export function parseBody(body: string): Root {
  try {
    return unravelled(fromMarkdown(body, mdx));
  } catch (error) {
    const { line, column, message } = error as { line?: number; column?: number; message: string };
    // A box that is never closed is told where it begins, as the build tells it.
    const start = /tag for `<\w+>` \((\d+:\d+)/.exec(message)?.[1];
    throw new Error(`${start ?? `${line ?? 1}:${column ?? 1}`}: ${message}`);
  }
}

/** Where code stands, as offsets in `text`: there every character is itself. */
export function codeIn(text: string): readonly (readonly [start: number, end: number])[] {
  if (!/`|~~~/.test(text)) return [];
  const found: [number, number][] = [];
  walk(fromMarkdown(text, plain), ({ type, position }) => {
    if (type === 'code' || type === 'inlineCode')
      found.push([position?.start.offset ?? 0, position?.end.offset ?? text.length]);
  });
  return found;
}

/** Calls `visit` with `node` and everything in it. */
export function walk(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

/** A box on a line of its own is no paragraph. */
function unravelled<N extends Nodes>(node: N): N {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (child.type !== 'paragraph' || !child.children.every(isBoxOrSpace)) return [unravelled(child)];
    return child.children.flatMap((inner) =>
      inner.type === 'mdxJsxTextElement' ? [{ ...inner, type: 'mdxJsxFlowElement' } as Nodes] : [],
    );
  });
  return { ...node, children };
}

const isBoxOrSpace = (node: Nodes) =>
  node.type === 'mdxJsxTextElement' || (node.type === 'text' && node.value.trim() === '');
