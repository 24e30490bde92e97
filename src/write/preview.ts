import type { Element, Properties } from 'hast';
import { defaultSchema, sanitize, type Schema } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import type { Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { toHast, type Handler } from 'mdast-util-to-hast';
import { readAttributes, typeset } from '../lib/typeset.ts';
import type { Picture } from './draft.ts';
import { parseBody, walk } from './parse.ts';

/** Only what the build itself would show; boxes are marked for `dress` to put the site's own in their place. */
const schema: Schema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, div: ['dataBox', 'dataGiven'], img: ['src', 'alt'], span: ['className'] },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['data'] },
  clobberPrefix: '',
};

/** The body's HTML, safe to show. Boxes stand as `<div data-box="Citat" data-given="{…}">`. @throws what {@link parseBody} throws */
export function previewOf(body: string, pictures: readonly Picture[]): string {
  const tree = printed(parseBody(body), body);
  const hast = toHast(tree, {
    handlers: {
      mdxJsxFlowElement: boxOf,
      mdxJsxTextElement: boxOf,
      image: (_, { url, alt }: { url: string; alt?: string | null }) => pictureOf(url, alt ?? '', pictures),
    },
  });
  return toHtml(sanitize(hast, schema));
}

/** With Danish quotes, dashes and spaces, as the build sets them. */
function printed(tree: Root, source: string): Root {
  const at = (offset: number | undefined) => (offset === undefined ? '' : source.charAt(offset));
  walk(tree, (node: Nodes) => {
    if (node.type !== 'text') return;
    const { start, end } = node.position ?? {};
    node.value = typeset(node.value, [at(start && (start.offset ?? 0) - 1), at(end?.offset)]);
  });
  return tree;
}

const boxOf: Handler = (state, node: MdxJsxFlowElement | MdxJsxTextElement): Element => {
  const given = node.attributes.flatMap((attribute) =>
    attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
      ? [[attribute.name, readAttributes.has(attribute.name) ? typeset(attribute.value) : attribute.value]]
      : [],
  );
  return {
    type: 'element',
    tagName: 'div',
    properties: { dataBox: node.name, dataGiven: JSON.stringify(Object.fromEntries(given)) } as Properties,
    children: state.all(node) as Element['children'],
  };
};

function pictureOf(url: string, alt: string, pictures: readonly Picture[]): Element {
  const picture = pictures.find(({ name }) => url === `./${name}`);
  return picture
    ? { type: 'element', tagName: 'img', properties: { src: picture.data, alt }, children: [] }
    : {
        type: 'element',
        tagName: 'span',
        properties: { className: ['missing'] },
        children: [{ type: 'text', value: alt }],
      };
}
