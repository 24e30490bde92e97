import { expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { check } from '../../src/write/check.ts';
import type { Draft, Field } from '../../src/write/draft.ts';
import { articleFile, writerFile } from '../../src/write/files.ts';
import { contentWith } from '../fixtures/content.ts';
import { draftWith, known } from '../fixtures/typed.ts';

type Row = readonly [name: string, draft: Partial<Draft>, field: Field, what: string];

const rows: readonly Row[] = [
  ['no title', { title: ' ' }, 'title', 'Skriv en titel.'],
  ['a long title', { title: 'x'.repeat(121) }, 'title', 'Feltet »titel« er 121 tegn. Det må højst være 120.'],
  ['no lead', { lead: '' }, 'lead', 'Skriv en manchet: det vigtigste i en eller to sætninger.'],
  ['a long lead', { lead: 'x'.repeat(401) }, 'lead', 'Feltet »manchet« er 401 tegn. Det må højst være 400.'],
  ['no writer', { writer: '' }, 'writer', 'Vælg, hvem der skriver.'],
  ['a writer who is gone', { writer: 'ida' }, 'writer', 'Vælg, hvem der skriver.'],
  ['no topic', { topics: [] }, 'topics', 'Sæt kryds ved mindst ét emne.'],
  ['a topic that is gone', { topics: ['biler'] }, 'topics', 'Sæt kryds ved mindst ét emne.'],
  ['no day', { day: '' }, 'day', 'Vælg en dato.'],
  ['a day that is none', { day: '2026-02-30' }, 'day', 'Datoen 2026-02-30 findes ikke i kalenderen.'],
  [
    'a day written otherwise',
    { day: '5/1 2026' },
    'day',
    'Datoen »5/1 2026« er ikke skrevet sådan, som vi kan læse den.',
  ],
  ['an answer to nothing', { kind: 'svar' }, 'answers', 'Vælg den tekst, du svarer på.'],
  ['an answer to what is gone', { kind: 'svar', answers: 'debat/x' }, 'answers', 'Vælg den tekst, du svarer på.'],
];
test.each(rows)('%s is told beside its field, and the gate refuses it too', async (_, parts, field, what) => {
  const draft = draftWith(parts);
  const findings = check(draft, known, []);
  expect(findings.body).toEqual([]);
  expect(Object.keys(findings.fields)).toEqual([field]);
  expect(findings.fields[field]?.what).toBe(what);
  const { path, text } = articleFile(draft, known, false);
  expect(await checkContent(await contentWith({ [path.replace('content/', '')]: text }))).not.toEqual([]);
});

const person = { writer: '+', name: 'Ida', role: 'Beboer', ties: 'Bor her.' };
test.each([
  ['no name', { name: '' }, 'name', 'Skriv det navn, der må vises.'],
  ['a long name', { name: 'x'.repeat(81) }, 'name', 'Feltet »navn« er 81 tegn. Det må højst være 80.'],
  ['no role', { role: '' }, 'role', 'Skriv, hvad du er i sagen. Fx beboer.'],
  ['no ties', { ties: '' }, 'ties', 'Skriv din tilknytning. Fx »Bor i afdelingen.«'],
  ['long ties', { ties: 'x'.repeat(201) }, 'ties', 'Feltet »tilknytning« er 201 tegn. Det må højst være 200.'],
] as const)(
  'a new writer with %s is told beside the field, and the gate refuses it too',
  async (_, parts, field, what) => {
    const draft = draftWith({ ...person, ...parts });
    const findings = check(draft, known, []);
    expect(Object.keys(findings.fields)).toEqual([field]);
    expect(findings.fields[field]?.what).toBe(what);
    const files = [articleFile(draft, known, false), writerFile(draft, known)];
    const contents = Object.fromEntries(files.map((file) => [file?.path.replace('content/', ''), file?.text ?? null]));
    expect(await checkContent(await contentWith(contents))).not.toEqual([]);
  },
);

test.each([
  ['no body', '  \n ', undefined, 'Skriv selve teksten.'],
  ['a heading as large as the title', 'Hej\n\n# Stor', 3, 'Overskriften har kun ét #. Den størrelse er sidens titel.'],
  ['an unclosed box', 'Hej\n\n<Fakta titel="x">\n\nHej', 3, '<Fakta> er åbnet, men ikke lukket.'],
  ['an end without a beginning', 'Hej\n\n</Fakta>', 3, 'Tegnet < kan ikke stå sådan i teksten.'],
  ['a tag that is not whole', 'Hej\n\n<Fakta titel="x', 3, 'Teksten kan ikke læses her.'],
  ['an unknown attribute', '<Fakta farve="x">a</Fakta>', 1, '<Fakta> har ikke noget, der hedder »farve«.'],
  ['code in an attribute', '<Fakta titel={x}>a</Fakta>', 1, '»titel« i <Fakta> skal være tekst i anførselstegn.'],
  ['a chart without numbers', '<Diagram titel="x">\n\nHej\n\n</Diagram>', 1, 'Diagrammet har ingen tal.'],
  [
    'a link that is a script',
    'a\n\n[x](javascript:alert%281%29)',
    3,
    'Linket »javascript:alert%281%29« kan ikke bruges.',
  ],
  ['a link to nothing', '[x](noget)', 1, 'Linket »noget« kan ikke bruges.'],
  ['a picture that was not chosen', 'a\n\n![En bænk](./baenk.jpg)', 3, 'Billedet »baenk.jpg« findes ikke.'],
  [
    'a picture elsewhere',
    '![x](https://x.example/a.jpg)',
    1,
    'Billedet »https://x.example/a.jpg« skal ligge i samme mappe som teksten.',
  ],
  ['a picture without words', 'a\n\n![](./baenk.jpg)', 3, 'Billedet »./baenk.jpg« mangler en beskrivelse (alt).'],
] as const)('%s is told with its line, and the gate refuses it at the same place', async (_, body, line, what) => {
  const draft = draftWith({ body });
  const [first] = check(draft, known, []).body;
  expect({ line: first?.line, what: first?.what }).toEqual({ line, what });
  const { path, text } = articleFile(draft, known, false);
  const problems = await checkContent(await contentWith({ [path.replace('content/', '')]: text }));
  const above = text.split('\n').indexOf('---', 1) + 2;
  expect(problems.map((problem) => problem.line)).toContain(line === undefined ? above : line + above);
});

test('a text larger than a file may be is told so', () => {
  expect(check(draftWith({ body: 'Hej med dig. '.repeat(16_000) }), known, []).body.map(({ what }) => what)).toEqual([
    'Filen er for stor. Grænsen er 200 kB.',
  ]);
});
