import { defineMdastPlugin, type MdxJsxFlowElement } from 'satteri';
import { readAttributes, typeset } from './typeset.ts';

export { typeset };

/** Sätteri plugin: {@link typeset} for every text of a document and of its components; code and addresses stay. */
export const danishTypography = defineMdastPlugin({
  name: 'danish-typography',
  options: { position: true },
  text(node, context) {
    const { start, end } = node.position ?? {};
    const at = (offset: number | undefined) => (offset === undefined ? '' : context.source.charAt(offset));
    const value = typeset(node.value, [at(start && (start.offset ?? 0) - 1), at(end?.offset)]);
    if (value !== node.value) context.replaceNode(node, { type: 'text', value });
  },
  mdxJsxFlowElement: (node, context) => context.replaceNode(node, { ...node, attributes: typesetAttributes(node) }),
  mdxJsxTextElement: (node, context) => context.replaceNode(node, { ...node, attributes: typesetAttributes(node) }),
});

const typesetAttributes = ({ attributes }: Pick<MdxJsxFlowElement, 'attributes'>) =>
  attributes.map((attribute) =>
    attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string' && readAttributes.has(attribute.name)
      ? { ...attribute, value: typeset(attribute.value) }
      : attribute,
  );
