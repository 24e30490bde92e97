import { expect, test } from 'vitest';
import type { Content } from '../../src/inbox/fingerprint.ts';
import { labelsOf } from '../../src/inbox/rules.ts';
import { say } from '../../src/texts.ts';

const content: Content = {
  kind: 'reply',
  thread: 'debat/gaardens-traeer',
  parent: '',
  name: 'Åse',
  place: '',
  ties: '',
  text: 'Lad træerne stå.',
};
const words = ['idiot', 'lån penge', 'svin', 'c++'];
const labels = (change: Partial<Content>) => labelsOf({ ...content, ...change }, words);
const many = (count: number, different: number) =>
  Array.from({ length: count }, (_, index) => `ord${index % different}`).join(' ');
const listed = (...found: string[]) => say('label.words', { words: found.join(', ') });
const links = say('label.links');
const repeated = say('label.repeated');
const shouting = say('label.shouting');
const board = say('label.board');

test.each<[string, Partial<Content>, ...string[]]>([
  ['an ordinary reply', {}],
  ['a short one in capitals', { text: 'NEJ TAK' }],
  ['two links', { text: 'https://a.dk og www.b.dk' }],
  ['three links', { text: 'https://a.dk http://b.dk www.c.dk' }, links],
  ['three links in capitals', { text: 'Se HTTPS://A.DK, HTTP://B.DK og WWW.C.DK i dag, ja' }, links],
  ['the same sign nine times', { text: `Ne${'j'.repeat(9)}` }],
  ['the same sign ten times', { text: `Ne${'j'.repeat(10)}` }, repeated],
  ['the same emoji ten times', { text: '😡'.repeat(10) }, repeated],
  ['ten blanks', { text: `Nej${' '.repeat(10)}tak` }],
  ['fifty words, ten of them different', { text: many(50, 10) }],
  ['fifty words, nine of them different', { text: many(50, 9) }, repeated],
  ['forty-nine words, one of them different', { text: many(49, 1) }],
  ['twenty-nine capitals', { text: 'NEJ TAK '.repeat(4) + 'NEJ TA' }],
  ['thirty capitals', { text: 'NEJ TAK '.repeat(5) }, shouting],
  ['forty letters, four in five of them capitals', { text: `${'ÆØÅB'.repeat(8)}abcdefgh` }],
  ['thirty-nine letters, more than four in five of them capitals', { text: `${'ÆØÅB'.repeat(8)}abcdefg` }, shouting],
  ['a long text in Arabic, which has no capitals', { text: 'السلام عليكم '.repeat(5) }],
  ['a word from the list', { text: 'Din idiot!' }, listed('idiot')],
  ['one in capitals', { text: 'SVIN' }, listed('svin')],
  ['two of them', { text: 'Svin og idiot' }, listed('idiot', 'svin')],
  ['one of two words', { text: 'Vil du lån penge nu?' }, listed('lån penge')],
  ['one with signs in it', { text: 'Lær c++ her' }, listed('c++')],
  ['one in the name', { name: 'Svin' }, listed('svin')],
  ['one inside another word', { text: 'Svinet er idiotisk, æsvin' }],
  ['one with a number on it', { text: 'svin2' }],
  ['a word like one with signs', { text: 'Lær c og ccc her' }],
  ['a name like the board’s', { name: 'Bestyrelsen' }, board],
  ['a name like the editors’', { name: 'Din REDAKTION' }, board],
  ['a chairman', { name: 'Formanden' }, board],
  ['a council', { name: 'Roskilde Kommune' }, board],
  ['an administrator', { name: 'Administrationen' }, board],
  ['the board in the text', { text: 'Bestyrelsen må svare.' }],
  [
    'all of it',
    { name: 'Formand', text: `HTTPS://A.DK HTTPS://B.DK HTTPS://C.DK ${'SVIN '.repeat(50)}` },
    links,
    repeated,
    shouting,
    listed('svin'),
    board,
  ],
])('%s', (_, change, ...expected) => {
  expect(labels(change)).toEqual(expected);
});

test('the list of words is the site’s own', () => {
  expect(labelsOf({ ...content, text: 'Vind på casino' })).toEqual([listed('casino')]);
  expect(labelsOf({ ...content, text: 'Vind på casino' }, [])).toEqual([]);
});
