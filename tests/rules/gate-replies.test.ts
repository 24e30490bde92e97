import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { contentWith, expectRefused, expectRefusals, picture, replyWith, type Files } from '../fixtures/content.ts';

const reply = replyWith('sted: Blok 4');
const noPiece = (piece: string) => `Feltet »til« peger på »${piece}«, som ikke findes.`;
const noReply = (id: string) => `Feltet »svarTil« peger på »${id}«, som ikke findes blandt svarene til den tekst.`;
const ring = 'Svaret svarer på sig selv, direkte eller i ring.';

test.each([
  ['to a misspelt text', 'til: debat/indlag', 5, noPiece('debat/indlag'), 'Mente du »debat/indlaeg«?'],
  ['to a bare file name', 'til: indlaeg', 5, noPiece('indlaeg'), 'Mente du »debat/indlaeg«?'],
  ['to a misspelt reply', 'svarTil: nabo-i-blok', 6, noReply('nabo-i-blok'), 'Mente du »nabo-i-blok-4«?'],
  ['to a reply under another text', 'svarTil: anden', 6, noReply('anden'), 'gh- og tallet fra dets link'],
  ['to itself', 'svarTil: ny', 6, ring, 'Ret »svarTil«, så det peger på et ældre svar'],
  ['of tomorrow', 'dato: 2999-01-01', 3, dayToCome('2999-01-01'), 'Skriv den dag, svaret kom.'],
  ['that came by an unknown way', 'kanal: sms', 4, '»sms« kan ikke bruges i feltet »kanal«.', 'papir, mail, moede'],
  ['with an unknown key', 'mail: a@b.dk', 6, 'Feltet »mail« findes ikke.', 'navn, sted, tilknytning, dato, kanal'],
  [
    'of a board called »ja«',
    'bestyrelsen: ja',
    6,
    'Feltet »bestyrelsen« er ikke skrevet rigtigt.',
    'bestyrelsen: true',
  ],
  ['without name', 'navn:', 2, 'Feltet »navn« mangler eller er tomt.', 'Skriv fx navn: Beboer i blok 4'],
])('refuses a reply %s', async (_, field, line, what, instead) => {
  const files = {
    'svar/nabo-i-blok-4.md': reply,
    'svar/anden.md': replyWith('til: nyheder/nyhed'),
    'svar/ny.md': replyWith(field),
  };
  await expectRefusals(files, ['svar/ny.md', line, what, instead]);
});

test.each<[name: string, file: string, Files[string], what: string, instead: string]>([
  ['a reply in MDX', 'svar/ny.mdx', reply, 'Svar skal gemmes som .md, så ingen', 'Omdøb filen, så den ender på .md.'],
  ['a picture', 'svar/seddel.png', await picture('png'), 'Filer som »seddel.png« hører ikke til', 'Tekster skal ende'],
  ['a name that GitHub gives', 'svar/gh-12.md', reply, 'Filnavnet »gh-12.md« kan ikke bruges.', '»svar-gh-12.md«'],
])('refuses %s among the replies', async (_, file, data, what, instead) => {
  const [problem, ...others] = await checkContent(await contentWith({ [file]: data }));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ file: `content/${file}` });
  expect(problem?.what).toContain(what);
  expect(problem?.instead).toContain(instead);
});

const down = (id: string, day = '2026-01-07') => `- id: ${id}\n  dato: ${day}\n  grund: Private oplysninger.\n`;

test.each([
  ['an unknown reply', down('indlaeg'), 1, 'Der er ikke noget svar, der hedder »indlaeg«.', 'efter #svar- i linket'],
  ['a misspelt reply', down('ni'), 1, 'Der er ikke noget svar, der hedder »ni«.', 'Mente du »ny«?'],
  ['a reply twice', down('gh-1') + down('gh-1'), 4, 'Svaret »gh-1« står to gange.', 'Slet den ene.'],
  ['31 February', down('gh-1', '2026-02-31'), 2, 'Datoen 2026-02-31 findes ikke i kalenderen.', 'Ret dagen'],
  ['no reason', '- id: gh-1\n  dato: 2026-01-07\n', 1, 'Feltet »grund« mangler eller er tomt.', 'Skriv fx grund:'],
])('refuses to take down %s', async (_, list, line, what, instead) => {
  await expectRefusals({ 'svar/ny.md': reply, 'svar/_fjernet.yaml': list }, [
    'svar/_fjernet.yaml',
    line,
    what,
    instead,
  ]);
});

test.each<[name: string, files: Files]>([
  ['a reply with whatever its writer wrote', { 'svar/ny.md': replyWith('bestyrelsen: true') }],
  ['a reply to a reply on GitHub', { 'svar/ny.md': replyWith('svarTil: gh-123') }],
  ['a reply to a reply', { 'svar/ny.md': reply, 'svar/igen.md': replyWith('svarTil: ny') }],
  ['a reply that is taken down', { 'svar/ny.md': reply, 'svar/_fjernet.yaml': down('ny') + down('gh-1') }],
  ['nothing taken down', { 'svar/_fjernet.yaml': '# Svar, der er taget ned.\n[]\n' }],
])('accepts %s', async (_, files) => {
  expect(await checkContent(await contentWith(files))).toEqual([]);
});

test('refuses a take-down without its dash', async () => {
  await expectRefused({ 'svar/_fjernet.yaml': 'id: gh-1\ndato: 2026-01-07\ngrund: Private oplysninger.\n' });
});

test('accepts the take-downs of the file’s own example', async () => {
  const own = await readFile(resolve(import.meta.dirname, '../../content/svar/_fjernet.yaml'), 'utf8');
  const list = own.replace(/^# (?=- |  )/gm, '');
  expect(list).toContain('\n- id: gh-123\n');
  expect(await checkContent(await contentWith({ 'svar/_fjernet.yaml': list }))).toEqual([]);
});

function dayToCome(day: string): string {
  return `Svaret har en dato, der ikke er kommet endnu (${day}).`;
}
