import { fill } from '../texts.ts';

/** What Pagefind 1.6 gives back, as far as the page uses it. */
interface Found {
  url: string;
  excerpt: string;
  meta: { title?: string; afsnit?: string; dato?: string; adresse?: string; svar?: string; til?: string };
}
interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  search(
    query: string,
    options: { filters: Record<string, string | Record<string, string>>; sort?: Record<string, 'asc' | 'desc'> },
  ): Promise<{ results: { data(): Promise<Found> }[] }>;
}

const longest = 200;
const portion = 10;
const pause = 150;

const form = document.querySelector<HTMLFormElement>('form[data-search]');
if (form) start(form);

/** Searches while the reader writes; the address bar always holds the whole state. */
function start(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset['search'] ?? '{}') as Record<string, string>;
  const say = (key: string, values = {}) => fill(words[`search.${key}`] ?? '', values);
  const part = <E extends Element>(selector: string) => document.querySelector<E>(`main ${selector}`) as E;
  const field = part<HTMLInputElement>('#q');
  const status = part<HTMLElement>('[role=status]');
  const list = part<HTMLOListElement>('ol[aria-label]');
  const more = part<HTMLButtonElement>('.more');
  const nothing = part<HTMLElement>('.nothing');
  const controls = () =>
    [...form.elements].filter((e) => e instanceof HTMLInputElement || e instanceof HTMLSelectElement);

  let engine: Promise<Pagefind> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  let results: { data(): Promise<Found> }[] = [];

  const load = () => {
    engine ??= import(/* @vite-ignore */ `${import.meta.env.BASE_URL}pagefind/pagefind.js`).then(
      async (pagefind: Pagefind) => {
        // What a reply is about is shown with it, but it is found by its own words.
        await pagefind.options({ excerptLength: 24, ranking: { metaWeights: { svar: 0.1, til: 0, adresse: 0 } } });
        await pagefind.init();
        return pagefind;
      },
    );
    return engine;
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const control of controls()) control.value = asked.get(control.name) ?? '';
    for (const select of form.querySelectorAll('select')) if (select.selectedIndex === -1) select.value = '';
  };
  const writeAddress = () => {
    const state = new URLSearchParams();
    for (const { name, value } of controls()) if (value.trim()) state.set(name, value.trim().slice(0, longest));
    const query = state.toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
  };

  const show = async (count: number, turn: number) => {
    const page = await Promise.all(results.slice(list.children.length, count).map((result) => result.data()));
    if (turn !== latest) return;
    list.append(...page.map(itemOf));
    list.hidden = list.children.length === 0;
    more.hidden = list.children.length >= results.length;
  };

  const search = async () => {
    const turn = ++latest;
    const written = field.value.normalize('NFC').trim();
    const query = written.slice(0, longest);
    writeAddress();
    if (!query) {
      results = [];
      list.replaceChildren();
      list.hidden = more.hidden = nothing.hidden = true;
      status.textContent = say('start');
      return;
    }
    try {
      status.textContent ||= say('busy', { q: query });
      const pagefind = await load();
      const filters = Object.fromEntries(
        controls().flatMap(({ name, value }) => (value && name !== 'q' && name !== 'orden' ? [[name, value]] : [])),
      );
      const newest = controls().some(({ name, value }) => name === 'orden' && value === 'nyeste');
      const find = async (choice: Record<string, string | Record<string, string>>) =>
        (await pagefind.search(query, { filters: choice, ...(newest && { sort: { dato: 'desc' as const } }) })).results;
      // Replies come after the texts they belong to, unless the reader asks for a section or for the newest.
      const isMixed = !newest && filters['afsnit'] === undefined;
      const found = isMixed
        ? [
            ...(await find({ ...filters, not: { afsnit: say('reply') } })),
            ...(await find({ ...filters, afsnit: say('reply') })),
          ]
        : await find(filters);
      if (turn !== latest) return;
      results = found;
      list.replaceChildren();
      await show(portion, turn);
      if (turn !== latest) return;
      nothing.hidden = results.length > 0;
      const key = results.length === 0 ? 'none' : results.length === 1 ? 'one' : 'many';
      const cut = written.length > longest ? `${say('long', { n: longest })} ` : '';
      status.textContent = cut + say(key, { q: query, n: results.length });
    } catch {
      if (turn !== latest) return;
      engine = undefined;
      list.replaceChildren();
      list.hidden = more.hidden = true;
      nothing.hidden = false;
      status.textContent = say('error');
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    void search();
  });
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, pause);
  });
  field.addEventListener('focus', () => void load().catch(() => (engine = undefined)), { once: true });
  more.addEventListener('click', async () => {
    const first = list.children.length;
    await show(first + portion, latest);
    list.children[first]?.querySelector('a')?.focus();
  });
  addEventListener('popstate', () => {
    readAddress();
    void search();
  });
  readAddress();
  void search();
}

/** One result as list item; nothing of the index is ever read as HTML but its text and `<mark>`. */
function itemOf({ url, excerpt, meta }: Found): HTMLLIElement {
  const item = document.createElement('li');
  const heading = document.createElement('h2');
  const link = document.createElement('a');
  link.href = meta.adresse ?? url;
  link.textContent = meta.svar ?? meta.title ?? url;
  heading.append(link);
  const where = document.createElement('p');
  where.className = 'interface where';
  where.textContent = [meta.afsnit, meta.til, meta.dato].filter(Boolean).join(' · ');
  const text = document.createElement('p');
  text.append(...markedText(excerpt));
  item.append(heading, where, text);
  return item;
}

function markedText(excerpt: string): Node[] {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}
