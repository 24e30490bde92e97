import type { Message } from '../gate/messages.ts';
import { fill, writeTexts as texts } from '../texts.ts';
import type { Findings } from './check.ts';
import { draftSchema, type Draft, type Field } from './draft.ts';

/** What stands in the form. */
export function readForm(form: HTMLFormElement): Draft {
  const data = new FormData(form);
  return draftSchema.parse({ ...Object.fromEntries(data), topics: data.getAll('topics') });
}

/** Puts a draft into the form. */
export function fillForm(form: HTMLFormElement, draft: Draft): void {
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) {
      const value = draft[control.name as Field];
      control.checked = value === control.value || (Array.isArray(value) && value.includes(control.value));
    } else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) {
      if (control.name) control.value = String(draft[control.name as Field] ?? '');
    } else if (control instanceof HTMLSelectElement) {
      control.value = String(draft[control.name as Field]);
      if (control.selectedIndex === -1) control.selectedIndex = 0;
    }
  }
}

/** Shows the fields that are asked for by what was chosen in others, and hides the rest. */
export function showAsked(form: HTMLFormElement, draft: Draft): void {
  for (const box of form.querySelectorAll<HTMLElement>('[data-when]')) {
    const [field = '', value] = box.dataset['when']?.split('=') ?? [];
    box.hidden = draft[field as Field] !== value;
  }
}

/** Shows what is wrong beside those fields that have been `seen`; what has been mended disappears everywhere. */
export function showFindings(form: HTMLFormElement, { fields, body }: Findings, seen: ReadonlySet<Field>): void {
  for (const box of form.querySelectorAll<HTMLElement>('[data-field]')) {
    const name = box.dataset['field'] as Field;
    const [first] = body;
    const message = name === 'body' ? first && first.line === undefined && first : fields[name];
    say(box, name, seen.has(name) && message ? message : undefined);
  }
  const problems = seen.has('body') ? body.filter(({ line }) => line !== undefined) : [];
  form.querySelector('[data-problems]')?.replaceChildren(...problems.map(problemItem));
  if (problems.length > 0) mark(form.querySelector('#w-body'), true, 'body');
}

function say(box: HTMLElement, name: Field, message: Message | undefined): void {
  let line = box.querySelector('.error');
  if (!line) {
    line = Object.assign(document.createElement('p'), { className: 'error', id: `w-${name}-fejl` });
    box.querySelector('.hint')?.after(line);
  }
  const words = message ? `${message.what} ${message.instead}`.trim() : '';
  // Only when it changes: what is put there again is read out again.
  if (line.textContent !== words) line.textContent = words;
  mark(box.matches('fieldset') ? box : box.querySelector(`#w-${name}`), words !== '', name);
}

function mark(control: Element | null, isWrong: boolean, name: Field): void {
  if (control instanceof HTMLFieldSetElement === false) control?.toggleAttribute('aria-invalid', false);
  if (isWrong && control instanceof HTMLFieldSetElement === false) control?.setAttribute('aria-invalid', 'true');
  control?.setAttribute('aria-describedby', `w-${name}-hjaelp${isWrong ? ` w-${name}-fejl` : ''}`);
}

function problemItem({ line, what, instead }: Findings['body'][number]): HTMLLIElement {
  const item = document.createElement('li');
  const words = document.createElement('span');
  words.className = 'error';
  words.textContent = fill(texts['write.line'], { line: line ?? 1, what, instead });
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button quiet' });
  button.textContent = fill(texts['write.goto'], { line: line ?? 1 });
  button.dataset['line'] = String(line);
  item.append(words, button);
  return item;
}

/** Selects line `line` of the text. */
export function goToLine(area: HTMLTextAreaElement, line: number): void {
  const before = area.value.split('\n').slice(0, line - 1);
  const start = before.join('\n').length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (area.value.split('\n')[line - 1]?.length ?? 0));
}

/** The box above the form that says what is to be mended first, with a link to each. */
export function showSummary(form: HTMLFormElement, { fields, body }: Findings): boolean {
  const box = form.querySelector<HTMLElement>('[data-summary]');
  const lines: (readonly [Field, string])[] = [
    ...Object.entries(fields).map(([name, { what }]) => [name as Field, what] as const),
    ...body.map(
      ({ line, what }) =>
        ['body', line === undefined ? what : fill(texts['write.summary.body'], { line, what })] as const,
    ),
  ];
  if (!box) return lines.length > 0;
  box.hidden = lines.length === 0;
  const title = texts[lines.length === 1 ? 'write.summary.one' : 'write.summary.many'];
  box.querySelector('h2')?.replaceChildren(fill(title, { n: lines.length }));
  const order = (name: Field) =>
    [...form.querySelectorAll('[data-field]')].findIndex((each) => each.matches(`[data-field=${name}]`));
  box.querySelector('ul')?.replaceChildren(
    ...lines
      .sort(([a], [b]) => order(a) - order(b))
      .map(([name, words]) => {
        const item = document.createElement('li');
        item.append(Object.assign(document.createElement('a'), { href: `#w-${name}`, textContent: words }));
        return item;
      }),
  );
  return lines.length > 0;
}
