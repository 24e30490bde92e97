import { glob, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, type HTMLElement } from 'node-html-parser';
import { say } from '../texts.ts';

/**
 * Writes a little page for every reply of the site in `folder` to a fresh temporary folder, so that Pagefind finds each
 * reply by itself and the search leads to its anchor.
 * @returns the temporary folder, which the caller removes
 */
export async function writeReplyPages(folder: string): Promise<string> {
  const target = await mkdtemp(join(tmpdir(), 'svar-'));
  for await (const name of glob('{debat,nyheder}/**/index.html', { cwd: folder })) {
    if (name.includes('hele-debatten')) continue;
    const html = await readFile(join(folder, name), 'utf8');
    if (!html.includes('data-reply=')) continue;
    const page = parse(html);
    const address = `/${name.replaceAll('\\', '/').replace(/index\.html$/, '')}`;
    for (const reply of page.querySelectorAll('[data-reply]')) {
      const anchor = reply.getAttribute('data-reply') ?? '';
      const path = join(target, address, anchor, 'index.html');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, replyPage(reply, page, `${address}#${anchor}`));
    }
  }
  return target;
}

function replyPage(reply: HTMLElement, page: HTMLElement, address: string): string {
  const inner = (selector: string, from = reply) => from.querySelector(selector)?.innerHTML ?? '';
  const day = reply.querySelector('time');
  const topics = page.querySelectorAll('[data-pagefind-filter="emne"]').map(({ innerHTML }) => innerHTML);
  const written = day?.getAttribute('datetime')?.slice(0, 10) ?? '';
  return `<!doctype html><html lang="da"><body>
<p data-pagefind-meta="svar">${say('reply.from', { name: inner('h3') })}</p>
<p data-pagefind-meta="til">${inner('h1', page)}</p>
<p data-pagefind-meta="afsnit" data-pagefind-filter="afsnit">${say('section.svar')}</p>
<a data-pagefind-meta="adresse[href]" href="${address}"></a>
<time data-pagefind-meta="dato" data-pagefind-sort="dato[datetime]" datetime="${written}">${day?.innerHTML ?? ''}</time>
<p data-pagefind-filter="aar">${written.slice(0, 4)}</p>
${topics.map((topic) => `<p data-pagefind-filter="emne">${topic}</p>`).join('')}
<div data-pagefind-body data-pagefind-weight="0.5">${inner('.text')}</div>
</body></html>`;
}
