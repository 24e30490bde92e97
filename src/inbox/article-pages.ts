import { site } from '../site.ts';
import { say } from '../texts.ts';
import { inboxAddress } from './form.ts';
import { html, type Html } from './html.ts';
import type { InboxPage } from './pages.ts';
import type { ArticleFile } from './queue.ts';

/** A text for the site as the editors will get it, and a button that sends it. The token proves that it was shown. */
export function articlePreview(
  files: readonly ArticleFile[],
  { token, once, refusal }: { token: string; once: string; refusal?: string | undefined },
): InboxPage {
  const hidden = { files: JSON.stringify(files), once, token };
  const title = say('article.preview.title');
  return {
    title,
    main: html`<h1>${title}</h1>
      <form class="answer" action="${inboxAddress('indlaeg/')}" method="post" enctype="multipart/form-data">
        ${
          refusal &&
          html`<div class="summary" role="group" aria-labelledby="f-fejl" tabindex="-1" autofocus>
            <h2 id="f-fejl">${say('article.refused')}</h2>
            <p>${refusal}</p>
          </div>`
        }
        <p id="f-vist">${say('article.preview.lead', { days: site.inbox?.days ?? 2 })}</p>
        ${files.map(shown)}
        ${Object.entries(hidden).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)}
        <p class="buttons">
          <button type="submit" class="button" name="step" value="send" aria-describedby="f-vist">
            ${say('article.preview.send')}
          </button>
          <a class="button quiet" href="/skriv/">${say('article.preview.edit')}</a>
        </p>
      </form>`,
  };
}

/** Why a text for the site was not taken in, and where it still is. */
export function articleRefused(words: string): InboxPage {
  const title = say('article.refused');
  return {
    title,
    main: html`<h1>${title}</h1>
      <p>${words}</p>
      <p>${say('article.refused.kept')} ${say('refused.mail', { mail: site.mail })}</p>
      <p><a class="button" href="/skriv/">${say('article.refused.back')}</a></p>`,
  };
}

/** A file as people read it: its fields in lines, and the text. */
function shown({ text }: ArticleFile): Html {
  const [, front = '', body = text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const fields = front.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^(\w+): (.*)$/.exec(line) ?? [];
    return name ? [html`<p><b>${name}:</b> ${valueOf(value)}</p>`] : [];
  });
  return html`<div class="shown">
    ${fields.length > 0 && html`<div class="interface">${fields}</div>`}
    <p class="typed">${withoutEscapes(body.trim())}</p>
  </div>`;
}

/** Text as it was written: a backslash is there for the parser, and not for people. */
const withoutEscapes = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** A value without its quotes; one that is written in another way stays as it is. */
function valueOf(value: string): string {
  try {
    return [JSON.parse(value) as unknown].flat().join(', ');
  } catch {
    return value;
  }
}
