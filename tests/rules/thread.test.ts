import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/replies/model.ts';
import { pipelineVersion } from '../../src/replies/render.ts';
import { renderReplies } from '../../src/replies/rendered.ts';
import { branchesOf, countShown, takeDown } from '../../src/replies/thread.ts';

/** A reply of the `minute`th minute of a day, to `parent`. */
const reply = (id: string, minute: number, parent?: string): Reply => ({
  id,
  channel: 'github',
  ...(parent !== undefined && { parent }),
  name: `Navn ${id}`,
  isBoard: false,
  created: new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString(),
  state: 'shown',
  text: `Tekst ${id}`,
  isMail: false,
});

/** The branches as text: `a(b c>b)` is `a` with the answers `b` and `c`, of which `c` names `b`. */
const shape = (replies: readonly Reply[]) =>
  branchesOf(replies)
    .map(({ reply: { id }, answers }) => {
      const inner = answers.map((answer) => answer.reply.id + (answer.to ? `>${answer.to.id}` : ''));
      return inner.length > 0 ? `${id}(${inner.join(' ')})` : id;
    })
    .join(' ');

describe('the replies of a text come in two levels', () => {
  test.each<[string, Reply[], string]>([
    ['none', [], ''],
    ['oldest first, whatever order they come in', [reply('b', 2), reply('a', 1), reply('c', 3)], 'a b c'],
    ['answers under what they answer', [reply('a', 1), reply('b', 2), reply('c', 3, 'a')], 'a(c) b'],
    ['an answer to an answer names it', [reply('a', 1), reply('b', 2, 'a'), reply('c', 3, 'b')], 'a(b c>b)'],
    [
      'and so does a deeper one',
      [reply('a', 1), reply('b', 2, 'a'), reply('c', 3, 'b'), reply('d', 4, 'c')],
      'a(b c>b d>c)',
    ],
    ['an answer older than what it answers', [reply('a', 5), reply('b', 2, 'a')], 'a(b)'],
    ['an unknown parent', [reply('a', 1), reply('b', 2, 'nej')], 'a b'],
    ['an answer below an unknown parent', [reply('b', 2, 'nej'), reply('c', 3, 'b')], 'b(c)'],
    ['a parent that is an object’s own word', [reply('a', 1, 'constructor'), reply('b', 2, '__proto__')], 'a b'],
    ['an answer to itself', [reply('a', 1, 'a')], 'a'],
    ['a circle of two', [reply('a', 1, 'b'), reply('b', 2, 'a')], 'a b'],
    ['a circle of three', [reply('a', 1, 'c'), reply('b', 2, 'a'), reply('c', 3, 'b')], 'a b c'],
    ['times that are the same go by id', [reply('b', 1), reply('c', 1), reply('a', 1)], 'a b c'],
  ])('%s', (_, replies, expected) => {
    expect(shape(replies)).toBe(expected);
    expect(shape([...replies].reverse())).toBe(expected);
  });

  test('an answer to a circle stands by itself or in it, and none is lost', () => {
    const replies = [reply('a', 1, 'b'), reply('b', 2, 'a'), reply('c', 3, 'b')];
    const ids = branchesOf(replies).flatMap((each) => [
      each.reply.id,
      ...each.answers.map((answer) => answer.reply.id),
    ]);
    expect(ids.sort()).toEqual(['a', 'b', 'c']);
  });

  test('an id that comes twice is shown once', () => {
    expect(shape([reply('a', 1), reply('a', 2), reply('b', 3, 'a')])).toBe('a(b)');
  });

  test('a chain of 10,000 neither overflows nor takes long', { timeout: 20_000 }, () => {
    const chain = Array.from({ length: 10_000 }, (_, at) => reply(`r${at}`, at, at > 0 ? `r${at - 1}` : undefined));
    const [branch, ...rest] = branchesOf(chain);
    expect(rest).toEqual([]);
    expect(branch?.answers).toHaveLength(9_999);
  });

  test('a circle of 2,000 neither overflows nor loses any', { timeout: 20_000 }, () => {
    const circle = Array.from({ length: 2_000 }, (_, at) => reply(`r${at}`, at, `r${(at + 1) % 2_000}`));
    expect(branchesOf(circle)).toHaveLength(2_000);
  });
});

describe('a take-down', () => {
  const full: Reply = {
    ...reply('a', 1, 'b'),
    place: 'Blok 4',
    ties: 'Nabo',
    isBoard: true,
    isMail: true,
    edited: '2026-11-02T00:00:00Z',
    url: 'https://github.com/x/y/discussions/1#1',
  };
  const down = { id: 'a', day: '2026-11-22', reason: 'Røbede noget.' };

  test('leaves the place, the day and the reason, and nothing else', () => {
    expect(takeDown([full], [down])).toEqual([
      {
        id: 'a',
        channel: 'github',
        parent: 'b',
        created: full.created,
        isBoard: false,
        isMail: false,
        state: 'removed',
        removed: { day: '2026-11-22', reason: 'Røbede noget.' },
        text: '',
      },
    ]);
  });

  test('leaves the others as they are', () => {
    const other = reply('b', 2);
    expect(takeDown([full, other], [down, { ...down, id: 'findes-ikke' }])[1]).toBe(other);
    expect(takeDown([full], [])).toEqual([full]);
  });

  test.each(['hidden', 'deleted'] as const)(
    'is not needed for a %s reply to lose its name and all it says',
    (state) => {
      const [left] = takeDown([{ ...full, state, text: '' }], []);
      expect(left).toEqual({
        id: 'a',
        channel: 'github',
        parent: 'b',
        created: full.created,
        isBoard: false,
        isMail: false,
        state,
        text: '',
      });
    },
  );

  test('takes every reply of that id, and keeps the answers', () => {
    const replies = takeDown([full, full, reply('c', 3, 'a')], [down]);
    expect(JSON.stringify(replies)).not.toMatch(/Tekst a|Navn a|Blok 4|Nabo/);
    expect(shape(replies)).toBe('a(c)');
  });
});

test('only what can be read is counted', () => {
  const states = ['shown', 'folded', 'hidden', 'deleted', 'removed'] as const;
  expect(countShown(states.map((state) => ({ state })))).toBe(2);
  expect(countShown([])).toBe(0);
});

describe('rendered replies are kept between builds', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'svar-'));
    file = join(folder, 'dybere', 'replies.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const render = async (replies: readonly Reply[]) => [...(await renderReplies(replies, file)).values()];
  const kept = async () =>
    JSON.parse(await readFile(file, 'utf8')) as { version: number; html: Record<string, string> };
  /** Puts a mark into every kept text, so that one taken from the file is known from one rendered anew. */
  const mark = async (version = pipelineVersion) => {
    const { html } = await kept();
    const marked = Object.fromEntries(Object.keys(html).map((key) => [key, '<p>fra filen</p>']));
    await writeFile(file, JSON.stringify({ version, html: marked }));
  };

  test('an unchanged one is taken from the file', async () => {
    expect(await render([reply('a', 1)])).toEqual(['<p>Tekst a</p>']);
    await mark();
    expect(await render([reply('a', 1)])).toEqual(['<p>fra filen</p>']);
    expect(await render([{ ...reply('a', 9), name: 'Ny' }])).toEqual(['<p>fra filen</p>']);
  });

  test.each<[string, Reply]>([
    ['text', { ...reply('a', 1), text: 'Ny' }],
    ['id', { ...reply('b', 1), text: 'Tekst a' }],
    ['way it came', { ...reply('a', 1), isMail: true }],
  ])('another %s is rendered anew', async (_, changed) => {
    await render([reply('a', 1)]);
    await mark();
    expect(await render([changed])).toEqual([`<p>${changed.text}</p>`]);
  });

  test('one without a text is not rendered', async () => {
    expect(await render([{ ...reply('a', 1), state: 'hidden', text: '' }])).toEqual([]);
  });

  test.each(['', '{', '[]', 'null', '{"version":1}', `{"version":${pipelineVersion},"html":{"a":1}}`])(
    'a file that holds %j is as good as none',
    async (broken) => {
      await render([reply('a', 1)]);
      await writeFile(file, broken);
      expect(await render([reply('a', 1)])).toEqual(['<p>Tekst a</p>']);
      expect(Object.values((await kept()).html)).toEqual(['<p>Tekst a</p>']);
    },
  );

  test('a file of another version is not believed', async () => {
    await render([reply('a', 1)]);
    await mark(pipelineVersion - 1);
    expect(await render([reply('a', 1)])).toEqual(['<p>Tekst a</p>']);
    await mark(pipelineVersion + 1);
    expect(await render([reply('a', 1)])).toEqual(['<p>Tekst a</p>']);
  });

  test('what is gone from the site is gone from the file', async () => {
    await render([reply('a', 1), reply('b', 2)]);
    expect(Object.keys((await kept()).html)).toHaveLength(2);
    await render([reply('b', 2)]);
    expect(Object.values((await kept()).html)).toEqual(['<p>Tekst b</p>']);
    await render([]);
    expect((await kept()).html).toEqual({});
  });
});
