import { helperTexts as texts } from '../texts.ts';
import { fingerprintOf, longest, randomOnce, tidied, tidy, type Content } from './fingerprint.ts';

// Loaded when somebody begins to write. Without it every form still works, by way of a preview.
/** Milliseconds without a key before the draft's proof of work is begun, and before a count is read out. */
const pause = 1_500;
/** Milliseconds a proof, and a sending, may take before the form is sent without help. */
const patience = 30_000;
/** How few characters are left when a count is worth reading out. */
const fewLeft = 200;

const form = document.querySelector<HTMLFormElement>('form[data-answer]');
if (form) helpWith(form);
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-case]')) helpCopy(button);

function helpWith(form: HTMLFormElement): void {
  const isHere = new URL(form.action).origin === location.origin;
  let proof: { fingerprint: string; found: Promise<string> } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;

  const field = (name: string) =>
    form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#f-${name}, [name=${name}]`);
  const valueOf = (name: string) => field(name)?.value ?? '';
  const set = (name: string, value: string) => {
    const input = field(name);
    if (input) input.value = value;
  };
  const say = (words: string) => form.querySelector('[role=status]')?.replaceChildren(words);
  const content = (): Content =>
    tidied({
      kind: form.action.endsWith('/anmeld/') ? 'report' : 'reply',
      thread: form.dataset['thread'] ?? '',
      parent: valueOf('parent'),
      name: valueOf('name'),
      place: valueOf('place'),
      ties: valueOf('ties'),
      text: valueOf('text'),
    });

  const draft = draftOf(form.dataset['draft'] ?? '');
  const fields = ['parent', 'name', 'place', 'ties', 'text', 'once'];
  const save = () => {
    if (!valueOf('once')) set('once', randomOnce());
    draft.set({ ...Object.fromEntries(fields.map((name) => [name, valueOf(name)])), to: recipient() });
  };
  const restore = () => {
    const saved = draft.get();
    // After going back a browser has put the text there itself, but not whom it answers.
    if (!saved || form.querySelector('.summary') || !['', saved['text']].includes(valueOf('text'))) return;
    // Whom the page was opened to answer stands.
    const isAsked = valueOf('parent') !== '';
    for (const name of fields) if (name !== 'parent') set(name, String(saved[name] ?? ''));
    if (!isAsked) answer(String(saved['parent'] ?? ''), String(saved['to'] ?? ''));
    if (valueOf('text')) say(texts['form.kept']);
  };

  const line = () => form.querySelector<HTMLElement>('.to');
  const recipient = () => line()?.dataset['name'] ?? '';
  /** Makes the form one that answers the reply `id`, or the text itself when it is empty. */
  function answer(id: string, name: string): void {
    const place = line();
    if (!place) return;
    set('parent', id);
    place.hidden = id === '';
    place.dataset['name'] = name;
    place.querySelector('span')?.replaceChildren(id && texts['form.to'].replace('{name}', name));
    const change = place.querySelector('button');
    if (change) change.hidden = false;
  }

  const count = () => {
    const rest = longest.text - tidy(valueOf('text')).length;
    const words = texts[rest < 0 ? 'form.over' : 'form.left'].replace('{n}', Math.abs(rest).toLocaleString('da-DK'));
    form.querySelector('.left')?.replaceChildren(words);
    return rest < fewLeft ? words : '';
  };

  /** The proof of work for what stands in the form now: begun while it is written, or when it is sent. */
  async function prove(): Promise<string> {
    const fingerprint = await fingerprintOf(content());
    if (proof?.fingerprint !== fingerprint) {
      proof = { fingerprint, found: solve(`${form.action.replace(/anmeld\/$/, '')}opgave/`, fingerprint) };
      proof.found.catch(() => (proof = undefined));
    }
    return proof.found;
  }

  async function send(button: HTMLElement | null): Promise<void> {
    const data = new FormData(form);
    if (button instanceof HTMLButtonElement && button.name) data.set(button.name, button.value);
    if (form.querySelector('[name=token]') === null) data.set('proof', await prove().catch(() => ''));
    const response = await fetch(form.action, { method: 'POST', body: data, signal: inTime() });
    if (response.redirected) {
      // Who goes back to the page is not shown as unsent what was sent.
      for (const name of fields) set(name, '');
      return location.assign(response.url);
    }
    // Only what is new: the frame around it has styles this page's policy does not know.
    const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(await response.text())?.[1] ?? '';
    const page = new DOMParser().parseFromString(main, 'text/html');
    const next = page.querySelector<HTMLFormElement>('form.answer');
    if (!next) {
      if (!response.ok) return say(page.querySelector('p')?.textContent || texts['form.fail']);
      // A page of its own, such as that the same reply is there already.
      draft.remove();
      document.querySelector('main')?.replaceChildren(...page.body.childNodes);
      const title = document.querySelector<HTMLElement>('main h1');
      document.title = document.title.replace(/^.*(?= – )/, title?.textContent ?? '');
      title?.setAttribute('tabindex', '-1');
      title?.focus();
      return scrollTo(0, 0);
    }
    proof = undefined;
    form.replaceChildren(...next.childNodes);
    if (valueOf('parent')) answer(valueOf('parent'), recipient());
    count();
    form.querySelector<HTMLElement>('.summary, textarea, [value=send]')?.focus();
  }

  form.addEventListener('input', () => {
    save();
    count();
    clearTimeout(timer);
    timer = setTimeout(() => {
      say(count());
      if (isHere && tidy(valueOf('text')).length > 1) prove().catch(() => undefined);
    }, pause);
  });
  form.addEventListener('submit', (event) => {
    if (isSending) return event.preventDefault();
    if (form.dataset['url']) {
      event.preventDefault();
      return location.assign(mailFrom(form, valueOf));
    }
    // Without a secure address there is no `crypto.subtle`: the form goes as it would without this module.
    if (!isHere || !globalThis.crypto?.subtle) return;
    event.preventDefault();
    isSending = true;
    clearTimeout(timer);
    say(texts['form.sending']);
    send(event.submitter)
      .catch(() => say(texts['form.fail']))
      .finally(() => (isSending = false));
  });
  form.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement) || !target.closest('.to')) return;
    answer('', '');
    save();
    field('text')?.focus();
  });
  form.addEventListener('answer', (event) => {
    const { id, textContent } = (event as CustomEvent<HTMLElement>).detail;
    answer(id.replace(/^svar-/, ''), textContent.trim());
    save();
    field('text')?.focus();
  });
  restore();
  if (valueOf('parent')) answer(valueOf('parent'), recipient());
  count();
}

/** An e-mail to the editors with what was written in it, as people write e-mails. */
function mailFrom({ action, dataset }: HTMLFormElement, valueOf: (name: string) => string): string {
  const body = [valueOf('text'), valueOf('name'), valueOf('place'), dataset['url']].filter(Boolean).join('\n\n');
  return `${action}&body=${encodeURIComponent(body)}`;
}

/** What was written, on this device and nowhere else; where storage is refused it lasts as long as the page. */
function draftOf(key: string) {
  return {
    get(): Record<string, unknown> | undefined {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    remove(): void {
      try {
        localStorage.removeItem(key);
      } catch {
        /* There is none. */
      }
    },
    set(values: object): void {
      try {
        localStorage.setItem(key, JSON.stringify(values));
      } catch {
        /* The page keeps it. */
      }
    },
  };
}

/** Gives up when `patience` is over. Telephones of ten years have no `AbortSignal.timeout`. */
function inTime(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), patience);
  return controller.signal;
}

/** Fetches a task for `fingerprint` and has a worker solve it. */
async function solve(address: string, fingerprint: string): Promise<string> {
  const response = await fetch(address, { method: 'POST', body: fingerprint, signal: inTime() });
  if (!response.ok) throw new Error('no task');
  const task: unknown = await response.json();
  const worker = new Worker(document.querySelector<HTMLElement>('[data-solver]')?.dataset['solver'] ?? '');
  try {
    return await new Promise<string>((resolve, reject) => {
      setTimeout(() => reject(new Error('too late')), patience);
      worker.onmessage = ({ data }: MessageEvent<string | null>) =>
        data ? resolve(data) : reject(new Error('unsolved'));
      worker.onerror = () => reject(new Error('no worker'));
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}

/** A button that copies the private address of the case. */
function helpCopy(button: HTMLButtonElement): void {
  button.hidden = false;
  button.addEventListener('click', () => {
    const { done = '', failed = '' } = button.dataset;
    const tell = (words: string) => button.parentElement?.querySelector('[role=status]')?.replaceChildren(words);
    navigator.clipboard.writeText(location.href.replace(/&ny=1$/, '')).then(
      () => tell(done),
      () => tell(failed),
    );
  });
}
