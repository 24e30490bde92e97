import { longDay } from '../lib/days.ts';
import { site } from '../site.ts';
import { say } from '../texts.ts';
import type { Content } from './fingerprint.ts';
import { answerForm, draftKey, inboxAddress, type FormState } from './form.ts';
import { html, type Html } from './html.ts';
import type { Case } from './queue.ts';
import type { Piece } from './site-index.ts';

/** A page of the inbox: what stands in the frame that every page of the site has. */
export interface InboxPage {
  readonly title: string;
  readonly main: Html;
}

/** The form by itself, where it was asked for, or where it comes back with what is wrong. */
export function formPage(state: FormState, piece: Piece | undefined): InboxPage {
  const title = state.kind === 'reply' ? say('answer.title') : say('report.title');
  return {
    title,
    main: html`<h1>${title}</h1>
      ${piece && html`<p>${about(state, piece)}</p>`}${state.kind === 'reply' && terms}${answerForm(state)}`,
  };
}

/** What the page of a text says above its form. */
const terms = html`<p class="interface">${say('form.how', { days: site.inbox?.days ?? 2 })}</p>
  <p class="interface">
    ${say(site.inbox?.app ? 'form.public.github' : 'form.public')} ${say('reply.rules.line')}${' '}<a
      href="/debatregler/"
      >${say('reply.rules')}</a
    >
  </p>`;

function about({ kind, parent }: FormState, { title, url }: Piece): Html {
  const words =
    kind === 'reply'
      ? say('answer.lead', { title })
      : parent
        ? say('report.about', { name: parent.name, title })
        : say('report.about.piece', { title });
  return html`<a href="${parent ? `${url}#svar-${parent.id}` : url}">${words}</a
    >${kind === 'report' && html`</p><p>${say('report.lead', { days: site.inbox?.days ?? 2 })}`}`;
}

/** What stands where a form would, when there is nothing to answer. */
export function plainPage(title: string, words: readonly string[]): InboxPage {
  return {
    title,
    main: html`<h1>${title}</h1>
      ${words.map((each) => html`<p>${each}</p>`)}
      <p>${say('refused.mail', { mail: site.mail })}</p>
      <p><a class="button" href="/debat/">${say('answer.debate')}</a></p>`,
  };
}

/** The reply as it will look, and a button that sends it. The token in it proves that it was shown. */
export function previewPage(
  content: Content,
  { token, once, refusal }: { token: string; once: string; refusal?: string | undefined },
): InboxPage {
  const prefix = content.kind === 'reply' ? 'preview' : 'report.preview';
  const { name, place, ties, text, thread, parent } = content;
  const hidden = { thread, parent, name, place, ties, text, consent: 'ja', once, token };
  const title = say(`${prefix}.title`);
  return {
    title,
    main: html`<h1>${title}</h1>
      <form
        class="answer"
        id="svarform"
        action="${inboxAddress(content.kind === 'reply' ? '' : 'anmeld/')}"
        method="post"
        enctype="multipart/form-data"
      >
        ${
          refusal &&
          html`<div class="summary" role="group" aria-labelledby="f-fejl" tabindex="-1" autofocus>
            <h2 id="f-fejl">${say('error.summary.none')}</h2>
            <p>${refusal}</p>
          </div>`
        }
        <p id="f-vist">${say(`${prefix}.lead`)}</p>
        <div class="shown">
          ${name && html`<p class="interface"><b>${name}</b>${[place, ties].filter(Boolean).map((each) => html` <span>${each}</span>`)}</p>`}${paragraphs(text)}
        </div>
        ${Object.entries(hidden).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)}
        <p class="buttons">
          <button type="submit" class="button" name="step" value="send" aria-describedby="f-vist">
            ${say(`${prefix}.send`)}
          </button>
          <button type="submit" class="button quiet" name="step" value="edit">${say(`${prefix}.edit`)}</button>
        </p>
        <p role="status"></p>
      </form>`,
  };
}

const paragraphs = (text: string) => text.split(/\n{2,}/).map((each) => html`<p class="typed">${each}</p>`);

/** What the texts about a case of each kind begin with. */
const prefixes = { reply: '', report: 'report.', article: 'article.' } as const;

/** What its writer sees of a case: where it is, what happens next, and how to withdraw it. */
export function casePage(
  item: Case,
  key: string,
  piece: Piece | undefined,
  { isNew, address }: { readonly isNew: boolean; readonly address: string },
): InboxPage {
  const state = item.state === 'approving' ? 'shown' : item.state;
  const title = say(`case.title.${prefixes[item.kind]}${state === 'waiting' && isNew ? 'sent' : state}`);
  const open = state === 'waiting' || (state === 'shown' && item.kind === 'reply');
  return {
    title,
    main: html`<div class="case" ${isNew && html` data-sent="${draftKey(item)}"`}>
      <h1>${title}</h1>
      <p class="number">
        ${say('case.number', { number: spelled(item.id) })} ${piece && say('case.about', { title: piece.title })}
      </p>
      ${news(item, state, piece)} ${open && ownLink(address, item)}
      ${piece && html`<p><a href="${piece.url}">${say('case.back')}</a></p>`} ${open && withdrawal(item, key)}
    </div>`,
  };
}

/** A case number in groups of four, as it is read aloud. */
export const spelled = (id: string): string => id.toUpperCase().match(/.{4}/g)?.join('-') ?? id;

function news(item: Case, state: Case['state'], piece: Piece | undefined): Html {
  const prefix = prefixes[item.kind];
  const days = site.inbox?.days ?? 2;
  const appeal = html`<p>
    <a href="mailto:${site.mail}?subject=${encodeURIComponent(spelled(item.id))}">${say('case.appeal')}</a>
  </p>`;
  const decision =
    item.decision &&
    html`<p>${say('case.decision', { date: longDay(item.decision.day), reason: item.decision.reason })}</p>`;
  if (state === 'waiting') {
    return html`<h2>${say('case.next')}</h2>
      <ol>
        <li>${say(`case.next.${prefix}read`, { days })}</li>
        <li>${say(`case.next.${prefix}shown`)}</li>
        <li>${say(`case.next.${prefix}not`)}</li>
      </ol>`;
  }
  if (state === 'rejected') return html`${decision}${appeal}`;
  if (state === 'withdrawn')
    return html`<p>${say(item.kind === 'reply' ? 'case.withdrawn' : 'case.report.withdrawn')}</p>`;
  if (item.kind === 'article') return html`<p>${say('case.article.shown')}</p>`;
  if (item.kind === 'report')
    return html`${decision}
      <p>${say('case.report.shown')}</p>`;
  const see =
    piece &&
    item.posted &&
    html`<p><a class="button" href="${piece.url}#svar-${item.posted.split(' ')[0]}">${say('case.shown.see')}</a></p>`;
  return html`<p>${say('case.shown')}</p>
    ${see}`;
}

const ownLink = (address: string, { kind }: Case) =>
  html`<h2>${say('case.link')}</h2>
    <p>${say(kind === 'article' ? 'case.link.article.why' : 'case.link.why')}</p>
    <p class="own"><a href="${address}">${address}</a></p>
    <p>
      <button
        type="button"
        class="button quiet"
        data-copy-case
        data-done="${say('share.done')}"
        data-failed="${say('share.failed')}"
        hidden
      >
        ${say('share.copy')}
      </button>
      <span role="status"></span>
    </p>`;

const withdrawal = ({ kind }: Case, key: string) => {
  const prefix = `case.withdraw.${prefixes[kind]}` as const;
  return html`<h2>${say('case.withdraw')}</h2>
    <form class="answer" action="${inboxAddress('sag/')}" method="post" enctype="multipart/form-data">
      <p>${say(`${prefix}how`)}</p>
      <input type="hidden" name="noegle" value="${key}" />
      <p><button type="submit" class="button quiet">${say(`${prefix}send`)}</button></p>
    </form>`;
};

/** The frame page with another title and content; everything else of it stays. */
export function framed(frame: string, { title, main }: InboxPage): string {
  const escaped = html`${title} – ${site.name}`.text;
  return frame
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped}</title>`)
    .replace(
      /(<main\b[^>]*>)[\s\S]*?(<\/main>)/,
      (_, open: string, close: string) => `${open}<div class="inbox">${main.text}</div>${close}`,
    );
}
