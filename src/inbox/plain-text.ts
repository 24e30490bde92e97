import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { PhrasingContent } from 'mdast';

const address = /\bhttps?:\/\/[^\s<>"'()]*[^\s<>"'().,;:!?]/gi;

/**
 * Plain text as Markdown that shows just that text: what looks like markup is escaped, line breaks are kept, addresses
 * are links, and on GitHub `@name` and `#1` call nobody.
 */
export const markdownOf = (text: string): string =>
  toMarkdown(
    {
      type: 'root',
      children: text
        .split(/\n{2,}/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => ({ type: 'paragraph', children: linesOf(paragraph) })),
    },
    // Two spaces and not a backslash, which an address before it would swallow.
    { extensions: [gfmToMarkdown()], handlers: { break: () => '  \n' } },
  ).trim();

const linesOf = (paragraph: string): PhrasingContent[] =>
  paragraph
    .split('\n')
    .flatMap((line, index) => [...(index > 0 ? [{ type: 'break' as const }] : []), ...wordsOf(line.trim())]);

function wordsOf(line: string): PhrasingContent[] {
  const found: PhrasingContent[] = [];
  let at = 0;
  for (const match of line.matchAll(address)) {
    found.push(words(line.slice(at, match.index)));
    found.push({ type: 'link', url: match[0], children: [{ type: 'text', value: match[0] }] });
    at = match.index + match[0].length;
  }
  return [...found, words(line.slice(at))];
}

/** A zero-width space keeps GitHub from telling somebody that they were named; our own pages leave it out again. */
const words = (text: string): PhrasingContent => ({
  type: 'text',
  value: text.replace(/(^|[^A-Za-z0-9_])@(?=[A-Za-z0-9])/g, '$1@\u200b').replace(/#(?=\d)/g, '#\u200b'),
});
