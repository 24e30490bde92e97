import type { Found } from './engine.ts';

/** One result as list item; nothing of the index is ever read as HTML but its text and `<mark>`. */
export function itemOf({ url, excerpt, meta }: Found): HTMLLIElement {
  const item = document.createElement('li');
  const heading = document.createElement('h2');
  const link = document.createElement('a');
  link.href = meta.adresse ?? url;
  link.textContent = meta.svar ?? meta.title ?? url;
  heading.append(link);
  const where = document.createElement('p');
  where.className = 'interface where';
  where.textContent = [meta.afsnit, meta.til, meta.dato].filter(Boolean).join(' · ');
  const text = document.createElement('p');
  text.append(...markedText(excerpt));
  item.append(heading, where, text);
  return item;
}

function markedText(excerpt: string): Node[] {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

/** A link to the search for `query`. */
export function searchLink(query: string, text = query): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = `?q=${encodeURIComponent(query)}`;
  link.textContent = text;
  return link;
}
