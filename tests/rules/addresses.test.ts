import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { absolute, editAddress, headingIds, slugOf } from '../../src/lib/addresses.ts';

test.each([
  ['Åben gård', 'aaben-gaard'],
  ['A\u030aben gård', 'aaben-gaard'],
  ['Ærø & Øer', 'aeroe-oeer'],
  ['Én café, à la carte', 'en-cafe-a-la-carte'],
  ['Caféen', 'cafeen'],
  ['Müller, Größe, Ängström, Öl', 'muller-groesse-aengstroem-oel'],
  ['»Hvad nu?«', 'hvad-nu'],
  ['1.000 kr. om året', '1-000-kr-om-aaret'],
  ['  --  ', ''],
  ['日本', ''],
])('the slug of %j is %j', (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test.each([
  ['/', 'https://beboerdebat.example/'],
  ['/debat/baenk/', 'https://beboerdebat.example/debat/baenk/'],
])('the whole address of %s is %s', (path, address) => {
  expect(absolute(path)).toBe(address);
});

test.each([
  ['content/debat/en.mdx', 'https://github.com/beboerdebat/beboerdebat/edit/main/content/debat/en.mdx'],
  ['content/debat/å b.mdx', 'https://github.com/beboerdebat/beboerdebat/edit/main/content/debat/%C3%A5%20b.mdx'],
  [undefined, undefined],
])('%s is put right at %s', (path, address) => {
  expect(editAddress(path)).toBe(address);
});

const idsIn = (markdown: string) =>
  [...markdownToHtml(markdown, { hastPlugins: [headingIds] }).html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);

test.each([
  ['## Åben gård\n\n### Tider', ['aaben-gaard', 'tider']],
  ['## Pris\n\n## Pris\n\n### Pris', ['pris', 'pris-2', 'pris-3']],
  ['## Pris\n\n## Pris\n\n## Pris 2', ['pris', 'pris-2', 'pris-2-2']],
  ['## ???', ['afsnit']],
  ['## *Hvad* `nu`?', ['hvad-nu']],
])('the headings of %j are %j', (markdown, ids) => {
  expect(idsIn(markdown)).toEqual(ids);
});

test('each text counts its own headings', () => {
  expect([idsIn('## Pris'), idsIn('## Pris')]).toEqual([['pris'], ['pris']]);
});
