import { describe, expect, test } from 'vitest';
import type { Kind } from '../../src/inbox/fingerprint.ts';
import { errorsIn, salvage, submissionFrom, type FieldErrors } from '../../src/inbox/submission.ts';
import { say, type TextKey } from '../../src/texts.ts';

const thread = 'debat/gaardens-traeer';
const filled = {
  reply: { thread, parent: '', name: 'Åse', place: 'Blok 4', ties: 'Nabo', text: 'Lad træerne stå.', consent: 'ja' },
  report: { thread, parent: 'gh-12', text: 'Det er en trussel.', consent: 'ja' },
} as const;

const read = (kind: Kind, change: Readonly<Record<string, string | undefined>> = {}) =>
  submissionFrom(
    kind,
    Object.fromEntries(
      Object.entries({ ...filled[kind], ...change }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  );

function errors(kind: Kind, change: Readonly<Record<string, string | undefined>>): FieldErrors | undefined {
  const submission = read(kind, change);
  return submission && errorsIn(submission);
}

type Row = readonly [name: string, change: Readonly<Record<string, string | undefined>>, wrong?: FieldErrors];
/** Rows that say nothing of errors have none. */
const whole = (rows: readonly Row[]) => rows.map(([name, change, wrong = {}]) => [name, change, wrong] as const);
const says = (field: keyof FieldErrors, key: TextKey, values = {}) => ({ [field]: say(key, values) });

const shared: readonly Row[] = [
  ['that is well filled in', {}],
  ['with a text of 2 characters', { text: 'Ja' }],
  ['with a text of 3,000 characters', { text: 'x'.repeat(3_000) }],
  ['with 3,000 characters and blanks around them', { text: `\n ${'x'.repeat(3_000)} \n` }],
  ['with 1,500 lines as browsers send them', { text: 'x\r\n'.repeat(1_500) }],
  ['with a text of markup', { text: '<b></b>' }],
  ['with a text of one emoji', { text: '👍' }],
  ['with a text in Arabic', { text: 'السلام عليكم' }],
  ['with a name of 2 characters', { name: 'Bo' }],
  ['with a name of 40 characters', { name: 'Å'.repeat(40) }],
  ['with a name of 40 letters in two parts each', { name: 'A\u030a'.repeat(40) }],
  ['with a name that holds a number', { name: 'Beboer i 12' }],
  ['with a name of 1 character', { name: 'B' }, says('name', 'error.name.short')],
  ['with a name of 41 characters', { name: 'B'.repeat(41) }, says('name', 'error.name.long', { max: 40 })],
  ['with a name of numbers', { name: '1234' }, says('name', 'error.name.letters')],
  ['with a name of emoji', { name: '😀😀' }, says('name', 'error.name.letters')],
];

describe('a reply', () => {
  test.each(
    whole([
      ...shared,
      ['without place and ties', { place: undefined, ties: undefined }],
      ['without a text', { text: undefined }, says('text', 'error.text.short')],
      ['with an empty text', { text: '' }, says('text', 'error.text.short')],
      ['with a text of 1 character', { text: 'J' }, says('text', 'error.text.short')],
      ['with a text of blanks', { text: ' \r\n\t ' }, says('text', 'error.text.short')],
      ['with a text of null bytes', { text: '\0\0\0' }, says('text', 'error.text.short')],
      ['with a text of marks of direction', { text: '\u202e\u2066\u2069' }, says('text', 'error.text.short')],
      [
        'with a text of signs nobody sees',
        { text: '\u200b\u200b\u200f\u2060\u00ad' },
        says('text', 'error.text.short'),
      ],
      ['with a text of 3,001 characters', { text: 'x'.repeat(3_001) }, says('text', 'error.text.long', { n: 1 })],
      ['with a text far too long', { text: 'x'.repeat(3_456) }, says('text', 'error.text.long', { n: 456 })],
      ['without a name', { name: undefined }, says('name', 'error.name.short')],
      ['with an empty name', { name: '' }, says('name', 'error.name.short')],
      ['with a name of null bytes', { name: '\0\0\0' }, says('name', 'error.name.short')],
      ['with a name of marks of direction', { name: '\u202e\u202e' }, says('name', 'error.name.short')],
      ['with a place of 60 characters', { place: 'x'.repeat(60) }],
      ['with a place of 61 characters', { place: 'x'.repeat(61) }, says('place', 'error.place.long', { max: 60 })],
      ['with ties of 80 characters', { ties: 'x'.repeat(80) }],
      ['with ties of 81 characters', { ties: 'x'.repeat(81) }, says('ties', 'error.ties.long', { max: 80 })],
      ['without consent', { consent: undefined }, says('consent', 'error.consent')],
      ['with empty consent', { consent: '' }, says('consent', 'error.consent')],
      [
        'without anything',
        { name: '', text: '', place: '', ties: '', consent: '' },
        {
          ...says('text', 'error.text.short'),
          ...says('name', 'error.name.short'),
          ...says('consent', 'error.consent'),
        },
      ],
    ]),
  )('%s', (_, change, wrong) => {
    expect(errors('reply', change)).toEqual(wrong);
  });
});

describe('a report', () => {
  test.each(
    whole([
      ...shared,
      ['without a name', { name: undefined }],
      ['with an empty name', { name: ' ' }],
      ['without a text', { text: undefined }, says('text', 'error.report.text.short')],
      ['with a text of 1 character', { text: 'x' }, says('text', 'error.report.text.short')],
      [
        'with a text of 3,001 characters',
        { text: 'x'.repeat(3_001) },
        says('text', 'error.report.text.long', { n: 1 }),
      ],
      ['without good faith', { consent: '' }, says('consent', 'error.report.consent')],
    ]),
  )('%s', (_, change, wrong) => {
    expect(errors('report', change)).toEqual(wrong);
  });
});

describe('a form that is not ours is not read:', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['a field we do not have', { email: 'a@b.dk' }],
    ['an empty field we do not have', { x: '' }],
    ['one of an object’s own words', { constructor: 'x' }],
    ['no thread', { thread: undefined }],
    ['a thread too long', { thread: 'x'.repeat(201) }],
    ['a parent too long', { parent: 'x'.repeat(201) }],
    ['another consent', { consent: 'nej' }],
    ['another step', { step: 'delete' }],
    ['a word of 25 letters', { once: 'a'.repeat(25) }],
    ['a word of 27 letters', { once: 'a'.repeat(27) }],
    ['a word of other signs', { once: `${'a'.repeat(25)}Å` }],
    ['a word with a line after it', { once: `${'a'.repeat(26)}\n` }],
    ['a proof too long', { proof: 'x'.repeat(2_001) }],
    ['a token too long', { token: 'x'.repeat(101) }],
  ])('%s', (_, change) => {
    expect(read('reply', change)).toBeUndefined();
    expect(read('report', change)).toBeUndefined();
  });
});

describe('a form of ours is read', () => {
  test('with every field it has, the written ones tidy', () => {
    const once = 'a1'.repeat(13);
    const own = { once, proof: 'x', token: 'y', homepage: ' z ', step: 'edit', parent: 'gh-1' };
    expect(
      read('reply', { ...own, name: ' A\u030ase\n', text: ' Et\r\nto\0 ', place: 'Blok\t4', ties: '\u202eNabo' }),
    ).toEqual({
      content: { kind: 'reply', thread, parent: 'gh-1', name: 'Åse', place: 'Blok 4', ties: 'Nabo', text: 'Et\nto' },
      consent: 'ja',
      once,
      proof: 'x',
      token: 'y',
      homepage: ' z ',
      step: 'edit',
    });
  });

  test('with nothing but its thread', () => {
    expect(submissionFrom('report', { thread })).toEqual({
      content: { kind: 'report', thread, parent: '', name: '', place: '', ties: '', text: '' },
      consent: '',
      once: '',
      proof: '',
      token: '',
      homepage: '',
      step: 'send',
    });
  });
});

test('of a form that cannot be read, what a person wrote is saved', () => {
  const long = 'x'.repeat(9_000);
  expect(
    salvage({ text: ` ${long}\r\nslut `, name: 'Åse', place: '\0', email: 'a@b.dk', once: 'a', consent: 'ja' }),
  ).toEqual({
    text: `${long}\nslut`,
    name: 'Åse',
    consent: 'ja',
  });
  expect(salvage({})).toEqual({});
});
