import { test } from 'vitest';
import { expectRefusals, page, pieceSaying, pieceWith, type Files } from '../fixtures/content.ts';

type Row = readonly [name: string, file: string, text: string, what: string, instead: string];

const piece = pieceSaying('Sæt en bænk ved porten.');
const ours = (address: string) => `Adressen ${address} bruges af siden selv.`;
const taken = (address: string, by: string) => `Adressen ${address} er allerede brugt af content/${by}.`;
const deep = (name: string) =>
  `»${name}« ligger for dybt. En tekst er én fil eller én mappe med »index.mdx« og sine billeder.`;
const shared = (thread: string, by: string) =>
  `Tråden »${thread}« er allerede brugt af content/${by}, så svarene ville blive blandet.`;
const ownName = 'Giv den ene fil et andet navn.';
const ownThread = 'Giv indlægget sit eget »traad«';

const refused: readonly Row[] = [
  ['a page where the debate is', 'sider/debat.mdx', page, ours('/debat/'), 'Giv filen et andet navn.'],
  ['a page under the search', 'sider/soeg/tips.mdx', page, ours('/soeg/tips/'), 'Giv filen et andet navn.'],
  ['a page where the error page is', 'sider/404/index.mdx', page, ours('/404/'), 'Giv filen et andet navn.'],
  ['a text in the folder of another', 'debat/a/b.mdx', piece, deep('b.mdx'), 'Flyt filen op'],
  ['a page that is the front page', 'sider/index.mdx', page, ours('/'), 'Giv filen et andet navn.'],
  ['a piece that is the debate', 'debat/index.mdx', piece, ours('/debat/'), 'Giv filen et andet navn.'],
];
test.each(refused)('refuses %s', async (_, file, text, what, instead) => {
  await expectRefusals({ [file]: text }, [file, undefined, what, instead]);
});

test('refuses a folder in the folder of a text', async () => {
  await expectRefusals({ 'debat/a/b/index.mdx': piece }, ['debat/a/b', undefined, deep('b'), 'Flyt filen op']);
});

test('refuses a folder with an ending', async () => {
  const what = 'Filnavnet »a.mdx« kan ikke bruges. Det må kun have små bogstaver a–z, tal og bindestreger.';
  await expectRefusals({ 'debat/a.mdx/index.mdx': piece }, ['debat/a.mdx', undefined, what, 'Omdøb']);
});

const topic = '---\ntitel: Hverdag\nbeskrivelse: Gården\n---\n\nGården.\n';
test.each([
  ['pages', 'sider/om/index.mdx', page, 'sider/om.mdx', '/om/'],
  ['topics', 'emner/hverdag.md', topic, 'emner/hverdag.mdx', '/emner/hverdag/'],
])('refuses two %s at one address', async (_, first, text, second, address) => {
  await expectRefusals({ [first]: text }, [second, undefined, taken(address, first), ownName]);
});

test.each(['debat/indlaeg.md', 'debat/indlaeg/index.mdx'])('refuses %s beside debat/indlaeg.mdx', async (first) => {
  await expectRefusals({ [first]: piece }, ['debat/indlaeg.mdx', undefined, taken('/debat/indlaeg/', first), ownName]);
});

const ring = 'Indlægget svarer på sig selv, direkte eller i ring.';
const older = 'Ret »svarPaa«, så det peger på et ældre indlæg.';

test('refuses a piece that answers itself', async () => {
  const piece = pieceWith('svarPaa: debat/indlaeg');
  await expectRefusals({ 'debat/indlaeg.mdx': piece }, ['debat/indlaeg.mdx', 7, ring, older]);
});

test('refuses every piece of a ring of answers, and none outside it', async () => {
  await expectRefusals(
    {
      'debat/indlaeg.mdx': pieceWith('svarPaa: debat/svar'),
      'debat/svar.mdx': pieceWith('svarPaa: debat/gensvar'),
      'debat/gensvar.mdx': pieceWith('svarPaa: debat/indlaeg'),
      'debat/udenfor.mdx': pieceWith('svarPaa: debat/indlaeg'),
    },
    ['debat/gensvar.mdx', 7, ring, older],
    ['debat/indlaeg.mdx', 7, ring, older],
    ['debat/svar.mdx', 7, ring, older],
  );
});

test.each<[name: string, Files, file: string, line: number, what: string]>([
  [
    'two pieces with one thread',
    { 'debat/a.mdx': pieceWith('traad: porten'), 'debat/b.mdx': pieceWith('traad: porten') },
    'debat/b.mdx',
    7,
    shared('porten', 'debat/a.mdx'),
  ],
  [
    'one file name in two sections',
    { 'nyheder/indlaeg.mdx': pieceWith('slags: nyhed') },
    'nyheder/indlaeg.mdx',
    2,
    shared('indlaeg', 'debat/indlaeg.mdx'),
  ],
])('refuses %s', async (_, files, file, line, what) => {
  await expectRefusals(files, [file, line, what, ownThread]);
});

test.each<[name: string, Files]>([
  ['the file name of another', { 'debat/a.mdx': pieceWith('traad: indlaeg') }],
  ['a thread of another but for a blank', { 'debat/a.mdx': pieceWith('traad: "indlaeg "') }],
])('refuses a thread that is %s, where it is written', async (_, files) => {
  await expectRefusals(files, ['debat/a.mdx', 7, shared('indlaeg', 'debat/indlaeg.mdx'), ownThread]);
});
