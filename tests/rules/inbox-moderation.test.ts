import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderQueue } from '../../src/inbox/folder-queue.ts';
import { localPublisher } from '../../src/inbox/local-publisher.ts';
import { approve, carryOutLabels, purge, reject, withdraw } from '../../src/inbox/moderation.ts';
import { keptDays, type Publisher, type Queue, type Waiting } from '../../src/inbox/queue.ts';
import { today } from '../../src/lib/days.ts';
import { addLocalReply, readLocalReplies } from '../../src/replies/local.ts';
import { decided, numbered, waiting } from '../fixtures/cases.ts';
import { folderWith } from '../fixtures/content.ts';

const item = waiting();
const { id } = item;
const report = waiting({
  kind: 'report',
  parent: 'f-anmeldt',
  words: { name: '', place: '', ties: '', text: 'En trussel.' },
});

/** An inbox of its own in which `one` waits, and what the site would be built from. */
async function inbox(one: Waiting = item) {
  const root = await folderWith({});
  const folder = join(root, 'indbakke');
  const store = join(root, 'svar-her');
  const queue = folderQueue(folder);
  await queue.add(one);
  return {
    queue,
    /** The same queue, as another process has it. */
    other: folderQueue(folder),
    publisher: localPublisher(store),
    store,
    state: async (ref = one.id) => (await queue.find(ref))?.item.state,
    /** Ids of the replies that can be read on the site. */
    shown: async () =>
      (await readLocalReplies(store)).replies
        .filter(({ reply }) => reply.state === 'shown')
        .map(({ reply }) => reply.id),
    /** The case's own file, as whoever stole the disk would read it. */
    kept: () => readFile(join(folder, 'afgjort', `${one.id}.json`), 'utf8'),
  };
}

/** `publisher`, of which one step fails the first time. */
function failingOnce(publisher: Publisher, step: keyof Publisher): Publisher {
  let isFirst = true;
  const fail = () => {
    if (!isFirst) return;
    isFirst = false;
    throw new Error('strømmen gik');
  };
  return {
    ...publisher,
    publish: async (each) => {
      if (step === 'publish') fail();
      return publisher.publish(each);
    },
    retract: async (posted) => {
      if (step === 'retract') fail();
      return publisher.retract(posted);
    },
    remove: async (reply, decision) => {
      if (step === 'remove') fail();
      return publisher.remove(reply, decision);
    },
  };
}

describe('a reply that is approved', () => {
  test('stands on the site with all its writer gave, and the inbox keeps nothing of it', async () => {
    const { queue, publisher, store, kept } = await inbox(waiting({ parent: 'gh-12' }));
    expect(await approve(queue, publisher, id, '')).toBe('approved');
    const { replies } = await readLocalReplies(store);
    expect(replies).toEqual([
      {
        thread: item.thread,
        reply: {
          id: `f-${id}`,
          channel: 'formular',
          parent: 'gh-12',
          name: 'Åse',
          place: 'Blok 4',
          ties: 'Nabo',
          isBoard: false,
          created: item.received,
          state: 'shown',
          text: 'Lad træerne stå.',
          isMail: false,
        },
      },
    ]);
    expect((await queue.find(id))?.item).toMatchObject({
      state: 'shown',
      posted: `f-${id}`,
      decision: { day: today() },
    });
    expect(await kept()).not.toMatch(/Åse|Blok|Nabo|træerne/);
    expect(await queue.open()).toEqual([]);
  });

  test('leaves out what was not filled in', async () => {
    const { queue, publisher, store } = await inbox(
      waiting({ words: { name: 'Bo', place: '', ties: '', text: '*Ja* #1' } }),
    );
    await approve(queue, publisher, id, '');
    const [first] = (await readLocalReplies(store)).replies;
    expect(first?.reply).not.toHaveProperty('place');
    expect(first?.reply).not.toHaveProperty('ties');
    expect(first?.reply).not.toHaveProperty('parent');
    expect(first?.reply.text).toBe('\\*Ja\\* #\u200b1');
  });

  test('twice is one', async () => {
    const { queue, publisher, shown } = await inbox();
    expect(await approve(queue, publisher, id, '')).toBe('approved');
    expect(await approve(queue, publisher, id, '')).toBe('approved');
    expect(await shown()).toEqual([`f-${id}`]);
  });

  test('by many at once is one', async () => {
    const { queue, other, publisher, shown, state } = await inbox();
    const outcomes = await Promise.all([queue, other, queue, other].map((each) => approve(each, publisher, id, '')));
    expect(outcomes).toEqual(['approved', 'approved', 'approved', 'approved']);
    expect(await shown()).toEqual([`f-${id}`]);
    expect(await state()).toBe('shown');
  });

  test('and is not there, is gone', async () => {
    const { queue, publisher } = await inbox();
    for (const decide of [
      () => approve(queue, publisher, numbered(9), ''),
      () => reject(queue, numbered(9), 'Nej.'),
      () => withdraw(queue, publisher, numbered(9)),
    ]) {
      expect(await decide()).toBe('gone');
    }
  });

  test('is one also when it is sent, withdrawn and sent again', async () => {
    const { queue, publisher, shown } = await inbox();
    await approve(queue, publisher, id, '');
    await withdraw(queue, publisher, id);
    expect((await queue.add({ ...item, received: '2026-11-22T12:00:00.000Z' })).isNew).toBe(true);
    await approve(queue, publisher, id, '');
    expect(await shown()).toEqual([`f-${id}`]);
  });
});

describe('a reply that is rejected', () => {
  test('is deleted, and the reason is kept', async () => {
    const { queue, publisher, shown, kept } = await inbox();
    expect(await reject(queue, id, 'Det handler om en nabo.')).toBe('rejected');
    expect((await queue.find(id))?.item).toEqual({
      ...decided('rejected'),
      decision: { day: today(), reason: 'Det handler om en nabo.' },
    });
    expect(await kept()).not.toMatch(/Åse|Blok|Nabo|træerne/);
    expect(await reject(queue, id, 'Igen.')).toBe('rejected');
    expect(await approve(queue, publisher, id, '')).toBe('rejected');
    expect(await shown()).toEqual([]);
    expect((await queue.find(id))?.item.decision?.reason).toBe('Det handler om en nabo.');
  });

  test('is not, when it stands on the site or was withdrawn', async () => {
    const first = await inbox();
    await approve(first.queue, first.publisher, id, '');
    expect(await reject(first.queue, id, 'Nej.')).toBe('approved');
    expect(await first.shown()).toEqual([`f-${id}`]);
    const second = await inbox();
    await withdraw(second.queue, second.publisher, id);
    expect(await reject(second.queue, id, 'Nej.')).toBe('withdrawn');
  });

  test('is not, when it is half on the site: it is brought there whole', async () => {
    const { queue, publisher, shown, state } = await inbox();
    await expect(approve(queue, failingOnce(publisher, 'publish'), id, '')).rejects.toThrow('strømmen gik');
    expect(await reject(queue, id, 'Nej.')).toBe('approved');
    expect(await state()).toBe('approving');
    expect(await approve(queue, publisher, id, '')).toBe('approved');
    expect(await shown()).toEqual([`f-${id}`]);
  });
});

describe('a reply that its writer withdraws', () => {
  test('while it waits is deleted, and nobody can show it', async () => {
    const { queue, publisher, shown, state, kept } = await inbox();
    expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
    expect(await approve(queue, publisher, id, '')).toBe('withdrawn');
    expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
    expect([await state(), await shown()]).toEqual(['withdrawn', []]);
    expect(await kept()).not.toMatch(/Åse|Blok|Nabo|træerne/);
  });

  test('while it is shown is taken away', async () => {
    const { queue, publisher, shown, state } = await inbox();
    await approve(queue, publisher, id, '');
    expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
    expect([await state(), await shown()]).toEqual(['withdrawn', []]);
    expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
  });

  test('while it is half approved is taken away', async () => {
    const { queue, publisher, shown, state } = await inbox();
    await expect(approve(queue, failingOnce(publisher, 'publish'), id, '')).rejects.toThrow('strømmen gik');
    expect(await state()).toBe('approving');
    expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
    expect([await state(), await shown()]).toEqual(['withdrawn', []]);
  });

  test('after it was rejected stays rejected', async () => {
    const { queue, publisher, state } = await inbox();
    await reject(queue, id, 'Nej.');
    expect(await withdraw(queue, publisher, id)).toBe('rejected');
    expect(await state()).toBe('rejected');
  });

  describe('and that cannot be taken away just now', () => {
    /** An inbox whose only reply was shown, and withdrawn while the store could not be used. */
    async function halfWithdrawn() {
      const own = await inbox();
      await approve(own.queue, own.publisher, id, '');
      await expect(withdraw(own.queue, failingOnce(own.publisher, 'retract'), id)).rejects.toThrow('strømmen gik');
      expect([await own.state(), await own.shown()]).toEqual(['withdrawn', [`f-${id}`]]);
      return own;
    }

    test('is taken away when its writer tries again', async () => {
      const { queue, publisher, shown, state } = await halfWithdrawn();
      expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
      expect([await state(), await shown()]).toEqual(['withdrawn', []]);
    });

    test('is taken away with the next chore', async () => {
      const { queue, publisher, shown } = await halfWithdrawn();
      expect((await queue.open()).map(({ ref }) => ref)).toEqual([id]);
      expect((await carryOutLabels(queue, publisher)).map(({ outcome }) => outcome)).toEqual(['withdrawn']);
      expect([await shown(), await queue.open()]).toEqual([[], []]);
      expect(await carryOutLabels(queue, publisher)).toEqual([]);
    });

    test('cannot be approved instead, nor be forgotten by a purge', async () => {
      const { queue, publisher, shown, state } = await halfWithdrawn();
      expect(await purge(queue, new Date('2999-01-01'))).toBe(0);
      expect(await reject(queue, id, 'Nej.')).toBe('withdrawn');
      expect(await approve(queue, publisher, id, '')).toBe('withdrawn');
      expect([await state(), await shown()]).toEqual(['withdrawn', []]);
    });

    test('is not forgotten when the same is sent again', async () => {
      const { queue, publisher, shown } = await halfWithdrawn();
      await queue.add(item);
      await carryOutLabels(queue, publisher);
      expect(await shown()).toEqual([]);
    });
  });
});

describe('two decisions at once', () => {
  test('approve and reject: one of them is done, and both are told which', async () => {
    const { queue, other, publisher, shown, state } = await inbox();
    for (let round = 0; round < 12; round += 1) {
      const one = waiting({ id: numbered(round) });
      await queue.add(one);
      const decisions = [() => approve(queue, publisher, one.id, ''), () => reject(other, one.id, 'Nej.')];
      const [first, second] = await Promise.all(
        (round % 2 ? decisions : decisions.reverse()).map((decide) => decide()),
      );
      expect(second).toBe(first);
      expect(await state(one.id)).toBe(first === 'approved' ? 'shown' : 'rejected');
      expect((await shown()).includes(`f-${one.id}`)).toBe(first === 'approved');
    }
  });

  test('approve and withdraw: it is withdrawn, and stands nowhere', async () => {
    const { queue, other, publisher, shown, state } = await inbox();
    for (let round = 0; round < 12; round += 1) {
      const one = waiting({ id: numbered(round) });
      await queue.add(one);
      const decisions = [() => approve(queue, publisher, one.id, ''), () => withdraw(other, publisher, one.id)];
      await Promise.all((round % 2 ? decisions : decisions.reverse()).map((decide) => decide()));
      expect([await state(one.id), await shown()]).toEqual(['withdrawn', []]);
    }
  });

  test('withdraw, between an approval’s decision and its reply', async () => {
    const { queue, other, publisher, shown, state } = await inbox();
    let withdrawn: Promise<unknown> = Promise.resolve();
    const approved = await approve(
      queue,
      {
        ...publisher,
        publish: async (each) => {
          withdrawn = withdraw(other, publisher, id);
          await withdrawn;
          return publisher.publish(each);
        },
      },
      id,
      '',
    );
    expect([approved, await withdrawn]).toEqual(['withdrawn', 'withdrawn']);
    expect([await state(), await shown()]).toEqual(['withdrawn', []]);
  });

  test('an approval that comes to the site just when the reply has been taken away', async () => {
    const { queue, other, publisher, shown, state } = await inbox();
    const begun = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const approval = approve(
      queue,
      {
        ...publisher,
        publish: async (each) => {
          begun.resolve(undefined);
          await goOn.promise;
          return publisher.publish(each);
        },
      },
      id,
      '',
    );
    await begun.promise;
    const retract = async (posted: string) => {
      await publisher.retract(posted);
      goOn.resolve(undefined);
      await approval;
    };
    expect(await withdraw(other, { ...publisher, retract }, id)).toBe('withdrawn');
    expect([await state(), await shown()]).toEqual(['withdrawn', []]);
  });
});

describe('after a crash', () => {
  test.each(['publish', 'remove'] as const)('in %s it is done the next time, once', async (step) => {
    const one = step === 'publish' ? item : report;
    const { queue, publisher, store, state } = await inbox(one);
    const tired = failingOnce(publisher, step);
    await expect(approve(queue, tired, id, 'Trusler.')).rejects.toThrow('strømmen gik');
    expect(await state()).toBe('approving');
    expect((await queue.open()).map(({ ref }) => ref)).toEqual([id]);
    expect(await approve(queue, tired, id, 'En anden grund.')).toBe('approved');
    expect(await state()).toBe('shown');
    const { replies, takedowns } = await readLocalReplies(store);
    expect(replies).toHaveLength(step === 'publish' ? 1 : 0);
    expect(takedowns.map(({ reason }) => reason)).toEqual(step === 'remove' ? ['Trusler.'] : []);
  });

  test('between the site and the inbox there still is one reply', async () => {
    const { queue, other, publisher, shown, state } = await inbox();
    const crashing: Queue = {
      ...queue,
      move: (ref, from, next) =>
        next.state === 'shown' ? Promise.reject(new Error('strømmen gik')) : queue.move(ref, from, next),
    };
    await expect(approve(crashing, publisher, id, '')).rejects.toThrow('strømmen gik');
    expect([await state(), await shown()]).toEqual(['approving', [`f-${id}`]]);
    expect((await carryOutLabels(other, publisher)).map(({ ref, outcome }) => [ref, outcome])).toEqual([
      [id, 'approved'],
    ]);
    expect([await state(), await shown()]).toEqual(['shown', [`f-${id}`]]);
    expect(await carryOutLabels(other, publisher)).toEqual([]);
  });

  test('what only waits is left waiting', async () => {
    const { queue, publisher, shown, state } = await inbox();
    expect(await carryOutLabels(queue, publisher)).toEqual([]);
    expect([await state(), await shown()]).toEqual(['waiting', []]);
  });
});

describe('a report', () => {
  const reported = {
    id: 'f-anmeldt',
    channel: 'formular',
    name: 'Bo',
    isBoard: false,
    created: '2026-11-19T10:00:00.000Z',
    state: 'shown',
    text: 'En trussel',
    isMail: false,
  } as const;

  test('that is approved takes the reply down, and says when and why', async () => {
    const { queue, publisher, store, state, kept } = await inbox(report);
    await addLocalReply(item.thread, reported, store);
    expect(await approve(queue, publisher, id, 'Det var en trussel.')).toBe('approved');
    const { replies, takedowns } = await readLocalReplies(store);
    expect(takedowns).toEqual([{ id: 'f-anmeldt', day: today(), reason: 'Det var en trussel.' }]);
    expect(replies.map(({ reply }) => [reply.id, reply.state, reply.text])).toEqual([['f-anmeldt', 'hidden', '']]);
    expect(await state()).toBe('shown');
    expect(await kept()).not.toContain('En trussel.');
    expect(await approve(queue, publisher, id, 'Igen.')).toBe('approved');
    expect((await readLocalReplies(store)).takedowns).toHaveLength(1);
    expect(await withdraw(queue, publisher, id)).toBe('approved');
  });

  test.each(['rejected', 'withdrawn'])('that is %s lets it stand', async (outcome) => {
    const { queue, publisher, store, shown } = await inbox(report);
    await addLocalReply(item.thread, reported, store);
    const decide = outcome === 'rejected' ? reject(queue, id, 'Det er ingen trussel.') : withdraw(queue, publisher, id);
    expect(await decide).toBe(outcome);
    expect(await approve(queue, publisher, id, 'Alligevel.')).toBe(outcome);
    expect(await shown()).toEqual(['f-anmeldt']);
    expect((await readLocalReplies(store)).takedowns).toEqual([]);
  });

  test('of the text itself can be approved too: there is no reply to take down', async () => {
    const { queue, publisher, store, state } = await inbox({ ...report, parent: '' });
    expect(await approve(queue, publisher, id, 'Teksten er rettet.')).toBe('approved');
    expect(await state()).toBe('shown');
    expect(await readLocalReplies(store)).toEqual({ replies: [], takedowns: [] });
  });
});

test('what has waited, or was decided, for more than thirty days is deleted', async () => {
  const { queue, publisher, shown, state } = await inbox();
  const at = (days: number) => new Date(Date.parse(item.received) + days * 86_400_000);
  expect(keptDays).toBe(30);
  await queue.add(waiting({ id: numbered(1) }));
  await approve(queue, publisher, numbered(1), '');
  expect(await purge(queue, at(30))).toBe(0);
  expect(await state()).toBe('waiting');
  expect(await purge(queue, new Date(at(30).getTime() + 1))).toBe(1);
  expect([await state(), await state(numbered(1)), await shown()]).toEqual([undefined, 'shown', [`f-${numbered(1)}`]]);
});
