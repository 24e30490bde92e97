import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeSanitize, { type Options as Schema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { say } from '../texts.ts';
import type { Reply } from './model.ts';

/** Raise this when the same text would come out otherwise: what was rendered before is then rendered anew. */
export const pipelineVersion = 2;

/** Longest text that is read as Markdown, in characters; the rest of a longer one is left out, and said so. */
const longest = 20_000;
/** Deepest nesting that is read as Markdown; past it parsers grow slow, and at about 2,000 they break. */
const deepest = 50;
/** Longest HTML that is believed, in characters: more than ten times its text is a trick. */
const largest = 200_000;

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
  const isLong = clean.length > longest;
  const cut = isLong ? clean.slice(0, longest).replace(/[\ud800-\udbff]$/, '') : clean;
  const [own, tail] = isMail ? splitMail(cut) : [cut, ''];
  return [
    toHtml(own, id),
    isLong ? `<p><em>${say('reply.cut')}</em></p>` : '',
    tail && `<details><summary>${say('reply.quoted')}</summary>${plain(tail)}</details>`,
  ].join('');
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

/** A name, place or tie on one line, of signs a reader can see; `undefined` when nothing is left. */
export const oneLine = (text: string | undefined) =>
  withoutHidden(text ?? '')
    .replace(/\s+/g, ' ')
    .trim() || undefined;

function toHtml(markdown: string, id: string): string {
  if (isMonstrous(markdown)) return plain(markdown);
  try {
    const html = processorFor(markdown, id).processSync(markdown).toString().trim();
    // A text of nothing but HTML would come out empty: better that readers see what was written.
    return html === '' || html.length > largest ? plain(markdown) : html;
  } catch {
    return plain(markdown);
  }
}

/** True for what no person writes: nested past sense, brackets by the thousand, tables of nothing. */
function isMonstrous(markdown: string): boolean {
  const lines = markdown.split('\n');
  const isDeep = lines.some((line) => {
    const marks = /^(?:[\s>]|[-*+](?=\s)|\d{1,9}[.)](?=\s))+/.exec(line)?.[0] ?? '';
    return (marks.match(/>|[-*+]|\d[.)]| {2}|\t/g)?.length ?? 0) > deepest;
  });
  const columns = Math.max(...lines.map((line) => line.split('|').length));
  return isDeep || columns * lines.length > 20_000 || (markdown.match(/[[(*_~]/g)?.length ?? 0) > 5_000;
}

const plain = (text: string) =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escape(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

const escape = (text: string) => text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;').replaceAll('"', '&quot;');

/** Parts a mail's own words from what mail programs put under them: the quoted mail, and the line that says whose it is. */
function splitMail(text: string): readonly [own: string, tail: string] {
  const lines = text.split('\n');
  const isBlank = (index: number) => lines[index]?.trim() === '';
  let start = lines.findIndex((line) => /^-{2,}\s*(Oprindelig meddelelse|Original Message)/i.test(line));
  if (start < 0) {
    start = lines.length;
    while (start > 0 && (isBlank(start - 1) || lines[start - 1]?.startsWith('>'))) start -= 1;
    if (!lines.slice(start).some((line) => line.startsWith('>'))) return [text, ''];
    if (/(skrev|wrote|schrieb)\b.*:\s*$/i.test(lines[start - 1] ?? '')) start -= 1;
  }
  return [lines.slice(0, start).join('\n'), lines.slice(start).join('\n')];
}

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

/** Where a reader may be led: an address that says whole what it is. */
const isAddress = (href: unknown) =>
  typeof href === 'string' && /^(https?:\/\/[^/]|mailto:[^@\s]+@)/i.test(href) && URL.canParse(href);

/** Headings become bold lines, pictures links, and links say that we do not vouch for them. */
function reshape(tree: Root): void {
  tree.children = reshapeAll(tree.children, false);
}

/** Texts and elements reshaped; of all other nodes (comments, raw HTML) nothing is kept. */
const reshapeAll = (nodes: readonly RootContent[], isInLink: boolean): ElementContent[] =>
  nodes.flatMap((node) => {
    if (node.type === 'text') return [{ ...node, value: withoutHidden(node.value) }];
    return node.type === 'element' ? reshapeElement(node, isInLink) : [];
  });

function reshapeElement(node: Element, isInLink: boolean): ElementContent[] {
  const { tagName, properties } = node;
  if (tagName === 'img') {
    const words = `${say('reply.picture')}: ${withoutHidden(String(properties['alt'] ?? '')).trim() || '–'}`;
    return linkTo(properties['src'], [{ type: 'text', value: words }], isInLink);
  }
  if (tagName === 'input') return [{ type: 'text', value: properties['checked'] ? '☑ ' : '☐ ' }];
  node.children = reshapeAll(node.children, isInLink || tagName === 'a');
  if (/^h[1-6]$/.test(tagName)) {
    const bold: Element = { type: 'element', tagName: 'strong', properties: {}, children: node.children };
    return [{ type: 'element', tagName: 'p', properties: {}, children: [bold] }];
  }
  if (tagName !== 'a') return [node];
  const isNote = properties['dataFootnoteRef'] !== undefined || properties['dataFootnoteBackref'] !== undefined;
  if (isNote && !isInLink) return [node];
  return linkTo(properties['href'], node.children, isInLink);
}

/** A link that may be followed, or only its words: where the address is none, and where a link is around it already. */
const linkTo = (href: unknown, children: ElementContent[], isInLink: boolean): ElementContent[] =>
  isInLink || !isAddress(href)
    ? children
    : [
        {
          type: 'element',
          tagName: 'a',
          properties: { href: String(href), rel: ['nofollow', 'ugc', 'noopener'] },
          children,
        },
      ];
