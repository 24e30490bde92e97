import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { topicSchema } from '../../src/gate/schema.ts';
import { contentWith, folderWith, page, picture, pieceSaying, pieceWith, type Files } from '../fixtures/content.ts';

const jpeg = await picture('jpeg');
const png = await picture('png');
const piece = pieceSaying('Sæt en bænk ved porten.');
const said = (body: string): Files => ({ 'debat/indlaeg.mdx': pieceSaying(body) });
const shown = (name: string, bytes: Uint8Array): Files => ({
  'debat/baenk/index.mdx': pieceSaying(`![En bænk](./${name})`),
  [`debat/baenk/${name}`]: bytes,
});
const everyField = `traad: baenken
svarPaa: nyheder/nyhed
svar: lukket
kladde: false
opdateret: 2026-01-06
foerstBragt:
  medie: Bladet
  dato: 2026-01-01
  link: https://bladet.example
kilder:
  - titel: Referat
  - titel: Loven § 34
    link: /om/
  - titel: Kontoret
    link: mailto:kontor@bladet.example
rettelser:
  - dato: 2026-01-06
    tekst: Vi skrev to. Det rigtige er én.
billede:
  fil: ./baenk.jpg
  alt: En bænk
  tekst: Bænken i maj
  kredit: "Foto: redaktionen"`;
const boxes = `<Citat hvem="En beboer">Sæt den ved porten.</Citat>

<Fakta titel="Kort">

- Første

</Fakta>

<Diagram titel="Bænke" enhed="bænke" kilde="Referat">

- **2022**: 1.342
- 2023: 12,5

</Diagram>

<Kontakt navn="Kontoret" telefon="12 34 56 78" mail="a@b.example" adresse="Vej 1" tid="Mandag kl. 9-11">Ring.</Kontakt>`;

const accepted: readonly (readonly [name: string, files: Files])[] = [
  ['the smallest content', {}],
  ['Markdown', { 'debat/indlaeg.mdx': null, 'debat/indlaeg.md': piece }],
  ['braces and hearts in Markdown', { 'debat/baenk.md': pieceSaying('Vi <3 {gården}\n\n<!-- skjult -->') }],
  ['braces and hearts as code or with a backslash', said('`{x}` `<b>` \\{x\\} \\<3 5 < 6\n\n```\nimport x\n```')],
  ['every field', { 'debat/baenk/index.mdx': pieceWith(everyField), 'debat/baenk/baenk.jpg': jpeg }],
  ['every box', said(boxes)],
  [
    'links that readers may follow',
    said('[a](/om/) [b](https://x.dk) [c](mailto:a@b.dk) [d](tel:12345678) [e](#f) www.x.dk'),
  ],
  ['a JPEG', shown('baenk.jpg', jpeg)],
  ['a JPEG called .jpeg', shown('baenk.jpeg', jpeg)],
  ['a PNG', shown('baenk.png', png)],
  ['a WebP', shown('baenk.webp', await picture('webp'))],
  ['25 megapixels', shown('baenk.png', await picture('png', 6250, 4000))],
  ['a JPEG that a telephone has put more after', shown('baenk.jpg', Buffer.concat([jpeg, Buffer.from('MotionPhoto')]))],
  ['lines that end as in Windows', { 'debat/indlaeg.mdx': piece.replaceAll('\n', '\r\n') }],
  ['a byte order mark', { 'debat/indlaeg.mdx': `\ufeff${piece}` }],
  ['no line end at the end', { 'debat/indlaeg.mdx': piece.trimEnd() }],
  ['fields without line end', { 'skribenter/beboer.mdx': '---\nnavn: A\nrolle: B\ntilknytning: C\n---' }],
  ['blanks after the dashes', { 'debat/indlaeg.mdx': piece.replaceAll('---', '---  ') }],
  ['a day in quotes', { 'debat/indlaeg.mdx': pieceWith('dato: "2026-01-05"') }],
  ['29 February of a leap year', { 'debat/indlaeg.mdx': pieceWith('dato: 2028-02-29') }],
  ['one topic without a list', { 'debat/indlaeg.mdx': pieceWith('emner: hverdag') }],
  ['two writers', { 'debat/indlaeg.mdx': pieceWith('skribent: [redaktionen, redaktionen]') }],
  ['120 characters of title', { 'debat/indlaeg.mdx': pieceWith(`titel: ${'a'.repeat(120)}`) }],
  ['a colon in quotes', { 'debat/indlaeg.mdx': pieceWith('titel: "Svar: Begynd nedefra"') }],
  ['pages three folders down', { 'sider/praktisk/vaskeri/priser/kort.mdx': page }],
  ['one file name in two collections', { 'sider/hverdag.mdx': page, 'debat/hverdag.mdx': piece }],
  ['a template full of mistakes', { 'debat/_skabelon.mdx': '{', 'svar/_skabelon.md': '' }],
  ['what a Mac leaves behind', { 'debat/.DS_Store': 'x', '.DS_Store': 'x' }],
  ['lists of words and moved pages', { '_ordliste.txt': 'æ', '_omdirigeringer.txt': '# intet\n' }],
  ['a writer without body', { 'skribenter/beboer.mdx': '---\nnavn: A\nrolle: B\ntilknytning: C\n---\n' }],
  ['no front page', { 'forside.yaml': null }],
  ['a front page that says nothing', { 'forside.yaml': '\n' }],
  ['the guide', { 'SKRIV.md': '# Sådan skriver du\n' }],
];
test.each(accepted)('accepts %s', async (_, files) => {
  expect(await checkContent(await contentWith(files))).toEqual([]);
});

// Astro's YAML makes a `Date` of what the gate reads as text.
test('accepts a day as title, as the build reads it', () => {
  expect(topicSchema().parse({ titel: new Date('2026-05-14'), beskrivelse: 'x' })).toMatchObject({
    title: '2026-05-14',
  });
});

test('accepts every template, as it is and with each optional line in use, beside what is published', async () => {
  const root = await folderWith({});
  const content = join(root, 'content');
  await cp(resolve(import.meta.dirname, '../../content'), content, { recursive: true });
  const folders = (await readdir(content, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    const ending = name === 'svar' ? 'md' : 'mdx';
    const template = await readFile(join(content, name, `_skabelon.${ending}`), 'utf8');
    const inUse = template
      .replace(/^# (?=\s*(?:- )?\w+:)/gm, '')
      .replace('traad: ', `traad: ${name}-`)
      .replace('svarTil: filnavn', 'svarTil: gh-1');
    await writeFile(join(content, name, `ny-i-${name}.${ending}`), template);
    await mkdir(join(content, name, `hel-${name}`));
    for (const [, picture = ''] of template.matchAll(/fil: \.\/(\S+)/g)) {
      await writeFile(join(content, name, `hel-${name}`, picture), png);
    }
    await writeFile(join(content, name, `hel-${name}/index.${ending}`), inUse);
  }
  expect(folders.length).toBeGreaterThanOrEqual(5);
  expect(await checkContent(root)).toEqual([]);
});
