import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFinder } from '../../src/search/find.ts';
import { cleanFragments, readFragment } from '../../src/search/fragments.ts';
import { indexSite } from '../../src/search/index-site.ts';
import { outspoken } from '../../src/search/minify.ts';
import { reportNewSplits } from '../../src/search/new-splits.ts';
import { root } from '../built.ts';

const strange = 'En bænk i potensen x^2, tegnene ꝗ Ꝗ ꝟ og \uE000 i parkbænkene på torvet.';
const pieces = {
  titel: ['Solsorten', 'Den synger.', 'Hver aften.'],
  manchet: ['Fuglene', 'Om solsorten.', 'Hver aften.'],
  tekst: ['Haven', 'Den er grøn.', 'Vi hører solsorten.'],
  tegn: ['Tegn', 'Om tegn.', strange],
  gammel: ['Om regn', 'Det regner.', 'Tag støvler på.'],
  ny: ['Om regn', 'Det regner.', 'Tag støvler på.'],
  dag: ['Marked', 'Kom og køb.', 'Den 17/5 er der marked, og igen 3/12.'],
  koder: ['Leg &amp; lyst', 'Om leg.', 'Skriv &lt;b&gt; i Ø&amp;A på græstørvspladsen.'],
  ring: ['Ring', 'Til kontoret.', 'Tlf. 87 65 43 21, uge 14 og 22. Kom til fods, en fod ad gangen.'],
  mad: ['Mad', 'På gaden.', 'Der sælges madboblefood fra vogn 14. Vi ses i uge 30.'],
  tal: ['Priser', 'Det koster 175 kr.', 'Den 17. bod er gratis i maj.'],
  navn: ['Løvfald', 'Hver høst.', 'Den begynder 5. oktober.'],
  ny2: ['Løvfald og løvfald igen: løvfald', 'Løvfald.', 'Om løvfald.'],
  elevator: ['Elevator', 'Den er dyr.', 'Den koster 1,3 mio. kr. Skriv til hegn@skovvaenget.example.'],
  vaenge: ['Skovvænget', 'Et sted.', 'Her har 3 børn 1 bold.'],
  sti: ['Stien', 'Den er mørk.', 'Vi går der ikke.'],
  port: ['Porten', 'Den er mørkere.', 'Der er hakker og slagger.'],
};

async function folder() {
  const made = await mkdtemp(join(tmpdir(), 'soegeprove-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

async function indexed(isPlain = false) {
  const site = await folder();
  for (const [name, [title = '', lead = '', body = '']] of Object.entries(pieces)) {
    const day = name === 'ny' ? '2026-02-02' : '2026-01-01';
    const reply =
      name === 'tegn'
        ? '<section data-reply="svar-a"><h3>Ida</h3><div class="text">Solsorten er min.</div></section>'
        : '';
    await mkdir(join(site, 'debat', name), { recursive: true });
    await writeFile(
      join(site, 'debat', name, 'index.html'),
      `<html lang="da"><body><main><article data-pagefind-filter="afsnit:Debat" data-pagefind-meta="afsnit:Debat">
<h1 data-pagefind-meta="title">${title}</h1><p data-pagefind-body data-pagefind-weight="4">${lead}</p>
<time data-pagefind-sort="dato[datetime]" data-pagefind-meta="dato" datetime="${day}">${day}</time>
<a data-pagefind-filter="emne">Bybænke</a>
<div data-pagefind-body><p>${body}</p></div></article>${reply}</main></body></html>`,
    );
  }
  const { compounds } = await indexSite(site, { extra: new Map(), never: new Set(), synonyms: new Map(), isPlain });
  const finder = await openFinder(site);
  onTestFinished(() => finder.close());
  return { site, compounds, ...finder };
}

test('signs that mean something in HTML are text, and stay text', async () => {
  const { find } = await indexed();
  const { answer, addresses } = await find('tørv');
  expect(addresses).toEqual(['/debat/koder/']);
  const found = await answer.hits[0]?.data();
  expect(found?.meta.title).toBe('Leg & lyst');
  expect(found?.excerpt).toContain('Skriv &lt;b&gt; i Ø&A på <mark>græstørvspladsen.</mark>');
});

test.each(['17/5', '17. maj', '17 maj', '3. december', 'december', 'dezember'])(
  'a day in figures is found by %s, and no other number is',
  async (query) => {
    expect((await (await indexed()).find(query)).addresses).toEqual(['/debat/dag/']);
  },
);

test.each([
  ['87654321', ['/debat/ring/']],
  ['8765 4321', ['/debat/ring/']],
  ['madboble food', ['/debat/mad/']],
  ['uge 14', ['/debat/ring/']],
  ['14 uge', ['/debat/ring/', '/debat/mad/']],
  ['1,3 mio', ['/debat/elevator/']],
  ['mørkeste', ['/debat/port/', '/debat/sti/']],
  ['skovvaenget', ['/debat/elevator/', '/debat/vaenge/']],
])('%s is found where it is meant', async (query, addresses) => {
  expect((await (await indexed()).find(query)).addresses.toSorted()).toEqual(addresses.toSorted());
});

test('title before lead, lead before text, text before replies; of two alike the newer', async () => {
  const { find } = await indexed();
  expect((await find('solsort')).addresses).toEqual([
    '/debat/titel/',
    '/debat/manchet/',
    '/debat/tekst/',
    '/debat/tegn/#svar-a',
  ]);
  expect((await find('støvle')).addresses).toEqual(['/debat/ny/', '/debat/gammel/']);
});

test('a page whose title is just what was asked for comes first', async () => {
  expect((await (await indexed()).find('løvfald')).addresses).toEqual(['/debat/navn/', '/debat/ny2/']);
});

test('a compound is marked whole, and no character of a text is lost', async () => {
  const { find, compounds, site } = await indexed();
  const { answer } = await find('bænk');
  const found = await answer.hits[0]?.data();
  expect(found?.excerpt.replace(/<\/?mark>/g, '')).toContain(strange);
  expect(found?.excerpt).toContain('<mark>parkbænkene</mark>');
  expect(found?.meta).toMatchObject({ afsnit: 'Debat', dato: '2026-01-01', title: 'Tegn' });
  expect(compounds.get('parkbænkene')).toEqual(['park', 'bænkene']);
  const fragments = readdirSync(join(site, 'pagefind/fragment')).map((name) => join(site, 'pagefind/fragment', name));
  for (const path of fragments) {
    const { meta, filters, content } = readFragment(gunzipSync(readFileSync(path)).toString('utf8'), path);
    expect(Object.keys(meta)).not.toContain('led');
    expect(content.replace(strange, '')).not.toMatch(/[\^ꝗꝖꝟꝞ\uE000]/);
    if (content.includes('park')) expect(filters).toMatchObject({ emne: ['Bybænke'] });
  }
});

test('with documented features of Pagefind alone, compounds are found by their parts as well', async () => {
  const { find } = await indexed(true);
  expect((await find('bænk')).addresses).toEqual(['/debat/tegn/']);
  expect((await find('solsorten')).addresses).toContain('/debat/tegn/#svar-a');
});

const zipped = (url: string) =>
  gzipSync(`pagefind_dcd${JSON.stringify({ url, content: 'park^bænk', meta: { led: 'bænke' }, anchors: [] })}`);
const behind = new Map(['/0/1.html', '/0/2.html'].map((copy, n) => [copy, { url: `/${n}/`, shown: { dato: `${n}` } }]));

test('a fragment is cleaned when it is whole, also when that is in the last moment', async () => {
  const index = await folder();
  const path = (name: string) => join(index, 'fragment', `${name}.pf_fragment`);
  await mkdir(join(index, 'fragment'));
  await writeFile(path('a'), zipped('/0/1.html'));
  await writeFile(path('b'), zipped('/0/2.html').subarray(0, 30));
  const cleaned = (name: string) => readFragment(gunzipSync(readFileSync(path(name))).toString('utf8'), name);
  const writing = (async () => {
    // Pagefind is done with `b` while it is waited for, after `a` has been cleaned.
    await vi.waitUntil(() => cleaned('a').url === '/0/', { interval: 1 });
    await writeFile(path('b'), zipped('/0/2.html'));
  })();
  await cleanFragments(index, behind, writing);
  expect(cleaned('a')).toMatchObject({ url: '/0/', content: 'parkbænk', meta: { dato: '0' } });
  expect(cleaned('b')).toMatchObject({ url: '/1/', content: 'parkbænk', meta: { dato: '1' } });
  expect(cleaned('b').meta).not.toHaveProperty('led');
});

test.each([
  ['a fragment that is never whole', zipped('/0/2.html').subarray(0, 30), '1 of 2 are whole'],
  ['a page that nobody gave it', zipped('/0/3.html'), '/0/3.html'],
])('%s stops the build', async (_, fragment, said) => {
  const index = await folder();
  await mkdir(join(index, 'fragment'));
  await writeFile(join(index, 'fragment', 'a.pf_fragment'), zipped('/0/1.html'));
  await writeFile(join(index, 'fragment', 'b.pf_fragment'), fragment);
  await expect(cleanFragments(index, behind, Promise.resolve())).rejects.toThrow(said);
});

test.each([
  ['"ny Pagefind"', 'pagefind_xyz{"url":"/"}'],
  ['a field of another kind', 'pagefind_dcd{"url":"/","content":["a"],"meta":{},"anchors":[]}'],
  ['no JSON', 'pagefind_dcd{"url":'],
])('a fragment Pagefind writes otherwise stops the build and says why: %s', (_, text) => {
  expect(() => readFragment(text, 'x.pf_fragment')).toThrow(
    /Pagefind writes its fragments in another way.*SEARCH_PLAIN=1/s,
  );
});

test('so does a script of Pagefind that fetches its index otherwise', () => {
  expect(() => outspoken('loadChunk(e){return this.fetch(e)}')).toThrow(/in another way.*SEARCH_PLAIN=1/);
});

test('Pagefind is pinned, since its fragments are not documented', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(dependencies.pagefind).toBe('1.6.0');
});

test('new splits are told once', async () => {
  const project = await folder();
  const first = await reportNewSplits(project, new Map([['parkbænk', ['park', 'bænk']]]));
  expect(first[0]).toContain('park-bænk');
  const both = new Map([
    ['parkbænk', ['park', 'bænk']],
    ['havebænk', ['have', 'bænk']],
  ]);
  expect((await reportNewSplits(project, both))[0]).toBe('nye ord, delt til søgningen: have-bænk');
  expect(await reportNewSplits(project, both)).toEqual([]);
});
