import { site } from '../site.ts';
import { fill, say, texts, type TextKey } from '../texts.ts';
import { longest, type Kind } from './fingerprint.ts';
import { html, type Html } from './html.ts';

/** Fields a person fills in. */
export const fieldNames = ['text', 'name', 'place', 'ties', 'consent'] as const;
/** One of {@link fieldNames}. */
export type FieldName = (typeof fieldNames)[number];

/** What a form shows. */
export interface FormState {
  readonly kind: Kind;
  readonly thread: string;
  /** The reply that is answered or reported. */
  readonly parent?: { readonly id: string; readonly name: string } | undefined;
  /** What was written before. */
  readonly values?: Readonly<Partial<Record<FieldName, string>>>;
  /** What is wrong, field by field. */
  readonly errors?: Readonly<Partial<Record<FieldName, string>>>;
  /** Why the form came back, when it is not for a field. */
  readonly refusal?: string | undefined;
  /** A random word that makes this sending this sending. */
  readonly once?: string | undefined;
}

/** Where forms are sent: on the server of the pages, or another. */
export const inboxAddress = (path = '') => `${site.inbox?.endpoint ?? ''}/svar/${path}`;

/** Under what name a device keeps what is being written: one reply for each text, one report of each reply, one article. */
export const draftKey = ({ kind, thread, parent }: { kind: Kind | 'article'; thread: string; parent: string }) =>
  kind === 'article' ? 'skriv' : kind === 'reply' ? `svar:${thread}` : `anmeld:${thread}:${parent}`;

/** A form for a reply or a report, the same in a page and in an answer from the server. */
export function answerForm(state: FormState): Html {
  const { kind, thread, parent, errors = {}, once } = state;
  const isReply = kind === 'reply';
  return html`<form
    class="answer"
    id="svarform"
    action="${inboxAddress(isReply ? '' : 'anmeld/')}"
    method="post"
    enctype="multipart/form-data"
    novalidate
    data-thread="${thread}"
    data-draft="${draftKey({ kind, thread, parent: parent?.id ?? '' })}"
    data-answer
  >
    ${summary(state)}
    <input type="hidden" name="thread" value="${thread}" /><input
      type="hidden"
      name="parent"
      value="${parent?.id ?? ''}"
    /><input type="hidden" name="once" value="${once ?? ''}" />
    ${isReply && recipient(parent)} ${field(state, 'text', area, isReply && 'f-til')}
    ${field(state, 'name', line('given-name'))} ${isReply && field(state, 'place', line('off'))}
    ${isReply && field(state, 'ties', line('off'))}
    <p class="empty" aria-hidden="true">
      <label>${say('form.empty')}<input type="text" name="homepage" tabindex="-1" autocomplete="off" /></label>
    </p>
    <div class="field">
      ${error(errors, 'consent')}
      <label class="tick"
        ><input
          type="checkbox"
          id="f-consent"
          name="consent"
          value="ja"
          required
          ${invalid(errors, 'consent')}${state.values?.consent === 'ja' && html` checked`}
        />
        <span>${say(isReply ? 'form.consent' : 'report.consent')}</span></label
      >
    </div>
    <p><button type="submit" class="button">${say(isReply ? 'form.send' : 'report.send')}</button></p>
    <p role="status"></p>
  </form>`;
}

/** The form where nothing takes replies in: it writes an e-mail, and a slip of paper can be printed with what was written. */
export function mailForm({ thread, title, url }: { thread: string; title: string; url: string }): Html {
  const subject = encodeURIComponent(say('reply.mail.subject', { title }));
  const state: FormState = { kind: 'reply', thread };
  const named = (name: 'text' | 'name' | 'place', control: Control) =>
    field(state, name, (_, value, attributes) => control(name, value, attributes, say(`form.mail.field.${name}`)));
  return html`<form
    class="answer"
    id="svarform"
    action="mailto:${site.mail}?subject=${subject}"
    method="post"
    enctype="text/plain"
    data-thread="${thread}"
    data-draft="${draftKey({ kind: 'reply', thread, parent: '' })}"
    data-answer
    data-url="${url}"
  >
    ${named('text', area)} ${named('name', line('given-name'))} ${named('place', line('off'))}
    <p><button type="submit" class="button">${say('form.mail')}</button></p>
    <p role="status"></p>
  </form>`;
}

/** Why the form came back: a box that takes focus, with a link to each field that is to be mended. */
function summary({ kind, errors = {}, refusal }: FormState): Html | undefined {
  const wrong = fieldNames.filter((name) => errors[name]);
  if (wrong.length === 0 && !refusal) return undefined;
  const title = wrong.length === 0 ? 'none' : wrong.length === 1 ? 'one' : 'many';
  return html`<div class="summary" role="group" aria-labelledby="f-fejl" tabindex="-1" autofocus>
    <h2 id="f-fejl">${say(`error.summary.${title}`, { n: wrong.length })}</h2>
    ${refusal && html`<p>${refusal}</p>`}
    ${
      wrong.length > 0 &&
      html`<ul>
        ${wrong.map((name) => html`<li><a href="#f-${name}">${errors[name]}</a></li>`)}
      </ul>`
    }
    ${refusal && kind === 'reply' && html`<p>${say('refused.mail', { mail: site.mail })}</p>`}
  </div>`;
}

/** Whom the reply answers; hidden until it answers somebody, and then it can be changed. */
const recipient = (parent: FormState['parent']) =>
  html`<p class="to" data-name="${parent?.name ?? ''}" ${!parent && html` hidden`}>
    <span id="f-til">${parent && say('form.to', { name: parent.name })}</span>
    <button type="button" class="button quiet" hidden>${say('form.to.piece')}</button>
  </p>`;

type Control = (name: FieldName, value: string, attributes: Html, sentAs?: string) => Html;

const area: Control = (name, value, attributes, sentAs = name) =>
  // The first line break of a textarea is not its text.
  html`<textarea id="f-${name}" name="${sentAs}" rows="7" ${attributes}>${'\n'}${value}</textarea>
    <p class="left" aria-hidden="true"></p>`;

const line =
  (autocomplete: string): Control =>
  (name, value, attributes, sentAs = name) =>
    html`<input
      type="text"
      id="f-${name}"
      name="${sentAs}"
      value="${value}"
      autocomplete="${autocomplete}"
      ${attributes}
    />`;

function field(
  { kind, values = {}, errors = {} }: FormState,
  name: FieldName,
  control: Control,
  first: string | false = false,
): Html {
  const prefix = kind === 'report' && `report.${name}` in texts ? 'report' : 'form';
  const hint = texts[`${prefix}.${name}.hint` as TextKey];
  const isRequired = name === 'text' || (name === 'name' && kind === 'reply');
  // `false` keeps browsers from calling a field wrong before it is filled in.
  const described = [first, `f-${name}-hjaelp`, errors[name] && `f-${name}-fejl`];
  const attributes = html`aria-invalid="${errors[name] ? 'true' : 'false'}"
  aria-describedby="${described.filter(Boolean).join(' ')}"${isRequired && html` required`}`;
  return html`<div class="field">
    <label for="f-${name}">${texts[`${prefix}.${name}` as TextKey]}</label>
    <p class="hint" id="f-${name}-hjaelp">${fill(hint, { n: longest.text.toLocaleString(site.locale) })}</p>
    ${error(errors, name)}${control(name, values[name] ?? '', attributes)}
  </div>`;
}

const error = (errors: NonNullable<FormState['errors']>, name: FieldName) =>
  errors[name] && html`<p class="error" id="f-${name}-fejl">${errors[name]}</p>`;

const invalid = (errors: NonNullable<FormState['errors']>, name: FieldName) =>
  errors[name] ? html`aria-invalid="true" aria-describedby="f-${name}-fejl"` : html`aria-invalid="false"`;
