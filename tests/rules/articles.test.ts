import { expect, test } from 'vitest';
import {
  byWriter,
  correctionsOf,
  inSection,
  minutesToRead,
  newestFirst,
  onTopic,
  published,
  sharePictureOf,
} from '../../src/lib/articles.ts';
import { leadStory } from '../../src/lib/front.ts';
import { initialsOf } from '../../src/lib/writers.ts';
import { article, topic, writer } from '../fixtures/articles.ts';

const idsOf = (articles: readonly { readonly id: string }[]) => articles.map(({ id }) => id);

test.each([
  ['a piece of yesterday', '2026-05-13', false, true],
  ['a piece of today', '2026-05-14', false, true],
  ['a piece of tomorrow', '2026-05-15', false, false],
  ['a draft of yesterday', '2026-05-13', true, false],
])('%s is public: %4$s', (_, day, isDraft, isPublic) => {
  expect(published([{ day, isDraft }], '2026-05-14')).toHaveLength(isPublic ? 1 : 0);
});

test('drafts come when they are asked for, whatever their day; pieces of tomorrow do not', () => {
  const pieces = [
    { day: '2026-05-15', isDraft: true },
    { day: '2026-05-15', isDraft: false },
  ];
  expect(published(pieces, '2026-05-14', true)).toEqual([pieces[0]]);
});

test('the newest come first, those of one day by title as Danes sort, those of one title by address', () => {
  const piece = (id: string, day: string, title: string) => ({ id, day, title });
  const given = [
    piece('debat/aa', '2026-01-02', 'Åben'),
    piece('debat/b', '2026-01-02', 'Bænk'),
    piece('debat/z', '2026-01-03', 'Ældst'),
    piece('debat/a', '2026-01-02', 'Bænk'),
    piece('debat/oe', '2026-01-02', 'Øl'),
    piece('debat/y', '2025-12-31', 'Affald'),
  ];
  const order = ['debat/z', 'debat/a', 'debat/b', 'debat/oe', 'debat/aa', 'debat/y'];
  expect(idsOf(newestFirst(given))).toEqual(order);
  expect(idsOf(newestFirst(given.toReversed()))).toEqual(order);
  expect(given[0]?.id).toBe('debat/aa');
});

test('pieces are found by section, topic and writer', () => {
  const hverdag = topic('hverdag');
  const ung = writer('ung');
  const pieces = [
    article({ id: 'a', topics: [topic('unge'), hverdag] }),
    article({ id: 'b', writers: [writer('anden'), ung] }),
    article({ id: 'c', section: 'nyheder', topics: [hverdag], writers: [ung] }),
  ];
  expect(idsOf(inSection(pieces, 'nyheder'))).toEqual(['c']);
  expect(idsOf(onTopic(pieces, hverdag))).toEqual(['a', 'c']);
  expect(idsOf(byWriter(pieces, ung))).toEqual(['b', 'c']);
});

test.each([
  ['', 1],
  ['ord '.repeat(100), 1],
  ['ord '.repeat(299), 1],
  ['ord '.repeat(300), 2],
  ['**Æble** – 12,5 § '.repeat(100), 2],
])('a text of %j… takes its minutes to read', (text, minutes) => {
  expect(minutesToRead(text)).toBe(minutes);
});

test('a share picture has a whole address', () => {
  expect(sharePictureOf({ url: '/debat/baenk/' })).toBe('https://beboerdebat.example/debat/baenk/deling.png');
});

test('corrections come newest first, those of one day by the title of their article', () => {
  const old = { day: '2026-01-01', text: 'Den ældste.' };
  const late = { day: '2026-02-01', text: 'Den nyeste.' };
  const told = correctionsOf([
    { title: 'Årets bænk', corrections: [late, old] },
    { title: 'Uden', corrections: [] },
    { title: 'Bænken', corrections: [late] },
  ]);
  expect(told.map(({ correction, article: { title } }) => [correction, title])).toEqual([
    [late, 'Bænken'],
    [late, 'Årets bænk'],
    [old, 'Årets bænk'],
  ]);
});

test('the front page opens with the newest debate piece that answers no other, else with the newest of all', () => {
  const news = article({ id: 'nyheder/a', section: 'nyheder', kind: 'nyhed' });
  const answer = article({ id: 'debat/b', answers: 'debat/c' });
  const opinion = article({ id: 'debat/c' });
  expect(leadStory([news, answer, opinion, article()])).toBe(opinion);
  expect(leadStory([news, answer])).toBe(news);
  expect(leadStory([])).toBeUndefined();
});

test.each([
  ['Anne Marie Holm Åkjær', 'AÅ'],
  ['Redaktionen', 'R'],
  ['Beboer i blok 4', 'B'],
  ['Tidligere Formand', 'TF'],
  ['mette hansen', 'M'],
  ['Øjvind  Ø.', 'ØØ'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
