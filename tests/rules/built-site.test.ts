import { expect, test } from 'vitest';
import { checkBuiltSite } from '../../src/gate/built-site.ts';
import { contentWith, folderWith, page, pieceSaying, pieceWith, type Files } from '../fixtures/content.ts';

/** A built page with these links, and a place called `tider`. */
const html = (...links: readonly string[]) =>
  `<!doctype html><h1 id="tider">Hej</h1>${links.map((href) => `<a href="${href}">x</a>`).join('')}`;

const built: Files = {
  'index.html': html('/', '/om/', 'debat/indlaeg/', 'https://x.example/y', 'mailto:a@b.dk', 'tel:12345678'),
  '404.html': html('/'),
  'feed.xml': '<feed/>',
  'debat/index.html': html('indlaeg/', 'side/2/'),
  'debat/side/2/index.html': html('/debat/'),
  'debat/indlaeg/index.html': html(),
  'nyheder/nyhed/index.html': html(),
  'om/index.html': html(),
  'emner/hverdag/index.html': html(),
  'skribenter/redaktionen/index.html': html(),
};

/** What is said of the sound site with `pages` over it, built from the sound content with `texts` over it. */
const problems = async (pages: Files, texts: Files = {}) =>
  checkBuiltSite(await folderWith({ ...built, ...pages }), await contentWith(texts));

const dead = (href: string) => `Linket »${href}« fører ingen steder hen.`;
const deadAnchor = (href: string) => `Linket »${href}« peger på et sted, som ikke findes på siden.`;
const address = 'Ret adressen. Den står i browserens adressefelt, når du åbner siden.';

test.each<[name: string, pages: Files, texts?: Files]>([
  ['itself', {}],
  ['links to files', { 'om/index.html': html('/feed.xml', '/debat/index.html') }],
  ['links with a question', { 'om/index.html': html('/debat/?q=x', '?q=x') }],
  ['links to places', { 'om/index.html': html('#tider', '/debat/#tider', '#', '../#tider') }],
  ['links to itself by its whole address', { 'om/index.html': html('https://beboerdebat.example/om/') }],
  ['addresses with æ, ø and å', { 'å b/index.html': html('/å b/', '/%C3%A5%20b/', '/%c3%a5%20b/#tider') }],
  ['files with æ, ø and å', { 'å.pdf': 'x', 'om/index.html': html('/å.pdf', '/%C3%A5.pdf') }],
  ['places with æ, ø and å', { 'om/index.html': '<p id="å b"><a href="#å b"></a><a href="#%C3%A5%20b"></a>' }],
  ['the pages of the search', { 'pagefind/x/index.html': html('/ukendt/') }],
  ['a draft that is not built', {}, { 'debat/ny.mdx': pieceWith('kladde: true') }],
  ['a piece that waits', {}, { 'debat/ny.mdx': pieceWith('dato: 2999-01-01') }],
  ['a page in a folder', { 'a/b/index.html': html() }, { 'sider/a/b/index.mdx': page }],
])('a built site may have %s', async (_, pages, texts) => {
  expect(await problems(pages, texts)).toEqual([]);
});

test.each([
  ['almost right', '/omm/', dead('/omm/'), 'Mente du »/om/«?'],
  ['without its last slash', '/om', dead('/om'), 'Mente du »/om/«?'],
  ['to nothing like it', '/praktisk/vaskeri/', dead('/praktisk/vaskeri/'), address],
  ['from its own page', 'svar-fra-bestyrelsen/', dead('svar-fra-bestyrelsen/'), address],
  ['to a missing file', '/referat.pdf', dead('/referat.pdf'), address],
  ['by the whole address', 'https://beboerdebat.example/x/y/', dead('https://beboerdebat.example/x/y/'), address],
  ['to almost a place', '/om/#tidr', deadAnchor('/om/#tidr'), 'Mente du »#tider«?'],
  ['to no place', '#kontakt', deadAnchor('#kontakt'), 'Ret det efter #, eller slet det.'],
])('a link %s is told at its line', async (_, href, what, instead) => {
  const texts = { 'debat/indlaeg.mdx': pieceSaying(`Hej\n\n[x](${href})`) };
  const told = await problems({ 'debat/indlaeg/index.html': html(href) }, texts);
  expect(told).toEqual([{ file: 'content/debat/indlaeg.mdx', line: 11, column: 5, what, instead }]);
});

test('a link of the fields is told at its line, and once, though it is on two pages', async () => {
  const texts = { 'debat/indlaeg.mdx': pieceWith('kilder:\n  - titel: Kilde\n    link: /ukendt/') };
  const told = await problems({ 'debat/indlaeg/index.html': html('/ukendt/'), 'index.html': html('/ukendt/') }, texts);
  expect(told).toMatchObject([{ file: 'content/debat/indlaeg.mdx', line: 9, what: dead('/ukendt/') }]);
});

test('a link that more texts hold is told in the text of its page', async () => {
  const text = pieceSaying('[x](/ukendt/)');
  const texts = { 'debat/a.mdx': text, 'debat/indlaeg.mdx': text, 'nyheder/nyhed.mdx': text };
  const told = await problems({ 'debat/a/index.html': html(), 'debat/indlaeg/index.html': html('/ukendt/') }, texts);
  expect(told).toMatchObject([{ file: 'content/debat/indlaeg.mdx', line: 9 }]);
});

test('a link no text holds is told by its page', async () => {
  expect(await problems({ 'om/index.html': html('/ukendt/') })).toMatchObject([{ file: 'content/sider/om.mdx' }]);
  expect(await problems({ '404.html': html('/ukendt/') })).toMatchObject([{ file: 'dist/404.html' }]);
});

test.each([
  ['om/index.html', 'content/sider/om.mdx', '/om/'],
  ['nyheder/nyhed/index.html', 'content/nyheder/nyhed.mdx', '/nyheder/nyhed/'],
  ['skribenter/redaktionen/index.html', 'content/skribenter/redaktionen.mdx', '/skribenter/redaktionen/'],
])('a missing %s is told', async (name, file, at) => {
  const pages = { 'index.html': html(), 'debat/index.html': html(), [name]: null };
  const what = `Teksten skulle være blevet til ${at}, men siden mangler.`;
  expect(await problems(pages)).toMatchObject([{ file, what }]);
});

test.each<[name: string, text: Files]>([
  ['no text', {}],
  ['a draft', { 'debat/glemt.mdx': pieceWith('kladde: true') }],
  ['a piece that waits', { 'debat/glemt.mdx': pieceWith('dato: 2999-01-01') }],
])('a page of %s is told', async (_, texts) => {
  const what = 'Siden /debat/glemt/ er bygget, men hører ikke til nogen tekst.';
  expect(await problems({ 'debat/glemt/index.html': html() }, texts)).toMatchObject([
    { file: 'dist/debat/glemt/', what },
  ]);
});

test.each(['/100%/', '/om/#100%', 'https://['])('the link %s, which no browser can follow, is told', async (href) => {
  expect(await problems({ 'om/index.html': html(href) })).toMatchObject([{ file: 'content/sider/om.mdx' }]);
});

test.each<[name: string, href: string, Files, file: string, line: number]>([
  [
    'that another begins with',
    '/om',
    { 'debat/indlaeg.mdx': pieceSaying('[a](/om/)\n\n[b](/om)') },
    'debat/indlaeg.mdx',
    11,
  ],
  ['with an å', '/bl%C3%A5/', { 'debat/indlaeg.mdx': pieceSaying('[a](/blå/)') }, 'debat/indlaeg.mdx', 9],
  [
    'from the front page',
    '/vaskri/',
    { 'forside.yaml': 'findHurtigt:\n  - titel: V\n    link: /vaskri/\n' },
    'forside.yaml',
    3,
  ],
])('a link %s is told at its line', async (_, href, texts, file, line) => {
  const name = file === 'forside.yaml' ? 'index.html' : 'debat/indlaeg/index.html';
  expect(await problems({ [name]: html(href) }, texts)).toMatchObject([{ file: `content/${file}`, line }]);
});
