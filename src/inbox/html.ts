/** HTML that is safe to send: everything that was put into it has been escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Part = string | number | false | undefined | Html | readonly Html[];

/** A template of HTML; every value is escaped unless it is {@link Html} itself, and nothing stands for `false`. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings.map(tight) }, ...values.map(written)));
}

/** The lines and indents that make a template readable are not sent. */
const tight = (text: string) =>
  text.replace(/\s*\n\s*/g, (_, at: number) => (text[at - 1] === '>' || at === 0 ? '' : ' ')).replace(/ ?\/>/g, '>');

/** Text as HTML shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(value: Part): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeHtml(String(value));
}
