import type { Element, ElementContent, Root } from 'hast';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { say } from '../texts.ts';
import type { Reply } from './model.ts';

/** Raise this when the same text would come out otherwise: what was rendered before is then rendered anew. */
export const pipelineVersion = 1;

/** Longest text that is read as Markdown, in characters; the rest of a longer one is left out, and said so. */
const longest = 20_000;
/** Deepest nesting that is read as Markdown; past it parsers grow slow, and at about 2,000 they break. */
const deepest = 50;

/** What may stand in a reply: nothing else leaves this file, whatever came in. */
export const allowedHtml: Schema = {
  tagNames:
    'p br strong em del a ul ol li blockquote code pre hr table thead tbody tr th td details summary sup section'.split(
      ' ',
    ),
  attributes: {
    a: ['href', ['rel', 'nofollow', 'ugc', 'noopener'], 'id', 'ariaLabel'],
    li: ['id'],
    ol: ['start'],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  strip: [
    'script',
    'style',
    'svg',
    'math',
    'template',
    'noscript',
    'iframe',
    'textarea',
    'title',
    'xmp',
    'noembed',
    'noframes',
    'plaintext',
  ],
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};

/** The HTML of a reply's Markdown: safe to set on a page as it is. Never throws: a text no parser can take is shown plain. */
export function renderReply({ id, text, isMail }: Pick<Reply, 'id' | 'text' | 'isMail'>): string {
  const clean = withoutHidden(text);
  const cut = clean.length > longest ? `${clean.slice(0, longest)} …\n\n*${say('reply.cut')}*` : clean;
  const source = isMail ? cut.replace(mailTail, '') : cut;
  const tail = isMail ? mailTail.exec(cut)?.[0] : undefined;
  const html = toHtml(source, id);
  return tail ? `${html}<details><summary>${say('reply.quoted')}</summary>${plain(tail)}</details>` : html;
}

/** Words of a rendered reply, for feeds' summaries and the front page. */
export const plainText = (html: string) =>
  html
    .replace(/<details>.*?<\/details>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;|&#x3C;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x26;|&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

/** `text` without what readers cannot see but browsers obey: controls, zero-width marks, bidirectional overrides. */
export const withoutHidden = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .toWellFormed();

function toHtml(markdown: string, id: string): string {
  if (isTooDeep(markdown)) return plain(markdown);
  try {
    // A text of nothing but HTML would come out empty: better that readers see what was written.
    return processorFor(markdown, id).processSync(markdown).toString().trim() || plain(markdown);
  } catch {
    return plain(markdown);
  }
}

const isTooDeep = (markdown: string) =>
  markdown
    .split('\n')
    .some(
      (line) =>
        (/^(?:[\s>]|[-*+] |\d+[.)] )+/.exec(line)?.[0].match(/>|[-*+] |\d[.)]| {2}|\t/g)?.length ?? 0) > deepest,
    ) || (markdown.match(/[[(*_~]/g)?.length ?? 0) > 5_000;

const plain = (text: string) =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escape(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

const escape = (text: string) => text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;').replaceAll('"', '&quot;');

/** What mail programs put under an answer: a line that says who wrote when, and the quoted mail. */
const mailTail =
  /\n+(?:[^\n]*(?:skrev|wrote|schrieb)[^\n]*:\s*\n+)?(?:>[^\n]*(?:\n|$))+\s*$|\n+-{2,}\s*(?:Oprindelig meddelelse|Original Message)[\s\S]*$/i;

/** Sanitising comes last, so that no step of ours can let anything in. */
const makeProcessor = (prefix: string) =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, {
      clobberPrefix: prefix,
      footnoteLabel: say('reply.footnotes'),
      footnoteBackLabel: say('reply.footnote.back'),
    })
    .use(() => reshape)
    .use(rehypeSanitize, allowedHtml)
    .use(rehypeStringify)
    .freeze();
const shared = makeProcessor('');

/** Notes need ids that are the reply's own; a text without them can use the one processor there is. */
const processorFor = (markdown: string, id: string) => (markdown.includes('[^') ? makeProcessor(`${id}-`) : shared);

/** Headings become bold lines, pictures links, and links say that we do not vouch for them. */
function reshape(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (/^h[1-6]$/.test(node.tagName)) {
      node.tagName = 'p';
      node.properties = {};
      node.children = [{ type: 'element', tagName: 'strong', properties: {}, children: node.children }];
    } else if (node.tagName === 'img' && parent && index !== undefined) {
      parent.children[index] = pictureLink(node);
      return [SKIP, index];
    } else if (node.tagName === 'input') {
      parent?.children.splice(index ?? 0, 1, { type: 'text', value: node.properties['checked'] ? '☑ ' : '☐ ' });
    } else if (node.tagName === 'a' && !String(node.properties['href']).startsWith('#')) {
      node.properties['rel'] = ['nofollow', 'ugc', 'noopener'];
    }
    return undefined;
  });
}

function pictureLink({ properties }: Element): ElementContent {
  const words = String(properties['alt'] ?? '').trim() || say('reply.picture');
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: properties['src'], rel: ['nofollow', 'ugc', 'noopener'] },
    children: [{ type: 'text', value: `${say('reply.picture')}: ${words}` }],
  };
}
