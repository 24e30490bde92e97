import { dayOf } from '../lib/days.ts';
import { wordsIn } from '../lib/reading.ts';
import { fill, writeTexts as texts } from '../texts.ts';
import { check, type Findings } from './check.ts';
import { draftSchema, type Field, type Known } from './draft.ts';
import { sendByMail, sendToInbox, type Parcel } from './editors.ts';
import { articleFile, writerFile, type DraftFile } from './files.ts';
import { fillForm, goToLine, readForm, showAsked, showFindings, showSummary } from './form.ts';
import { apply, changeFor, type Tool } from './insert.ts';
import { helpWithPictures } from './pictures.ts';
import { copy, saveAs } from './save.ts';
import { store } from './store.ts';
import { show, type Person } from './view.ts';
import { showWays } from './ways-view.ts';
import { githubAddress } from './ways.ts';

// Loaded on `/skriv/` only. Nothing leaves the device before a button is pressed.
/** Milliseconds without a key before the draft is kept and shown. */
const pause = 250;

let isPressing = false;
const afterwards: (() => void)[] = [];
addEventListener('pointerdown', () => (isPressing = true), { capture: true });
for (const event of ['pointerup', 'pointercancel'])
  addEventListener(
    event,
    () => {
      isPressing = false;
      // After the press itself has been heard.
      setTimeout(() => afterwards.splice(0).forEach((work) => work()));
    },
    { capture: true },
  );

/** Does `work` when no finger or mouse is down: what moves under it would be missed. */
function afterPress(work: () => void): void {
  if (isPressing) afterwards.push(work);
  else work();
}

const form = document.querySelector<HTMLFormElement>('form[data-write]');
if (form) start(form);

function start(form: HTMLFormElement): void {
  const known = JSON.parse(form.dataset['known'] ?? '{}') as Known;
  const people = JSON.parse(form.dataset['people'] ?? '{}') as Record<string, Person>;
  const repository = form.dataset['repository'];
  const area = form.querySelector<HTMLTextAreaElement>('#w-body') as HTMLTextAreaElement;
  const fresh = () => draftSchema.parse({ day: dayOf(new Date().toISOString()) });
  const tell = (place: string, words: string) => form.querySelector(`[data-told=${place}]`)?.replaceChildren(words);
  const status = (words: string) => form.querySelector('[data-status]')?.replaceChildren(words);

  const pictures = store.pictures();
  const seen = new Set<Field>();
  let draft = store.get() ?? fresh();
  let findings: Findings = { fields: {}, body: [] };
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const showPictures = helpWithPictures(form, pictures, () => {
    store.setPictures(pictures);
    update();
  });
  const isUsed = () => pictures.filter(({ name }) => draft.body.includes(`(./${name})`));
  const fileOf = (name: string | undefined): DraftFile | undefined =>
    name === 'writer' ? writerFile(draft, known) : articleFile(draft, known, isUsed().length > 0);

  /** Takes in what stands in the form: keeps it, checks it, shows it. */
  function update(): void {
    clearTimeout(waiting);
    draft = readForm(form);
    if (!store.set(draft)) status(texts['write.kept.not']);
    refresh();
  }

  function refresh(): void {
    findings = check(draft, known, pictures);
    showAsked(form, draft);
    showFindings(form, findings, seen);
    show(form, draft, people, pictures);
    showWays(form, fileOf, isUsed().length > 0);
    const n = wordsIn(draft.body);
    const words = texts[n === 0 ? 'write.words.none' : n === 1 ? 'write.words.one' : 'write.words.many'];
    form.querySelector('[data-words]')?.replaceChildren(fill(words, { n }));
  }

  /** True when nothing is wrong; else the writer is shown what is. */
  function isReady(): boolean {
    update();
    for (const box of form.querySelectorAll<HTMLElement>('[data-field]')) seen.add(box.dataset['field'] as Field);
    showFindings(form, findings, seen);
    if (!showSummary(form, findings)) return true;
    const box = form.querySelector<HTMLElement>('[data-summary]');
    box?.focus();
    box?.scrollIntoView({ block: 'start' });
    return false;
  }

  /** Sends what was written to the inbox, where there is one, or by mail. */
  function send(): void {
    const address = form.querySelector<HTMLElement>('[data-inbox]')?.dataset['inbox'];
    if (!address) return sendMail();
    const words = sendToInbox(parcel(), address);
    tell('inbox', words);
    status(words);
  }

  function sendMail(): void {
    void sendByMail(parcel()).then((words) => {
      tell('mail', words);
      status(words);
    });
  }

  function parcel(): Parcel {
    const files = [articleFile(draft, known, isUsed().length > 0), writerFile(draft, known)].filter((each) => !!each);
    return { draft, files, pictures: isUsed() };
  }

  async function press(button: HTMLElement): Promise<void> {
    const { tool, way, file: name, line } = button.dataset;
    if (tool) return apply(area, changeFor(tool as Tool, area.value, area.selectionStart, area.selectionEnd));
    if (line) return goToLine(area, Number(line));
    if (button.matches('[data-anyway]')) {
      update();
      return send();
    }
    if (button.matches('[data-clear]')) return clear();
    if (!way || !isReady()) return;
    if (way === 'mail') return sendMail();
    const file = fileOf(name);
    if (!file) return;
    const values = { path: file.path, name: file.path.split('/').at(-1) ?? '' };
    if (way === 'copy') {
      const isCopied = await copy(file.text);
      return tell('copy', isCopied ? fill(texts['write.copied'], values) : texts['write.copy.failed']);
    }
    saveAs(values.name, file.text, 'text/plain;charset=utf-8');
    tell('save', fill(texts['write.saved'], values));
  }

  function clear(): void {
    if (!confirm(texts['write.clear.sure'])) return;
    store.clear();
    pictures.length = 0;
    seen.clear();
    draft = fresh();
    fillForm(form, draft);
    form.querySelector<HTMLElement>('[data-summary]')?.setAttribute('hidden', '');
    refresh();
    showPictures();
    status(texts['write.cleared']);
    form.querySelector<HTMLElement>('[name=kind]:checked')?.focus();
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => afterPress(update), pause);
  });
  form.addEventListener('change', () => afterPress(update));
  form.addEventListener('focusout', ({ target }) => {
    const box = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : undefined;
    if (!box || target instanceof HTMLButtonElement) return;
    seen.add(box.dataset['field'] as Field);
    afterPress(() => showFindings(form, findings, seen));
  });
  form.addEventListener('click', (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const button = target.closest('button');
    const link = target.closest<HTMLAnchorElement>('a[data-github]');
    const wrong = target.closest<HTMLAnchorElement>('[data-summary] a');
    if (button?.type === 'button') void press(button);
    if (wrong) {
      event.preventDefault();
      const id = wrong.hash.slice(1);
      const control = document.getElementById(id);
      (control?.matches('fieldset') ? control.querySelector<HTMLElement>('input') : control)?.focus();
    }
    if (!link) return;
    if (!isReady()) return event.preventDefault();
    const file = fileOf(link.dataset['github']);
    if (file && repository && !githubAddress(file, repository).isWhole)
      void copy(file.text).then((isCopied) => {
        tell('github', isCopied ? texts['write.github.copy.how'] : texts['write.copy.failed']);
      });
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isReady()) send();
  });
  for (const event of ['pagehide', 'visibilitychange'])
    addEventListener(event, () => waiting && store.set(readForm(form)));

  const isKept = store.get() !== undefined;
  fillForm(form, draft);
  refresh();
  showPictures();
  status(isKept ? texts['write.kept'] : '');
  form.inert = false;
}
