import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { parseSearchWords } from '../../src/gate/search-words.ts';
import { contentWith, expectRefusals } from '../fixtures/content.ts';

const file = '_soegeord.yaml';

test.each([
  ['a field nobody knows', 'synonym:\n  a: b', 1, 'Feltet »synonym« findes ikke.', 'synonymer'],
  [
    'a list of synonyms',
    'synonymer:\n  - skrald',
    1,
    'Feltet »synonymer« er ikke skrevet rigtigt.',
    'fx skrald: [affald]',
  ],
  ['a number as synonym', 'synonymer:\n  skrald: 4', 2, 'Feltet »skrald« er ikke skrevet rigtigt.', 'skrald: [affald]'],
  ['a capital', 'synonymer:\n  skrald: [Affald]', 2, '»Affald« kan ikke bruges som søgeord.', 'små bogstaver'],
  ['two words', 'delIkke:\n  - formand\n  - to ord', 3, '»to ord« kan ikke bruges som søgeord.', 'ét ord'],
  ['a word that means itself', 'synonymer:\n  bil: bil', 2, '»bil« er sat til at betyde sig selv.', 'skrald: [affald]'],
  ['a word without cut', 'delOrd: [udlejer]', 1, '»udlejer« viser ikke, hvor ordet skal deles.', 'fx ud-lejer'],
  [
    'a word cut and not cut',
    'delOrd: [ud-lejer]\ndelIkke: [udlejer]',
    2,
    'Ordet »udlejer« står to gange.',
    'Slet det ene',
  ],
  ['a word cut twice', 'delOrd:\n  - ud-lejer\n  - udle-jer', 3, 'Ordet »udlejer« står to gange.', 'Slet det ene'],
  ['a key twice', 'delOrd: []\ndelOrd: []', 2, 'Feltet »delOrd« står to gange.', 'Slet den ene linje.'],
  ['a tab', 'synonymer:\n\tskrald: affald', 2, 'Linjen er rykket forkert ind.', 'to mellemrum'],
  ['a sentence', 'hej', 1, 'Feltet »synonymer« er ikke skrevet rigtigt.', 'en linje for hvert ord'],
] as const)('refuses %s', async (_, text, line, what, instead) => {
  await expectRefusals({ [file]: text }, [file, line, what, instead]);
});

test('refuses what is not UTF-8, and a link', async () => {
  const [latin] = await checkContent(await contentWith({ [file]: Buffer.from('# ø', 'latin1') }));
  expect(latin?.what).toContain('ikke gemt som UTF-8');
  const [linked] = await checkContent(await contentWith({ [file]: { linkTo: '/etc/hosts' } }));
  expect(linked?.what).toContain('genvej');
});

test('reads what the editors know', async () => {
  const text =
    'synonymer:\n  skrald: [affald, rester]\n  affaldsrum: affald\ndelOrd: [ud-lejer]\ndelIkke:\n  - formand\n';
  const { words, problems } = parseSearchWords(text);
  expect(problems).toEqual([]);
  expect(Object.fromEntries(words.synonyms)).toEqual({ affald: ['skrald', 'affaldsrum'], rester: ['skrald'] });
  expect(Object.fromEntries(words.extra)).toEqual({ udlejer: ['ud', 'lejer'] });
  expect([...words.never]).toEqual(['formand']);
  expect(await checkContent(await contentWith({ [file]: '# intet\n' }))).toEqual([]);
});
