import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderQueue } from '../../src/inbox/folder-queue.ts';
import { QueueError, type Queue } from '../../src/inbox/queue.ts';
import { decided, numbered, waiting } from '../fixtures/cases.ts';
import { folderWith } from '../fixtures/content.ts';

const item = waiting();
const { id } = item;

/** A queue in a folder of its own, and another of the same folder, as of another process. */
async function queues() {
  const folder = join(await folderWith({}), 'dybt', 'indbakke');
  const queue = folderQueue(folder);
  const files = async (part: string) => (await readdir(join(folder, part)).catch(() => [])).sort();
  return { folder, queue, other: folderQueue(folder), files, path: (part: string) => join(folder, part, `${id}.json`) };
}

/** Every case that is open, as `number state`. */
const openIn = async (folder: string) =>
  (await folderQueue(folder).open()).map(({ ref, item: { state } }) => `${ref} ${state}`);

describe('a case that is put in', () => {
  test('is there, whole, for everybody with the folder', async () => {
    const { folder, queue, other } = await queues();
    expect(await queue.add(item)).toEqual({ ref: id, item, isNew: true });
    expect(await other.find(id)).toEqual({ ref: id, item });
    expect(await other.open()).toEqual([{ ref: id, item }]);
    expect(await openIn(folder)).toEqual([`${id} waiting`]);
    expect(await other.marked()).toEqual([]);
  });

  test('can be read by nobody else on the machine', async () => {
    const { folder, queue, path } = await queues();
    await queue.add(item);
    await queue.move(id, ['waiting'], { ...item, state: 'approving' });
    await queue.move(id, ['approving'], decided('shown'));
    await queue.add(waiting({ id: numbered(1) }));
    const modes = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
    for (const part of ['.', 'venter', 'afgjort']) expect(await modes(join(folder, part))).toBe('700');
    expect(await modes(path('afgjort'))).toBe('600');
    expect(await modes(join(folder, 'venter', `${numbered(1)}.json`))).toBe('600');
  });

  test('is one, however often and from wherever it comes at once', async () => {
    const { queue, other, files } = await queues();
    const later = waiting({ received: '2026-11-21T10:00:00.000Z', keyHash: 'en anden' });
    const added = await Promise.all(
      Array.from({ length: 24 }, (_, index) => (index % 2 ? queue : other).add(index % 3 ? item : later)),
    );
    expect(added.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(added.map((each) => JSON.stringify(each.item))).size).toBe(1);
    expect(await files('venter')).toEqual([`${id}.json`]);
  });

  test('is told apart from one that was shown, and takes the place of one that was not', async () => {
    for (const [state, isNew] of [
      ['approving', false],
      ['shown', false],
      ['rejected', true],
      ['withdrawn', true],
    ] as const) {
      const { folder, queue, files } = await queues();
      await queue.add(item);
      await queue.move(id, ['waiting'], decided(state));
      const again = waiting({ keyHash: 'ny' });
      const added = await queue.add(again);
      expect(added).toEqual({ ref: id, item: isNew ? again : decided(state), isNew });
      expect((await folderQueue(folder).find(id))?.item).toEqual(added.item);
      expect(await files('venter')).toHaveLength(isNew ? 1 : 0);
      expect(await files('afgjort')).toHaveLength(isNew ? 0 : 1);
    }
  });

  test('after it was rejected is one, when it comes twice at once', async () => {
    const { queue, other } = await queues();
    await queue.add(item);
    await queue.move(id, ['waiting'], decided('rejected'));
    const added = await Promise.all([queue.add(item), other.add(item), queue.add(item)]);
    expect(added.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await queue.find(id))?.item).toEqual(item);
  });
});

describe('what is looked for', () => {
  test.each([
    ['another number', numbered(7)],
    ['a way out of the folder', '../afgjort/aaaabbbbcccc'],
    ['a way out, as long as a number', '../elsewhere'],
    ['a way inside', './elsewhere1'],
    ['a folder', '.'],
    ['nothing', ''],
    ['a number in capitals', id.toUpperCase()],
    ['a number and a line', `${id}\n`],
    ['a number and its ending', `${id}.json`],
    ['a number and a null byte', `${id}\0`],
    ['an object’s own word', '__proto__'],
  ])('%s is not found, nor moved', async (_, ref) => {
    const { queue, folder } = await queues();
    await queue.add(item);
    for (const place of ['elsewhere', 'venter/elsewhere1']) {
      await writeFile(join(folder, `${place}.json`), JSON.stringify(item));
    }
    expect(await queue.find(ref)).toBeUndefined();
    expect(await queue.move(ref, ['waiting'], decided('rejected'))).toBe(false);
    expect(await openIn(folder)).toEqual([`${id} waiting`]);
  });

  test('in a folder that is not there yet is not found', async () => {
    const { queue, folder } = await queues();
    expect(await queue.find(id)).toBeUndefined();
    expect(await queue.move(id, ['waiting'], decided('rejected'))).toBe(false);
    expect(await queue.open()).toEqual([]);
    expect(await folderQueue(folder).count()).toBe(0);
  });
});

describe('the open cases', () => {
  test('are those that wait and those half approved, the oldest first', async () => {
    const { queue, folder } = await queues();
    const days = ['2026-11-05', '2026-11-03', '2026-11-04', '2026-11-01', '2026-11-02'];
    for (const [index, day] of days.entries()) {
      await queue.add(waiting({ id: numbered(index), received: `${day}T10:00:00.000Z` }));
    }
    await queue.move(numbered(2), ['waiting'], {
      ...waiting({ id: numbered(2) }),
      state: 'approving',
      received: `${days[2]}T10:00:00.000Z`,
    });
    await queue.move(numbered(3), ['waiting'], decided('rejected', waiting({ id: numbered(3) })));
    expect(await openIn(folder)).toEqual([
      `${numbered(4)} waiting`,
      `${numbered(1)} waiting`,
      `${numbered(2)} approving`,
      `${numbered(0)} waiting`,
    ]);
  });

  test('are counted while they wait', async () => {
    const { queue, folder } = await queues();
    expect(await queue.count()).toBe(0);
    await queue.add(item);
    await queue.add(item);
    await queue.add(waiting({ id: numbered(1) }));
    expect(await queue.count()).toBe(2);
    await queue.move(id, ['waiting'], { ...item, state: 'approving' });
    expect(await folderQueue(folder).count()).toBe(1);
  });

  test('are no other files that lie there', async () => {
    const { queue, folder } = await queues();
    await queue.add(item);
    for (const name of ['.DS_Store', 'kort.json', `${id}.json~`, `${id}.txt`, 'LÆS MIG.md']) {
      await writeFile(join(folder, 'venter', name), '{');
      await writeFile(join(folder, 'afgjort', name), '{');
    }
    expect(await openIn(folder)).toEqual([`${id} waiting`]);
    expect(await folderQueue(folder).count()).toBe(1);
    expect(await folderQueue(folder).purge(new Date('2027-01-01'))).toBe(1);
  });
});

describe('where no more than so many may wait', () => {
  /** What becomes of ten cases that come to `queue` at once, where `most` may wait. */
  const tenAtOnce = (queue: Queue, most: number) =>
    Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        try {
          return (await queue.add(waiting({ id: numbered(index) }), most)).isNew;
        } catch (error) {
          if (error instanceof QueueError && error.isFull) return 'full';
          throw error;
        }
      }),
    );

  test('ten at once are so many, and the others are told', async () => {
    const { queue, files } = await queues();
    expect((await tenAtOnce(queue, 4)).sort()).toEqual([...Array(6).fill('full'), ...Array(4).fill(true)]);
    expect(await files('venter')).toHaveLength(4);
  });

  test('those that waited when the server began are among them', async () => {
    const { queue, folder, files } = await queues();
    for (let index = 20; index < 23; index += 1) await queue.add(waiting({ id: numbered(index) }));
    expect((await tenAtOnce(folderQueue(folder), 4)).filter((each) => each === true)).toHaveLength(1);
    expect(await files('venter')).toHaveLength(4);
  });

  test('what is there already is no more than one, also when it is full', async () => {
    const { queue, folder } = await queues();
    await queue.add(item, 1);
    expect(await queue.add(item, 1)).toEqual({ ref: id, item, isNew: false });
    await expect(queue.add(waiting({ id: numbered(1) }), 1)).rejects.toMatchObject({ isFull: true });
    expect(await openIn(folder)).toEqual([`${id} waiting`]);
  });

  test('what was rejected stays so when there is no room for it again', async () => {
    const { queue, other } = await queues();
    await queue.add(item, 1);
    await queue.move(id, ['waiting'], decided('rejected'));
    await other.add(waiting({ id: numbered(1) }), 1);
    await expect(other.add(item, 1)).rejects.toMatchObject({ isFull: true });
    expect((await other.find(id))?.item).toEqual(decided('rejected'));
  });

  test('what comes many times at once takes one place', async () => {
    const { queue, files } = await queues();
    await Promise.all(Array.from({ length: 5 }, () => queue.add(item, 10)));
    expect((await queue.add(waiting({ id: numbered(1) }), 2)).isNew).toBe(true);
    expect(await files('venter')).toHaveLength(2);
  });

  test('what could not be written takes no room', async () => {
    const { queue, folder } = await queues();
    await queue.add(item);
    await rm(join(folder, 'venter'), { recursive: true });
    await writeFile(join(folder, 'venter'), 'en fil');
    for (let turn = 0; turn < 3; turn += 1) await expect(queue.add(waiting({ id: numbered(1) }), 2)).rejects.toThrow();
    await rm(join(folder, 'venter'));
    expect((await queue.add(waiting({ id: numbered(1) }), 2)).isNew).toBe(true);
  });

  test('folders that were taken away while the server ran are made again', async () => {
    const { queue, folder, files } = await queues();
    await queue.add(item);
    await rm(folder, { recursive: true });
    expect((await queue.add(item)).isNew).toBe(true);
    expect(await files('venter')).toEqual([`${id}.json`]);
    await rm(join(folder, 'afgjort'), { recursive: true });
    expect(await queue.move(id, ['waiting'], decided('rejected'))).toBe(true);
    expect(await files('afgjort')).toEqual([`${id}.json`]);
  });
});

describe('a case that is moved', () => {
  test('goes only from where it is said to be', async () => {
    const { queue } = await queues();
    await queue.add(item);
    expect(await queue.move(id, ['approving', 'shown'], decided('withdrawn'))).toBe(false);
    expect(await queue.move(id, [], decided('withdrawn'))).toBe(false);
    expect((await queue.find(id))?.item).toEqual(item);
    const approving = { ...item, state: 'approving' as const };
    expect(await queue.move(id, ['waiting'], approving)).toBe(true);
    expect(await queue.move(id, ['waiting'], decided('rejected'))).toBe(false);
    expect(await queue.move(id, ['shown', 'approving'], decided('shown'))).toBe(true);
    expect((await queue.find(id))?.item).toEqual(decided('shown'));
  });

  test('leaves nothing of what was written where it waited', async () => {
    const { queue, folder, files } = await queues();
    await queue.add(item);
    await queue.move(id, ['waiting'], decided('rejected'));
    expect(await files('venter')).toEqual([]);
    expect(await files('afgjort')).toEqual([`${id}.json`]);
    expect(await readFile(join(folder, 'afgjort', `${id}.json`), 'utf8')).not.toContain('træerne');
  });

  test('by many at once goes one way only', async () => {
    const { queue, other, files } = await queues();
    for (let round = 0; round < 8; round += 1) {
      const one = waiting({ id: numbered(round) });
      await queue.add(one);
      const states = ['approving', 'rejected', 'withdrawn', 'approving', 'rejected', 'withdrawn'] as const;
      const moved = await Promise.all(
        states.map((state, index) => (index % 2 ? queue : other).move(one.id, ['waiting'], decided(state, one))),
      );
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect((await other.find(one.id))?.item).toEqual(decided(states[moved.indexOf(true)] ?? 'waiting', one));
    }
    expect(await files('venter')).toEqual([]);
    expect((await files('afgjort')).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  test('from wherever it is gets there, also when it is moved by another at the same time', async () => {
    const { queue, other } = await queues();
    for (let round = 0; round < 8; round += 1) {
      const one = waiting({ id: numbered(round) });
      await queue.add(one);
      const [, second] = await Promise.all([
        queue.move(one.id, ['waiting'], { ...one, state: 'approving' }),
        other.move(one.id, ['waiting', 'approving'], decided('shown', one)),
      ]);
      expect(second).toBe(true);
      expect((await queue.find(one.id))?.item.state).toBe('shown');
    }
  });
});

describe('after a crash', () => {
  /** Lays a draft in both parts, last touched `age` milliseconds ago. */
  async function layDrafts(folder: string, name: string, age: number): Promise<void> {
    for (const part of ['venter', 'afgjort']) {
      const path = join(folder, part, name);
      await mkdir(join(folder, part), { recursive: true });
      await writeFile(path, '{"id": "aaaa');
      await utimes(path, new Date(), new Date(Date.now() - age));
    }
  }

  test('old drafts are cleared away; those that may still be written on are not', async () => {
    const { folder, files } = await queues();
    await layDrafts(folder, 'gammel.ny', 600_000);
    await layDrafts(folder, 'frisk.ny', 0);
    expect(await openIn(folder)).toEqual([]);
    for (const part of ['venter', 'afgjort']) expect(await files(part)).toEqual(['frisk.ny']);
  });

  test.each([
    ['approving', [`${id} approving`]],
    ['shown', []],
    ['rejected', []],
  ] as const)('a case decided (%s) that still lies where it waited is decided', async (state, open) => {
    const { folder, queue, files, path } = await queues();
    await queue.add(item);
    const before = await readFile(path('venter'));
    await queue.move(id, ['waiting'], decided(state));
    await writeFile(path('venter'), before);
    expect((await folderQueue(folder).find(id))?.item).toEqual(decided(state));
    expect(await folderQueue(folder).move(id, ['waiting'], decided('withdrawn'))).toBe(false);
    expect(await openIn(folder)).toEqual(open);
    expect(await files('venter')).toEqual([]);
    expect((await folderQueue(folder).find(id))?.item).toEqual(decided(state));
  });

  test('and what was written is deleted when the decision is carried out', async () => {
    const { folder, queue, files, path } = await queues();
    await queue.add(item);
    const before = await readFile(path('venter'));
    await queue.move(id, ['waiting'], { ...item, state: 'approving' });
    await writeFile(path('venter'), before);
    expect(await folderQueue(folder).move(id, ['approving'], decided('shown'))).toBe(true);
    expect(await files('venter')).toEqual([]);
  });

  test('what was being put in can be put in again', async () => {
    const { folder, queue } = await queues();
    await layDrafts(folder, '0f0f.ny', 0);
    expect((await queue.add(item)).isNew).toBe(true);
    expect(await openIn(folder)).toEqual([`${id} waiting`]);
  });
});

describe('what is purged', () => {
  const moment = new Date('2026-11-22T00:00:00Z');
  test.each([
    ['what waited longer', waiting({ received: '2026-11-21T23:59:59.000Z' }), undefined, 1],
    ['not what came at that very moment', waiting({ received: '2026-11-22T00:00:00.000Z' }), undefined, 0],
    ['what was rejected before', item, 'rejected', 1],
    ['what was withdrawn before', item, 'withdrawn', 1],
    ['not what is half approved', item, 'approving', 0],
    ['not what is shown', item, 'shown', 0],
  ] as const)('%s', async (_, one, state, count) => {
    const { queue, folder } = await queues();
    await queue.add(one);
    if (state) await queue.move(id, ['waiting'], decided(state, one));
    expect(await queue.purge(moment)).toBe(count);
    expect(await folderQueue(folder).find(id)).toEqual(
      count ? undefined : { ref: id, item: state ? decided(state) : one },
    );
  });

  test('not what was withdrawn and still is to be taken off the site: that is open', async () => {
    const { queue, folder } = await queues();
    const half = { ...decided('withdrawn'), posted: 'f-aaaabbbbcccc' };
    await queue.add(item);
    await queue.move(id, ['waiting'], half);
    expect(await queue.purge(moment)).toBe(0);
    expect(await openIn(folder)).toEqual([`${id} withdrawn`]);
    expect(await queue.add(item)).toEqual({ ref: id, item: half, isNew: false });
    await queue.move(id, ['withdrawn'], decided('withdrawn'));
    expect(await openIn(folder)).toEqual([]);
    expect(await queue.purge(moment)).toBe(1);
  });

  test('not what was rejected on that day, however long ago it was written', async () => {
    const { queue } = await queues();
    await queue.add(item);
    await queue.move(id, ['waiting'], decided('rejected'));
    expect(await queue.purge(new Date('2026-11-21T00:00:00Z'))).toBe(0);
    expect(await queue.purge(new Date('2026-11-21T00:00:01Z'))).toBe(1);
  });
});

describe('when the disk says no, it is told as such, and a case that is there stays', () => {
  const calls = {
    add: (queue) => queue.add(waiting({ id: numbered(1) })),
    find: (queue) => queue.find(id),
    open: (queue) => queue.open(),
    count: (queue) => queue.count(),
    move: (queue) => queue.move(id, ['waiting'], decided('rejected')),
    purge: (queue) => queue.purge(new Date()),
  } satisfies Readonly<Record<string, (queue: Queue) => Promise<unknown>>>;
  const each = Object.entries(calls);

  // Rights do not stop root, so the folder stands where a file does: the disk refuses that to everybody.
  test.each(each)('%s, where the folder cannot be', async (_, call) => {
    const root = await folderWith({ indbakke: 'en fil' });
    await expect(call(folderQueue(join(root, 'indbakke')))).rejects.toBeInstanceOf(QueueError);
    await expect(call(folderQueue(join(root, 'indbakke', 'dybere')))).rejects.toBeInstanceOf(QueueError);
  });

  test.skipIf(process.getuid?.() === 0).each(each)(
    '%s, where the folder cannot be written or read',
    async (_, call) => {
      const { queue, folder } = await queues();
      await queue.add(item);
      for (const part of ['venter', 'afgjort']) await chmod(join(folder, part), 0o000);
      try {
        await expect(call(folderQueue(folder))).rejects.toBeInstanceOf(QueueError);
      } finally {
        for (const part of ['venter', 'afgjort']) await chmod(join(folder, part), 0o700);
      }
      expect(await openIn(folder)).toEqual([`${id} waiting`]);
    },
  );

  test.each([
    ['find', calls.find],
    ['open', calls.open],
    ['move', calls.move],
    ['purge', calls.purge],
    ['add', (queue) => queue.add(item)],
  ] satisfies readonly (readonly [string, (queue: Queue) => Promise<unknown>])[])(
    '%s, where a case is no longer one',
    async (_, call) => {
      for (const broken of ['', '{"id": "aaaa', 'null', '[]', JSON.stringify({ ...item, mail: 'a@b.dk' })]) {
        const { folder, queue, path } = await queues();
        await queue.add(item);
        await writeFile(path('venter'), broken);
        await expect(call(folderQueue(folder))).rejects.toBeInstanceOf(QueueError);
        expect(await readFile(path('venter'), 'utf8')).toBe(broken);
      }
    },
  );

  test('a decision that cannot be written leaves the case waiting, and no draft', async () => {
    const { queue, folder, files } = await queues();
    await queue.add(item);
    await rm(join(folder, 'afgjort'), { recursive: true });
    await writeFile(join(folder, 'afgjort'), 'en fil');
    await expect(queue.move(id, ['waiting'], decided('rejected'))).rejects.toBeInstanceOf(QueueError);
    expect(await files('venter')).toEqual([`${id}.json`]);
    await rm(join(folder, 'afgjort'));
    expect(await openIn(folder)).toEqual([`${id} waiting`]);
    expect(await queue.move(id, ['waiting'], decided('rejected'))).toBe(true);
  });

  test('it works again as soon as the disk does', async () => {
    const root = await folderWith({ indbakke: 'en fil' });
    const queue = folderQueue(join(root, 'indbakke'));
    await expect(queue.add(item)).rejects.toBeInstanceOf(QueueError);
    await rm(join(root, 'indbakke'));
    expect((await queue.add(item)).isNew).toBe(true);
  });
});
