import { fill } from '../texts.ts';
import { readAddress, writeAddress } from './address.ts';
import { openEngine, type Engine, type Hit } from './engine.ts';
import { longestQuery } from './query.ts';
import { itemOf, searchLink } from './result-item.ts';
import { prepareSearch, searchSite, type Answer } from './search.ts';
import { wellFormed } from './text-words.ts';
import { openWords, type Words } from './words.ts';

const portion = 10;
/** So many letters are searched for at once; with fewer, more mostly follow. */
const enough = 3;
/** Milliseconds without a key after which fewer are searched for all the same. */
const pause = 400;

const form = document.querySelector<HTMLFormElement>('form[data-search]');
if (form) start(form);

/** Searches while the reader writes; the address bar always holds the whole state. */
function start(form: HTMLFormElement): void {
  const texts = JSON.parse(form.dataset['search'] ?? '{}') as Record<string, string>;
  const say = (key: string, values = {}) => fill(texts[`search.${key}`] ?? '', values);
  const part = <E extends Element>(selector: string) => document.querySelector<E>(`main ${selector}`) as E;
  const field = part<HTMLInputElement>('#q');
  const status = part<HTMLElement>('[role=status]');
  const list = part<HTMLOListElement>('ol[aria-label]');
  const more = part<HTMLButtonElement>('.more');
  const nothing = part<HTMLElement>('.nothing');
  const near = part<HTMLElement>('.near');
  const tip = part<HTMLElement>('.tip');
  const controls = [...form.elements].filter(
    (each) => each instanceof HTMLInputElement || each instanceof HTMLSelectElement,
  );

  let opened: Promise<[Engine, Words]> | undefined;
  let latest = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let hits: readonly Hit[] = [];
  let count = shownBefore();

  const open = () => (opened ??= openSearch(say('reply')));
  const save = () => writeAddress(controls, longestQuery, { shown: count });

  /** Shows hits from place `start` on. The first is shown as soon as it has come, and `tell` is called then. */
  const show = async (turn: number, start: number, tell = () => {}) => {
    const [best, ...others] = hits.slice(start, count);
    const first = await best?.data();
    if (turn !== latest) return;
    // What was found before stands until there is something to put in its place.
    if (start === 0) list.replaceChildren();
    if (first) list.append(itemOf(first));
    list.hidden = list.children.length === 0;
    tell();
    // To ask for the others takes a phone some milliseconds, and the first can be read meanwhile.
    await new Promise((done) => setTimeout(done));
    if (turn !== latest) return;
    const found = await Promise.all(others.map((hit) => hit.data()));
    if (turn !== latest) return;
    list.append(...found.map(itemOf));
    more.hidden = list.children.length >= hits.length;
  };

  const clear = () => {
    hits = [];
    list.replaceChildren();
    list.hidden = more.hidden = nothing.hidden = near.hidden = true;
  };

  /** What was searched for, when it is not what was written; and how much came of it. */
  const tell = (written: string, { hasAll, instead, near: words }: Answer) => {
    const query = instead ?? written.slice(0, longestQuery);
    const key = hits.length === 0 ? 'none' : hits.length === 1 ? 'one' : 'many';
    status.replaceChildren();
    if (written.length > longestQuery) status.append(`${say('long', { n: longestQuery })} `);
    if (instead) {
      const shown = document.createElement('strong');
      shown.textContent = instead;
      const asked = written.slice(0, longestQuery);
      status.append(
        `${say('instead')} `,
        shown,
        `. ${say('asked')} `,
        searchLink(`"${asked.replaceAll('"', '')}"`, asked),
        '. ',
      );
    }
    if (!hasAll && hits.length > 0) status.append(`${say('some')} `);
    status.append(say(key, { q: query, n: hits.length }));
    nothing.hidden = hits.length > 0;
    tip.hidden = false;
    near.hidden = words.length === 0;
    near.replaceChildren(
      `${say('near')} `,
      ...words.flatMap((word, index) => [index > 0 ? ', ' : '', searchLink(word)]),
    );
  };

  const search = async () => {
    const turn = ++latest;
    const written = wellFormed(field.value).normalize('NFC').trim();
    if (!written) {
      save();
      clear();
      status.textContent = say('start');
      return;
    }
    const ask = async () => {
      const [engine, words] = await open();
      const filters = Object.fromEntries(
        controls.flatMap(({ name, value }) => (value && name !== 'q' && name !== 'orden' ? [[name, value]] : [])),
      );
      const isNewestFirst = controls.some(({ name, value }) => name === 'orden' && value === 'nyeste');
      const answer = await searchSite(engine, words, written, { filters, isNewestFirst });
      if (turn !== latest) return;
      hits = answer.hits;
      await show(turn, 0, () => {
        tell(written, answer);
        setTimeout(save);
      });
    };
    try {
      status.textContent ||= say('busy', { q: written.slice(0, longestQuery) });
      await ask().catch(() => {
        if (turn !== latest) return undefined;
        // The site may have been published anew since the page was opened, and what it would fetch be gone.
        opened = undefined;
        return ask();
      });
    } catch {
      if (turn !== latest) return;
      save();
      opened = undefined;
      clear();
      // No other word would help.
      tip.hidden = true;
      nothing.hidden = false;
      status.textContent = say('error');
    }
  };
  const anew = () => {
    clearTimeout(waiting);
    count = portion;
    void search();
  };
  const typed = () => {
    clearTimeout(waiting);
    const written = field.value.trim();
    if (written === '' || written.length >= enough) return anew();
    void open().then(
      (opened) => prepareSearch(...opened, written),
      () => (opened = undefined),
    );
    // What begins with one letter is most of the site: it is searched for when it is asked for.
    if (written.length > 1) waiting = setTimeout(anew, pause);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    anew();
  });
  form.addEventListener('input', ({ target }) => (target === field ? typed() : anew()));
  field.addEventListener('focus', () => void open().catch(() => (opened = undefined)), { once: true });
  more.addEventListener('click', async () => {
    const first = list.children.length;
    count = first + portion;
    more.hidden = count >= hits.length;
    save();
    await show(latest, first);
    list.children[first]?.querySelector('a')?.focus();
  });
  addEventListener('popstate', () => {
    readAddress(controls);
    count = shownBefore();
    void search();
  });
  readAddress(controls);
  void search();
}

/** How many results were shown when the reader left, so that going back shows as many. */
function shownBefore(): number {
  const shown = (history.state as { shown?: unknown } | null)?.shown;
  return typeof shown === 'number' ? shown : portion;
}

async function openSearch(replies: string): Promise<[Engine, Words]> {
  const folder = `${import.meta.env.BASE_URL}pagefind/`;
  const read = async (name: string) => {
    const response = await fetch(`${folder}words/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.text();
  };
  const pagefind = import(/* @vite-ignore */ `${folder}pagefind.js`);
  return Promise.all([pagefind.then((module) => openEngine(module, { replies })), openWords(read)]);
}
