import { chmod } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { proposalFor } from '../../src/gate/content-files.ts';
import { contentWith, expectRefusals, pieceSaying, type Files } from '../fixtures/content.ts';

type Row = readonly [
  name: string,
  file: string,
  Files[string],
  line: number | undefined,
  what: string,
  instead: string,
];

const piece = pieceSaying('Sæt en bænk ved porten.');
const badName = (name: string) =>
  `Filnavnet »${name}« kan ikke bruges. Det må kun have små bogstaver a–z, tal og bindestreger.`;
const alien = (name: string) => `Filer som »${name}« hører ikke til i denne mappe.`;
const hidden = (code: string) => `Linjen har et usynligt tegn (${code}), som kan ændre teksten for læseren.`;
const link = 'Filen er en genvej (symbolsk link), ikke en rigtig fil.';
const encoding = 'Filen er ikke gemt som UTF-8, så æ, ø og å bliver forkerte.';
const tooLarge = (limit: string) => `Filen er for stor. Grænsen er ${limit}.`;
const a = 'debat/a.mdx';

test.each([
  ['æble.mdx', 'aeble.mdx'],
  ['a\u030aben.mdx', 'aaben.mdx'],
  ['Baenken.mdx', 'baenken.mdx'],
  ['Indlaeg.mdx', 'indlaeg.mdx'],
  ['en baenk.mdx', 'en-baenk.mdx'],
  ['a#b.mdx', 'a-b.mdx'],
  ['a?b.mdx', 'a-b.mdx'],
  ['a%20b.mdx', 'a-20b.mdx'],
  ['100%.mdx', '100.mdx'],
  ['a_b.mdx', 'a-b.mdx'],
  ['a.b.mdx', 'a-b.mdx'],
  ['a--b.mdx', 'a-b.mdx'],
  ['%.mdx', 'navn.mdx'],
  ['baenken.MDX', 'baenken.mdx'],
  ['Tegning.PNG', 'tegning.png'],
])('refuses the file name %j and proposes %s', async (name, proposal) => {
  expect(proposalFor(name)).toBe(proposal);
  const file = `debat/${name}`;
  await expectRefusals({ [file]: piece }, [file, undefined, badName(name), `Omdøb filen til »${proposal}«`]);
});

const refused: readonly Row[] = [
  ['an empty file', a, '', undefined, 'Filen er tom.', 'Kopiér teksten fra »_skabelon.mdx«'],
  ['a file of blanks', a, ' \n\n', undefined, 'Filen er tom.', 'Kopiér teksten fra »_skabelon.mdx«'],
  ['Latin-1', a, Buffer.from(piece, 'latin1'), undefined, encoding, 'kodningen UTF-8'],
  ['UTF-16', a, Buffer.from(`\ufeff${piece}`, 'utf16le'), undefined, encoding, 'kodningen UTF-8'],
  ['NUL', a, pieceSaying('En\u0000bænk'), 9, hidden('U+0000'), 'skriv dem igen'],
  ['text turned round', a, pieceSaying('En\u202eknæb'), 9, hidden('U+202E'), 'skriv dem igen'],
  ['a space of no width', a, pieceSaying('En\u200bbænk'), 9, hidden('U+200B'), 'skriv dem igen'],
  ['a title turned round', a, piece.replace('En', '\u2067En'), 2, hidden('U+2067'), 'skriv dem igen'],
  ['a line that ends as on old Macs', a, pieceSaying('En\rbænk'), 9, hidden('U+000D'), 'skriv dem igen'],
  [
    'fields behind a remark that ends so',
    a,
    piece.replace('manchet', '# x\rlayout: x\nmanchet'),
    3,
    hidden('U+000D'),
    '',
  ],
  ['text turned round by name', a, pieceSaying('En &#8238;knæb'), 9, hidden('U+202E'), 'skriv dem igen'],
  ['a title turned round by name', a, piece.replace('En bænk mere', '"En \\u202eknæb"'), 2, hidden('U+202E'), ''],
  ['a text over 200 kB', a, pieceSaying('ord '.repeat(50_000)), undefined, tooLarge('200 kB'), 'Del teksten'],
  ['a link to a text', a, { linkTo: 'indlaeg.mdx' }, undefined, link, 'Læg selve filen i mappen.'],
  ['a link to a folder', 'debat/a', { linkTo: '../nyheder' }, undefined, link, 'Læg selve filen i mappen.'],
  ['a link out of the project', a, { linkTo: '/etc/hosts' }, undefined, link, 'Læg selve filen i mappen.'],
  ['a link to nothing', a, { linkTo: 'ingenting.mdx' }, undefined, link, 'Læg selve filen i mappen.'],
  ['a PDF', 'debat/referat.pdf', 'x', undefined, alien('referat.pdf'), 'Tekster skal ende på .md eller .mdx'],
  ['an SVG', 'debat/a.svg', '<svg/>', undefined, alien('a.svg'), 'billeder på .jpg, .png eller .webp'],
  ['an AVIF', 'debat/a.avif', 'x', undefined, alien('a.avif'), 'billeder på .jpg, .png eller .webp'],
  ['a file without ending', 'debat/referat', 'x', undefined, alien('referat'), 'Tekster skal ende på .md eller .mdx'],
  ['a film', 'debat/film.mp4', 'x', undefined, alien('film.mp4'), 'Tekster skal ende på .md eller .mdx'],
  ['a telephone’s picture', 'debat/IMG_1.HEIC', 'x', undefined, alien('IMG_1.HEIC'), 'billeder på .jpg, .png'],
  ['a Word file', 'debat/Min tekst.docx', 'x', undefined, alien('Min tekst.docx'), 'Tekster skal ende på .md'],
  ['a text outside the folders', 'baenken.mdx', piece, undefined, alien('baenken.mdx'), ''],
  ['a front page with another ending', 'forside.yml', 'x: 1', undefined, alien('forside.yml'), ''],
  ['a front page in Latin-1', 'forside.yaml', Buffer.from('# Møde\n', 'latin1'), undefined, encoding, 'UTF-8'],
  ['NUL on the front page', 'forside.yaml', '# M\u0000de\n', 1, hidden('U+0000'), 'skriv dem igen'],
  [
    'a list of moved pages over 200 kB',
    '_omdirigeringer.txt',
    '# x\n'.repeat(60_000),
    undefined,
    tooLarge('200 kB'),
    '',
  ],
  ['a list of take-downs over 200 kB', 'svar/_fjernet.yaml', '# x\n'.repeat(60_000), undefined, tooLarge('200 kB'), ''],
  ['a front page that is a link', 'forside.yaml', { linkTo: '/dev/null' }, undefined, link, 'Læg selve filen'],
];
test.each(refused)('refuses %s', async (_, file, data, ...refusal) => {
  await expectRefusals({ [file]: data }, [file, ...refusal]);
});

test.each([
  ['_a.mdx', 'a.mdx'],
  ['.a.mdx', 'a.mdx'],
])('refuses a text by the name of %s, which would look hidden', async (name, proposal) => {
  const file = `debat/${name}`;
  await expectRefusals({ [file]: piece }, [file, undefined, badName(name), proposal]);
});

test('refuses a file that can be run, also where no text is read', async () => {
  const root = await contentWith({ [a]: piece, 'debat/_skabelon.mdx': 'x' });
  await Promise.all(
    ['debat/a.mdx', 'debat/_skabelon.mdx', 'forside.yaml'].map((f) => chmod(`${root}/content/${f}`, 0o755)),
  );
  const what = 'Filen er markeret som et program, der kan køres.';
  expect((await checkContent(root)).map((each) => [each.file, each.what])).toEqual([
    ['content/debat/_skabelon.mdx', what],
    ['content/debat/a.mdx', what],
    ['content/forside.yaml', what],
  ]);
});

test('refuses a repository inside a folder', async () => {
  const what = 'Mappen er et helt arkiv for sig (et git-modul).';
  await expectRefusals({ 'debat/x/.git': 'gitdir: ../x\n' }, [
    'debat/x/.git',
    undefined,
    what,
    'Læg kun selve teksterne',
  ]);
});

test('refuses a folder nobody reads', async () => {
  await expectRefusals({ 'debatter/a.mdx': piece }, ['debatter', undefined, alien('debatter'), '']);
});
