import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkContent } from '../../src/gate/check.ts';
import { splitFront } from '../../src/gate/front-matter.ts';
import { articleFile, fileNameFor, writerFile } from '../../src/write/files.ts';
import { draftWith, known } from '../fixtures/typed.ts';
import { contentWith } from '../fixtures/content.ts';

const inContent = ({ path, text }: { path: string; text: string }) => [path.replace('content/', ''), text] as const;
const yamlOf = (text: string) => {
  const parts = splitFront(text);
  return 'yaml' in parts ? (parse(parts.yaml) as Record<string, unknown>) : undefined;
};

/** Titles that mean something else in YAML, or break it, when they are not quoted. */
const titles = [
  'Svar: Begynd nedefra',
  'nej',
  'null',
  '~',
  '1.5',
  '2026-01-05',
  '12:30',
  '0x1F',
  '# Nummer 1',
  'Gården # 3',
  '- en liste',
  '? hvad',
  '[a, b]',
  '{a: b}',
  '&anker',
  '*alias',
  '!tag',
  '|',
  '> citat',
  '%YAML',
  '@mig',
  '`kode`',
  "Ida's bænk",
  'Den "nye" bænk',
  "'",
  '"',
  '\\n og \\u0041 og \\',
  '---',
  '...',
  'æøå ÆØÅ é ü',
  '👩‍👩‍👧',
  'a\u0085b\u2028c\u2029d\u007fe',
  '<script>{x}</script>',
  '<<: *alt',
];
test.each(titles)('the title %j comes out of the file as it was typed', async (title) => {
  const file = articleFile(draftWith({ title, lead: title }), known, false);
  const shown = title.replace(/[\s\u0085]+/gu, (gap) => (/^[\u0085]+$/u.test(gap) ? gap : ' '));
  expect(yamlOf(file.text)).toMatchObject({ titel: shown, manchet: shown });
  expect(await checkContent(await contentWith(Object.fromEntries([inContent(file)])))).toEqual([]);
});

test('fields are one line each, whatever was pasted into them', () => {
  const { text } = articleFile(draftWith({ title: ' En\n---\nbænk\u200b\tmere ' }), known, false);
  expect(yamlOf(text)?.['titel']).toBe('En --- bænk mere');
  expect(text.split('\n').slice(0, 7)).toEqual([
    '---',
    'titel: "En --- bænk mere"',
    'manchet: "Kort om bænken."',
    'dato: "2026-01-05"',
    'skribent: "redaktionen"',
    'emner: ["hverdag"]',
    '---',
  ]);
});

test('news says its kind, and an answer what it answers', async () => {
  const news = articleFile(draftWith({ kind: 'nyhed', newsKind: 'fakta', title: 'Fakta om bænke' }), known, false);
  const answer = articleFile(draftWith({ kind: 'svar', answers: 'nyheder/nyhed', title: 'Svar' }), known, false);
  expect(news.path).toBe('content/nyheder/fakta-om-baenke.mdx');
  expect(yamlOf(news.text)).toMatchObject({ slags: 'fakta' });
  expect(answer.path).toBe('content/debat/svar.mdx');
  expect(yamlOf(answer.text)).toMatchObject({ svarPaa: 'nyheder/nyhed' });
  expect(await checkContent(await contentWith(Object.fromEntries([inContent(news), inContent(answer)])))).toEqual([]);
});

test('who has not written before gets a file too, and both pass together but not the text alone', async () => {
  const draft = draftWith({ writer: '+', name: 'Ida: »blok 4«', role: '- Beboer', ties: '#nabo', title: 'Bænken' });
  const files = [articleFile(draft, known, false), writerFile(draft, known)];
  expect(files.map((file) => file?.path)).toEqual(['content/debat/baenken.mdx', 'content/skribenter/ida-blok-4.mdx']);
  const contents = Object.fromEntries(files.flatMap((file) => (file ? [inContent(file)] : [])));
  expect(await checkContent(await contentWith(contents))).toEqual([]);
  const [article] = files;
  const alone = await checkContent(await contentWith(Object.fromEntries(article ? [inContent(article)] : [])));
  expect(alone.map(({ what }) => what)).toEqual(['Skribenten »ida-blok-4« findes ikke i content/skribenter/.']);
  expect(writerFile(draftWith(), known)).toBeUndefined();
});

test('with a picture the text is a folder', () => {
  expect(articleFile(draftWith({ title: 'Bænken' }), known, true).path).toBe('content/debat/baenken/index.mdx');
});

test.each([
  ['Åben gård på Ærø!', 'aaben-gaard-paa-aeroe'],
  ['', 'indlaeg-2'],
  ['!!!', 'indlaeg-2'],
  ['日本', 'indlaeg-2'],
  ['Nyhed', 'nyhed-2'],
  ['NYHED 2', 'nyhed-2'],
  ['  a  --  b ', 'a-b'],
  ['Helt '.repeat(30), 'helt-helt-helt-helt-helt-helt-helt-helt-helt-helt-helt-helt'],
  ['x'.repeat(90), 'x'.repeat(60)],
])('the title %j becomes the file name %s', (title, name) => {
  expect(fileNameFor(title, known.taken, 'indlaeg')).toBe(name);
});
