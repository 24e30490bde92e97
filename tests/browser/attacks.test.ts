import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hiddenIn } from '../../src/gate/hidden.ts';
import { tangleOf } from '../../src/gate/limits.ts';
import { longestText, snapshotOf, snapshotSchema, type Reply, type Thread } from '../../src/replies/model.ts';
import { fromIndex } from '../../src/search/letters.ts';
import { pagesOf, read } from '../built.ts';
import { attacks, type Attack } from '../fixtures/attacks.ts';
import { copySite, type SiteCopy } from '../site-copy.ts';
import { visit, type Visit } from './browser.ts';

const repository = 'beboerdebat/beboerdebat';
const minute = (at: number) => new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();
const reply = (fields: Partial<Reply> & Pick<Reply, 'id'>): Reply => ({
  channel: 'github',
  name: 'Angriber',
  isBoard: false,
  created: minute(0),
  state: 'shown',
  text: '',
  isMail: false,
  ...fields,
});
const snapshotFile = (threads: readonly Thread[]) => JSON.stringify(snapshotOf(repository, threads, minute(0)));

/** Later than all the site's own replies: such are on the front page and in the feeds. */
const newest = 600_000;

/** Each attack as a text; the newest are those whose plain words look like markup, then those of Markdown. */
const asTexts = attacks.map(({ number, group, text }) =>
  reply({
    id: `gh-${number}`,
    created: minute(number + (group === 'entities' ? newest : group === 'markdown' ? newest / 2 : 0)),
    state: number % 9 === 0 ? 'folded' : 'shown',
    isMail: number % 4 === 0,
    text: text.slice(0, longestText),
    ...(number % 5 === 0 && { parent: `gh-${number - 1}` }),
  }),
);
/** Each attack as a name, a place and a tie. */
const asNames = attacks.map(({ number, group, text }) => {
  const words = text.slice(0, 200);
  return reply({
    id: `gh-${number + 10_000}`,
    created: minute(number + (group === 'attributes' || group === 'dataEscapes' ? newest - 10_000 : 0)),
    name: words,
    place: words,
    ties: words,
    text: `${words}\n\nHej.`,
    ...(number % 5 === 0 && { parent: `gh-${number + 9_998}` }),
  });
});

const gone = { hidden: 'zzskjultqx', deleted: 'zzslettetqx', removed: 'zzfjernetqx', typed: 'zzpapirqx' } as const;
const seen = 'zzlaeseligqx';
/** Replies that must leave no word behind. No text may come with a state that hides it; the rest of the reply may. */
const asGone = [
  reply({ id: 'gh-30001', state: 'hidden', name: gone.hidden, place: gone.hidden, ties: gone.hidden }),
  reply({ id: 'gh-30002', state: 'deleted', name: gone.deleted, place: gone.deleted, ties: gone.deleted }),
  reply({ id: 'gh-30003', name: gone.removed, place: gone.removed, ties: gone.removed, text: `Hej ${gone.removed}.` }),
  reply({ id: 'gh-30004', name: 'Nabo', text: `Hej ${seen}.`, parent: 'gh-30003' }),
  reply({ id: 'gh-30005', name: 'Nabo', text: 'Svar på et skjult svar.', parent: 'gh-30001' }),
  reply({ id: 'gh-30006', name: 'Nabo', text: 'Svar på et svar på et skjult svar.', parent: 'gh-30005' }),
  reply({ id: 'gh-30007', state: 'hidden', name: gone.hidden, parent: 'gh-30004' }),
  reply({ id: 'gh-30008', name: 'Nabo', text: 'Svar på et skjult mellemsvar.', parent: 'gh-30007' }),
];

/** A reply as the board types it in. */
const typed = (fields: Record<string, string>, text = 'Hej.') =>
  `---\n${Object.entries({
    navn: 'Nabo',
    dato: '2026-11-01',
    kanal: 'papir',
    til: 'debat/begynd-nedefra-ikke-i-et-sekretariat',
    ...fields,
  })
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}---\n\n${text}\n`;

/** What the gate would have the board type otherwise is not typed. */
const canBeTyped = ({ text }: Attack) =>
  text.length < 5_000 && text.trim() !== '' && text.isWellFormed() && !hiddenIn(text) && !tangleOf(text);
const asFiles = attacks.filter(canBeTyped).filter(({ number, group }) => group === 'markdown' || number % 6 === 0);

/** What a reply's text may be made of, and what stands around it. */
const allowed = {
  text: {
    elements:
      'p br strong em del a ul ol li blockquote code pre hr table thead tbody tr th td details summary sup section',
    attributes: 'href rel id aria-label start',
  },
  frame: {
    elements: 'article header h3 span time p a details summary div',
    attributes: 'class id href aria-label aria-labelledby data-reply data-initials datetime',
  },
};

/** What happened in a browser that should not have. */
interface Trap {
  readonly page: Page;
  readonly ran: string[];
  readonly left: string[];
}

/** A page without the site's policy, so that only the replies' own harmlessness protects it. */
async function setTrap({ newPage, origin }: Visit): Promise<Trap> {
  const page = await newPage({ bypassCSP: true });
  const context: BrowserContext = page.context();
  const ran: string[] = [];
  const left: string[] = [];
  await context.exposeBinding('reportPwned', (_, words: string) => void ran.push(words));
  await context.addInitScript(() => {
    const trap = (name: string) => (value?: unknown) =>
      (window as unknown as Record<string, (words: string) => void>)['reportPwned']?.(`${name}(${String(value)})`);
    const names = ['pwned', 'alert', 'confirm', 'prompt', 'print', 'open', 'MsgBox'];
    for (const name of names) Object.assign(window, { [name]: trap(name) });
  });
  await context.route(
    (url) => /^(https?|wss?|ftp):$/.test(url.protocol) && url.origin !== origin,
    (route) => {
      left.push(route.request().url());
      return route.abort();
    },
  );
  context.on('page', (popup) => ran.push(`popup ${popup.url()}`));
  page.on('dialog', (dialog) => {
    ran.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, ran, left };
}

/** In the browser: what inside the replies is not allowed, and everything touched as a reader would. */
function lookAtReplies({ text, frame }: typeof allowed): { problems: string[]; replies: number } {
  const problems: string[] = [];
  const replies = document.querySelectorAll('[data-reply]');
  const lists = [text, frame].map(({ elements, attributes }) => [elements, attributes].map((list) => list.split(' ')));
  for (const one of replies) {
    const id = one.getAttribute('data-reply') ?? '';
    const refuse = (what: string) => problems.push(`${id}: ${what}`.slice(0, 200));
    if (one.parentElement?.tagName !== 'LI') refuse('not in the list');
    if (one.querySelectorAll('h3').length !== 1 || one.querySelectorAll('.text').length !== 1) refuse('a broken frame');
    if (one.querySelector('h3 *, header span *, header time *')) refuse('markup in its head');
    for (const element of [one, ...one.querySelectorAll('*')]) {
      const isText = element.parentElement?.closest('.text') !== null;
      const [elements = [], attributes = []] = lists[isText ? 0 : 1] ?? [];
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') refuse(`foreign <${element.tagName}>`);
      if (!elements.includes(element.localName)) refuse(`<${element.localName}>`);
      for (const { name, value } of element.attributes) {
        if (name !== 'data-to' && !attributes.includes(name) && !/^c-\w+$/.test(name)) refuse(`${name}="${value}"`);
      }
      if (element instanceof HTMLAnchorElement && element.hasAttribute('href')) {
        const href = element.getAttribute('href') ?? '';
        const isOwn = isText ? href.startsWith(`#${id.slice('svar-'.length)}-`) : href.startsWith('/');
        if (!isOwn && !/^(https?:|mailto:)/.test(href)) refuse(`href ${href}`);
        if (isText && !isOwn && element.rel !== 'nofollow ugc noopener') refuse(`rel ${element.rel} on ${href}`);
        if (element.querySelector('a')) refuse('a link in a link');
      }
      for (const type of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'focusin', 'toggle', 'load', 'error']) {
        element.dispatchEvent(new Event(type));
      }
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of ids.filter((each, at) => ids.indexOf(each) !== at)) problems.push(`two of id ${id}`);
  for (const element of document.querySelectorAll('script')) {
    if (element.type === 'application/ld+json') {
      try {
        JSON.parse(element.text);
      } catch (error) {
        problems.push(`JSON-LD: ${String(error)}`);
      }
    } else if (element.type !== 'module') problems.push(`script ${element.outerHTML.slice(0, 80)}`);
  }
  return { problems, replies: replies.length };
}

/** In the browser: what is wrong with a file as XML, and what its entries hold besides `elements`, if it has replies. */
function lookAtFeed({ xml, elements }: { xml: string; elements: string | undefined }): string[] {
  const feed = new DOMParser().parseFromString(xml, 'application/xml');
  if (feed.querySelector('parsererror')) return [feed.querySelector('parsererror')?.textContent ?? 'broken'];
  if (elements === undefined) return [];
  return [...feed.querySelectorAll('entry')].flatMap((entry) => {
    const body = new DOMParser().parseFromString(entry.querySelector('content')?.textContent ?? '', 'text/html').body;
    return [...body.querySelectorAll('*')].flatMap((element) => [
      ...(elements.split(' ').includes(element.localName) ? [] : [`<${element.localName}>`]),
      ...[...element.attributes].flatMap(({ name, value }) => {
        if (!['href', 'rel', 'id', 'aria-label', 'start'].includes(name)) return [`${name}="${value}"`];
        return name === 'href' && !/^(https?:|mailto:)/.test(value) ? [`href ${value}`] : [];
      }),
    ]);
  });
}

test('the trap works: the same attacks run where nothing is done against them', { timeout: 120_000 }, async () => {
  const site = await visit();
  const { page, ran, left } = await setTrap(site);
  await page.route('**/proeve/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto('/proeve/');
  const texts = attacks.filter(({ group }) => group !== 'loads' && group !== 'markdown').map(({ text }) => text);
  for (let at = 0; at < texts.length; at += 30) {
    await page.evaluate(
      async (some) => {
        const frames = some.map((text) => Object.assign(document.createElement('iframe'), { srcdoc: `<p>${text}` }));
        const loads = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)));
        document.body.append(...frames);
        // Some never finish loading; a picture that is not there takes a moment to say so.
        await Promise.race([Promise.all(loads), new Promise((resolve) => setTimeout(resolve, 2_000))]);
        await new Promise((resolve) => setTimeout(resolve, 200));
        for (const frame of frames) frame.remove();
      },
      texts.slice(at, at + 30),
    );
  }
  expect(new Set(ran.filter((words) => words.startsWith('pwned('))).size).toBeGreaterThan(50);
  expect(new Set(left).size).toBeGreaterThan(5);
  await site.close();
});

describe('a site full of attacks', () => {
  let copy: SiteCopy;
  let site: Visit;
  let trap: Trap;
  let addresses: readonly string[];
  beforeAll(async () => {
    copy = await copySite();
    await copy.write(
      '.data/svar.json',
      snapshotFile([
        { thread: 'unge-ved-bordet', replies: asTexts },
        { thread: 'hvem-betaler-for-bordet', replies: asNames },
        { thread: 'begynd-nedefra-ikke-i-et-sekretariat', replies: asGone },
      ]),
    );
    for (const { number, text } of asFiles) {
      const navn = JSON.stringify(text.length <= 80 ? text : 'Nabo');
      await copy.write(`content/svar/angreb-${number}.md`, typed({ navn, til: 'nyheder/hvad-maa-bestyrelsen' }, text));
    }
    // Astro would look for the file; a reply has none.
    await copy.write('content/svar/billede.md', typed({}, 'Se ![hullet](./hul.png) og ![](../hul.jpg)'));
    await copy.write('content/svar/tages-ned.md', typed({ navn: gone.typed, sted: gone.typed }, `Hej ${gone.typed}.`));
    const down = ['gh-30003', 'tages-ned'].map((id) => `- id: ${id}\n  dato: 2026-11-20\n  grund: Prøve\n`);
    await copy.write('content/svar/_fjernet.yaml', down.join(''));
    const { code, output } = await copy.build();
    expect(output).toContain('Complete!');
    expect(code).toBe(0);
    site = await visit(copy.dist);
    trap = await setTrap(site);
    addresses = pagesOf(copy.dist)
      .filter(({ html }) => html.includes('data-reply='))
      .map(({ address }) => address);
  }, 300_000);
  afterAll(async () => {
    await site?.close();
    await copy?.remove();
  });

  test('every reply stands on a page, and the long threads go on', () => {
    expect(addresses).toEqual(
      expect.arrayContaining([
        '/debat/unge-ved-bordet/',
        '/debat/unge-ved-bordet/svar/2/',
        '/debat/hvem-betaler-for-bordet/svar/8/',
        '/debat/begynd-nedefra-ikke-i-et-sekretariat/',
        '/nyheder/hvad-maa-bestyrelsen/',
      ]),
    );
  });

  test('no page runs or loads anything, or holds more than it may', { timeout: 300_000 }, async () => {
    let replies = 0;
    const problems: string[] = [];
    for (const address of new Set([...addresses, '/', '/debat/', '/arkiv/2026/', '/rettelser/'])) {
      await trap.page.goto(address);
      const found = await trap.page.evaluate(lookAtReplies, allowed);
      problems.push(...found.problems.map((problem) => `${address} ${problem}`));
      if (!address.includes('hele-debatten')) replies += found.replies;
      if (new URL(trap.page.url()).pathname !== address) problems.push(`${address} went to ${trap.page.url()}`);
    }
    expect(problems.slice(0, 20)).toEqual([]);
    expect(trap.ran).toEqual([]);
    expect(trap.left).toEqual([]);
    expect(replies).toBeGreaterThanOrEqual(asTexts.length + asNames.length + asFiles.length + 4);
  });

  test.each(['pwned', 'javascript', 'onerror', 'script', '<img src=x onerror=pwned(0)>'])(
    'a search for %j shows words only',
    async (query) => {
      await trap.page.goto(`/soeg/?q=${encodeURIComponent(query)}`);
      await trap.page
        .locator('main [role=status]')
        .filter({ hasText: /resultat|ikke noget/ })
        .waitFor();
      const more = trap.page.getByRole('button', { name: 'Vis flere' });
      for (let turn = 0; turn < 5 && (await more.isVisible()); turn += 1) await more.click();
      const inside = await trap.page
        .locator('main ol[aria-label] *')
        .evaluateAll((all) => [
          ...new Set(
            all.flatMap(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name)]),
          ),
        ]);
      expect(['a', 'class', 'h2', 'href', 'li', 'mark', 'p']).toEqual(expect.arrayContaining(inside));
      const links = await trap.page
        .locator('main ol[aria-label] a')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      for (const href of links) expect(href).toMatch(/^\/[a-z]/);
      expect(trap.ran).toEqual([]);
      expect(trap.left).toEqual([]);
    },
  );

  test('feeds are whole XML, and what they carry is as harmless as the pages', async () => {
    const feeds = globSync('**/*.xml', { cwd: copy.dist });
    expect(feeds).toEqual(expect.arrayContaining(['debat/svar.xml', 'debat/unge-ved-bordet/svar.xml']));
    await trap.page.goto('/om/');
    for (const path of feeds) {
      const elements = path.endsWith('svar.xml') ? allowed.text.elements : undefined;
      const found = await trap.page.evaluate(lookAtFeed, { xml: read(path, copy.dist), elements });
      expect(found, path).toEqual([]);
    }
    expect(read('debat/unge-ved-bordet/svar.xml', copy.dist).match(/<entry>/g)).toHaveLength(50);
  });

  test('the published snapshot is one we would read ourselves', () => {
    const published = snapshotSchema.parse(JSON.parse(read('debat/svar.json', copy.dist)));
    expect(published.count).toBeGreaterThan(asTexts.length + asNames.length);
  });

  test('of what is hidden, deleted or taken down, no file has a word', () => {
    const places = (word: string) =>
      everyFile(copy.dist).flatMap(([path, text]) => (text.includes(word) ? [path] : []));
    // What can be read is found, so the search below would find the rest as well.
    expect(places(seen)).toEqual(
      expect.arrayContaining([
        'debat/begynd-nedefra-ikke-i-et-sekretariat/index.html',
        'debat/begynd-nedefra-ikke-i-et-sekretariat/svar.xml',
        'debat/svar.json',
        expect.stringMatching(/\.pf_fragment$/),
        expect.stringMatching(/\.pf_index$/),
      ]),
    );
    for (const word of Object.values(gone)) expect(places(word), word).toEqual([]);
    const page = read('debat/begynd-nedefra-ikke-i-et-sekretariat/index.html', copy.dist);
    for (const words of ['Skjult af bestyrelsen', 'slettet af den, der skrev det', 'Fjernet 20.']) {
      expect(page).toContain(words);
    }
  });
});

/** Every file of a built site with its text; Pagefind's are unpacked, and read without the letters put in for it. */
const everyFile = (folder: string) =>
  globSync('**/*.*', { cwd: folder }).map((path) => {
    const bytes = readFileSync(join(folder, path));
    return [
      path,
      /\.pf_\w+$/.test(path) ? fromIndex(gunzipSync(bytes).toString('utf8')) : bytes.toString('utf8'),
    ] as const;
  });

describe('the build refuses, in Danish', () => {
  let copy: SiteCopy;
  beforeAll(async () => {
    copy = await copySite();
  });
  afterAll(() => copy.remove());

  test('replies that cannot be right, each with file and line', async () => {
    const til = 'debat/hvem-betaler-for-bordet';
    const files: Record<string, string> = {
      'ukendt-tekst': typed({ til: 'debat/gaardens-trae' }),
      'uden-navn': typed({ navn: '' }),
      'forkert-kanal': typed({ kanal: 'twitter' }),
      'i-fremtiden': typed({ dato: '2999-01-01' }),
      'anden-traad': typed({ svarTil: 'beboer-i-blok-1' }),
      'sig-selv': typed({ svarTil: 'sig-selv' }),
      'ring-a': typed({ til, svarTil: 'ring-b' }),
      'ring-b': typed({ til, svarTil: 'ring-a' }),
      tom: typed({}, ''),
    };
    for (const [name, text] of Object.entries(files)) await copy.write(`content/svar/${name}.md`, text);
    await copy.write('content/svar/gh-17.md', typed({}));
    await copy.write('content/svar/komponent.mdx', typed({}, '<script>x</script>'));
    await copy.write('content/svar/_fjernet.yaml', '- id: findes-ikke\n  dato: 2026-11-20\n  grund: Prøve\n');
    const { code, output } = await copy.build();
    expect(code).not.toBe(0);
    expect(output).toContain('Der er 12 fejl i teksterne. Siden er ikke bygget.');
    for (const [place, words] of [
      ['ukendt-tekst.md, linje 5, tegn 6', 'Feltet »til« peger på »debat/gaardens-trae«, som ikke findes.'],
      ['uden-navn.md, linje 2', 'Feltet »navn« mangler eller er tomt.'],
      ['forkert-kanal.md, linje 4, tegn 8', '»twitter« kan ikke bruges i feltet »kanal«.'],
      ['i-fremtiden.md, linje 3, tegn 7', 'Svaret har en dato, der ikke er kommet endnu (2999-01-01).'],
      [
        'anden-traad.md, linje 6, tegn 10',
        'Feltet »svarTil« peger på »beboer-i-blok-1«, som ikke findes blandt svarene',
      ],
      ['sig-selv.md, linje 6, tegn 10', 'Svaret svarer på sig selv, direkte eller i ring.'],
      ['ring-a.md, linje 6, tegn 10', 'Svaret svarer på sig selv, direkte eller i ring.'],
      ['ring-b.md, linje 6, tegn 10', 'Svaret svarer på sig selv, direkte eller i ring.'],
      ['tom.md, linje 7', 'Der er ingen tekst under felterne.'],
      ['gh-17.md', 'Filnavnet »gh-17.md« kan ikke bruges.'],
      ['komponent.mdx', 'Svar skal gemmes som .md'],
      ['_fjernet.yaml, linje 1, tegn 7', 'Der er ikke noget svar, der hedder »findes-ikke«.'],
    ] as const) {
      expect(output).toContain(`content/svar/${place}\n  ${words}`);
    }
    expect(output).not.toMatch(/\n\s+at /);
  });

  const snapshotWith = (fields: Partial<Reply>) =>
    snapshotFile([{ thread: 'unge-ved-bordet', replies: [reply({ id: 'gh-1', text: 'Hej med jer.', ...fields })] }]);
  const whole = snapshotWith({});
  test.each([
    ['cut', whole.slice(0, -20)],
    ['empty', ''],
    ['of another version', whole.replace('"version":1', '"version":2')],
    ['edited by hand', whole.replace('Hej med jer.', 'Gå væk.')],
    ['short of a reply', whole.replace('"count":1', '"count":2')],
    ['holding the text of a hidden reply', snapshotWith({ state: 'hidden' })],
  ])('a snapshot that is %s', async (_, text) => {
    const fresh = await copySite();
    await fresh.write('.data/svar.json', text);
    const { code, output } = await fresh.build();
    expect(code).not.toBe(0);
    expect(output).toContain('Svarene i .data/svar.json kan ikke bruges:');
    expect(output).toContain('Kør npm run replies:fetch, eller slet filen.');
    await fresh.remove();
  });
});
