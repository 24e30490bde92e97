import type { HTMLElement } from 'node-html-parser';
import { say } from '../texts.ts';

/** A page that is only made for the index. */
export interface ReplyPage {
  readonly path: string;
  readonly html: string;
}

/** A little page for every reply under the text at `path`, so that each is found by itself and leads to its anchor. */
export function replyPages(path: string, page: HTMLElement): ReplyPage[] {
  const folder = path.replaceAll('\\', '/').replace(/index\.html$/, '');
  return page.querySelectorAll('[data-reply]').map((reply) => {
    const anchor = reply.getAttribute('data-reply') ?? '';
    return { path: `${folder}${anchor}/index.html`, html: replyPage(reply, page, `/${folder}#${anchor}`) };
  });
}

function replyPage(reply: HTMLElement, page: HTMLElement, address: string): string {
  const inner = (selector: string, from = reply) => from.querySelector(selector)?.innerHTML ?? '';
  const day = reply.querySelector('time');
  const topics = page.querySelectorAll('[data-pagefind-filter="emne"]').map(({ innerHTML }) => innerHTML);
  const written = day?.getAttribute('datetime')?.slice(0, 10) ?? '';
  return `<p data-pagefind-meta="svar">${say('reply.from', { name: inner('h3') })}</p>
<p data-pagefind-meta="til">${inner('h1', page)}</p>
<p data-pagefind-meta="afsnit:${say('section.svar')}" data-pagefind-filter="afsnit:${say('section.svar')}"></p>
<a data-pagefind-meta="adresse[href]" href="${address}"></a>
<time data-pagefind-meta="dato" data-pagefind-sort="dato[datetime]" datetime="${written}">${day?.innerHTML ?? ''}</time>
<p data-pagefind-filter="aar">${written.slice(0, 4)}</p>
${topics.map((topic) => `<p data-pagefind-filter="emne">${topic}</p>`).join('')}
<div data-pagefind-body data-pagefind-weight="0.5">${inner('.text')}</div>`;
}
