import { NodeType, parse, type HTMLElement, type Node } from 'node-html-parser';
import type { KnownWord } from './hidden-words.ts';
import { daysIn, phonesIn } from './query.ts';
import { replyPages } from './reply-pages.ts';

/** A page as Pagefind is to read it. */
export interface Copy {
  /** Path of its file in the site: `debat/x/index.html`. */
  readonly path: string;
  readonly html: string;
  /** What is shown with a hit and is not searched: date, section, address of a reply. */
  readonly shown: Readonly<Record<string, string>>;
  readonly title: string;
  /** Every word of it, in lower case. */
  readonly words: readonly string[];
  /** What it is to be found by although it does not say it. */
  readonly hidden: readonly string[];
}

/** How a text is written for the index, and what a page is to be found by although it does not say it. */
export interface Writing {
  /** Adds the words of the text to `words`. */
  write(text: string, words?: Set<KnownWord>): string;
  hidden(words: ReadonlySet<KnownWord>): readonly string[];
  /** True when what is only shown is kept out of the page, to be put beside it later. */
  readonly isApart: boolean;
}

const onlyShown = new Set(['dato', 'afsnit', 'adresse', 'til']);
const unread = new Set(['SCRIPT', 'STYLE', 'SVG', 'TEMPLATE', 'FORM', 'NOSCRIPT']);

/** The copies of a built page at `path`: of the page itself, where it is to be found, and of each reply in it. */
export function copiesOf(path: string, html: string, writing: Writing): Copy[] {
  const isFound = html.includes('data-pagefind-body');
  if (!isFound && !html.includes('data-reply=')) return [];
  const main = parse(html.slice(html.indexOf('<main'), html.indexOf('</main>') + '</main>'.length));
  const replies = path.includes('hele-debatten') ? [] : replyPages(path, main);
  return [
    ...(isFound ? [copyOf(path, main, writing)] : []),
    ...replies.map((reply) => copyOf(reply.path, parse(reply.html), writing)),
  ];
}

function copyOf(path: string, page: HTMLElement, { write, hidden, isApart }: Writing): Copy {
  const shown: Record<string, string> = {};
  const words = new Set<KnownWord>();
  const numbers = new Set<string>();
  let title = '';
  const visit = (node: Node, isRead: boolean) => {
    if (node.nodeType === NodeType.TEXT_NODE) {
      if (!isRead) return;
      const { text } = node;
      for (const each of [...daysIn(text), ...phonesIn(text)]) numbers.add(each);
      node.rawText = escaped(write(text, words));
    } else if (node.nodeType === NodeType.ELEMENT_NODE) {
      const element = node as HTMLElement;
      if (unread.has(element.tagName)) return void element.remove();
      const meta = element.getAttribute('data-pagefind-meta');
      if (meta !== undefined && isApart && takeShown(element, meta, shown))
        element.removeAttribute('data-pagefind-meta');
      if (meta === 'title') title = element.text;
      const isWritten = isRead || element.hasAttribute('data-pagefind-body') || isText(element, 'meta');
      // A filter's value is chosen from a list: it stays as it is.
      for (const child of [...element.childNodes]) visit(child, isWritten && !isText(element, 'filter'));
    }
  };
  for (const child of [...page.childNodes]) visit(child, false);
  const found = [...hidden(words), ...numbers];
  const led = found.length > 0 ? `<p data-pagefind-meta="led">${found.map((word) => write(word)).join(' ')}</p>` : '';
  return {
    path,
    html: `<!doctype html><html lang="da"><body>${page}${led}</body></html>`,
    shown,
    title,
    words: Array.from(words, ({ word }) => word),
    hidden: found.flatMap((each) => each.split(' ')),
  };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** True when the attribute says that the element's own text is a value: `emne`, but not `aar:2026` or `dato[datetime]`. */
function isText(element: HTMLElement, kind: 'meta' | 'filter'): boolean {
  const value = element.getAttribute(`data-pagefind-${kind}`);
  return value !== undefined && !/[:[]/.test(value);
}

function takeShown(element: HTMLElement, meta: string, shown: Record<string, string>): boolean {
  const [, name = '', attribute, value] = /^(\w+)(?:\[(\w+)\])?(?::(.*))?$/s.exec(meta) ?? [];
  if (!onlyShown.has(name)) return false;
  shown[name] =
    value ?? (attribute ? (element.getAttribute(attribute) ?? '') : element.text.trim().replace(/\s+/g, ' '));
  return true;
}
