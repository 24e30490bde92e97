import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compoundSplitter } from '../../src/search/compounds.ts';
import { danishDictionary } from '../../src/search/dictionary.ts';
import { distance } from '../../src/search/distance.ts';
import { fold } from '../../src/search/fold.ts';
import { hiddenWordsOf } from '../../src/search/hidden-words.ts';
import { fromIndex, indexWriter } from '../../src/search/letters.ts';
import { positiveOf, stem } from '../../src/search/stem.ts';
import { openWords } from '../../src/search/words.ts';

const dictionary = danishDictionary();
const extra = new Map([['udlejer', ['ud', 'lejer']]]);
const split = compoundSplitter(dictionary, { extra, never: new Set(['solbær']) });
const toIndex = indexWriter(split, (word) => word);

describe('a compound is cut where Danes would cut it', () => {
  test.each([
    ['gadelygte', 'gade-lygte'],
    ['gadelygternes', 'gade-lygternes'],
    ['trafiksikkerhed', 'trafik-sikkerhed'],
    ['varmtvandsbeholder', 'varmt-vands-beholder'],
    ['skraldespand', 'skralde-spand'],
    ['børnehavelærer', 'børne-have-lærer'],
    ['landbrugsmaskine', 'land-brugs-maskine'],
    ['bybus', 'by-bus'],
    ['elregning', 'el-regning'],
    ['morgenmad', 'morgen-mad'],
    ['birkelundsvej', 'birke-lunds-vej'],
    ['udlejeren', 'ud-lejeren'],
    ['billedrammer', 'billed-rammer'],
    ['skoskabet', 'sko-skabet'],
    ['køleskabet', 'køle-skabet'],
    ['humlebien', 'humle-bien'],
    ['skemaarket', 'skema-arket'],
    ['tagrenderne', 'tag-renderne'],
    ['fingerring', 'finger-ring'],
    ['spildevandet', 'spilde-vandet'],
    ['rumtemperatur', 'rum-temperatur'],
  ])('%s', (word, cut) => expect(split(word).join('-')).toBe(cut));

  test.each([
    'solbær',
    'venskab',
    'selskabet',
    'helhed',
    'klubben',
    'kontoret',
    'formand',
    'parallel',
    'system',
    'balancering',
    'billettering',
    'billede',
    'anden',
    'ål',
    'mellem',
  ])('%s stays whole', (word) => expect(split(word)).toEqual([word]));

  test('no part is lost, whatever the word', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abdefghiklmnoprstuvyæøå'), maxLength: 70 });
    fc.assert(fc.property(word, (each) => split(each).join('') === each));
  });
});

describe('what no stemmer brings together is found all the same', () => {
  const { known, of } = hiddenWordsOf(dictionary, split, new Map([['cykel', ['jernhest']]]));
  const hidden = (...words: string[]) => of(words.map(known));
  test.each([
    ['mænd', 'mand'],
    ['skolebørn', 'barn'],
    ['børnebøger', 'børnebog'],
    ['gårdmændene', 'gårdmand'],
    ['cykler', 'cykel'],
    ['cykel', 'cykler'],
    ['broer', 'bro'],
    ['solgte', 'sælge'],
    ['sommerhusområde', 'husområde'],
    ['cyklerne', 'jernhest'],
    ['synger', 'sunget'],
    ['bryder', 'brudt'],
    ['brudt', 'bryde'],
    ['store', 'større'],
    ['fyrretræet', 'træ'],
    ['kr', 'krone'],
    ['telefonen', 'tlf'],
    ['højere', 'højest'],
    ['billigere', 'billigst'],
  ])('%s by %s', (word, other) => expect(hidden(word)).toContain(other));
  test('and a word of two meanings is not', () => expect(hidden('tog')).toEqual([]));
  test('nor what the stemmer makes another word of: egerne, egern', () => {
    expect(hidden('ege')).toContain('eger');
    expect(hidden('ege')).not.toContain('egerne');
  });
});

test('a text comes back from the index as it was, marks of its own too', () => {
  const unit = fc.oneof(
    fc.constantFrom(...'^ꝗꝖꝟꝞ\uE000aåAÅigIGhedHED 0129-.'),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const read = text.normalize('NFC').replaceAll('\u00AD', '');
      expect(fromIndex(toIndex(text)).normalize('NFC')).toBe(read);
    }),
    { numRuns: 2000 },
  );
  expect(toIndex('På SØNDERGÅRDS gadelygter')).toBe('Paꝗꝟ SØNDER^GAꝖRDS gade^lygter');
});

test.each([
  ['boligerne', 'bol'],
  ['undersøgelsen', 'undersøg'],
  ['klubben', 'klub'],
  ['friskt', 'frisk'],
  ['broer', 'broer'],
  ['arbejdsløst', 'arbejdsløs'],
])('the stem of %s is %s', (word, expected) => expect(stem(word)).toBe(expected));

test.each([
  ['billigste', 'billig'],
  ['mørkest', 'mørk'],
  ['grønneste', 'grøn'],
  ['bedst', 'bedst'],
  ['fest', 'fest'],
])('what is %s is %s', (word, expected) => expect(positiveOf(word)).toBe(expected));

test.each([
  ['vaskeri', 'vaskeri', 0],
  ['vakseri', 'vaskeri', 1],
  ['vaskri', 'vaskeri', 1],
  ['vaksseri', 'vaskeri', 2],
  ['hund', 'kat', Infinity],
])('%s is %s but for %d errors', (a, b, errors) => expect(distance(a, b, 2)).toBe(errors));

test.each([
  ['Ågerup', 'Aagerup'],
  ['smørrebrød', 'smorrebrod'],
  ['kærgård', 'kaergaard'],
  ['café', 'cafe'],
])('%s may be written %s', (a, b) => expect(fold(a)).toBe(fold(b)));

describe('a word the site does not have', () => {
  const files: Readonly<Record<string, string>> = {
    'list.json': '{"shards":["b","g","h","k","l","s"],"version":"1","isPlain":false}',
    'b.txt': 'bred\nbuddet 3\nbudget\nbænk 3\nbænken\nbænke 2',
    'g.txt': 'gade 2\ngadelygte\ngelænderet\ngård',
    'h.txt': 'had\nhakker 2\nhul 2\nhulk\nhvalpe\nhyacint\nhækken',
    'k.txt': 'kameraet\nkarme',
    'l.txt': 'lygte\nlygter\nlykke',
    's.txt': 'skraldespand\nstil 3\nstillads\nstørrelse\nså 4',
  };
  const words = openWords(async (name) => files[name.replace(/\?.*/, '')] ?? '');
  test.each([
    ['baenk', 'bænk'],
    ['bænkk', 'bænk'],
    ['bnæk', 'bænk'],
    ['budjet', 'budget'],
    ['stilas', 'stillads'],
    ['kamara', 'kameraet'],
    ['haek', 'hæk'],
    ['skraldespnad', 'skraldespand'],
    ['kskraldespand', 'skraldespand'],
    ['storelse', 'størrelse'],
    ['gadebænk', 'gade bænk'],
    ['vænken', 'bænken'],
    ['pænken', 'bænken'],
    ['såbænk', 'så bænk'],
    ['valpe', 'hvalpe'],
    ['hyasinter', 'hyacint'],
    ['gelendær', 'gelænderet'],
    ['hulkk', 'hulk'],
    ['xyzzyx', undefined],
    ['s8', undefined],
    ['haeb', undefined],
  ])('%s: %s', async (word, meant) => expect((await (await words).correct(word))?.join(' ')).toBe(meant));

  test('known words are left alone, and so are beginnings', async () => {
    expect(await (await words).know('bænkene')).toBe('word');
    expect(await (await words).know('skralde')).toBe('beginning');
    expect(await (await words).know('skat')).toBe('unknown');
  });
});
