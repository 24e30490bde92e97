import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addLocalReply,
  deleteLocalReply,
  readLocalReplies,
  takeDownLocally,
  tidyLocalReplies,
} from '../../src/replies/local.ts';
import type { Reply } from '../../src/replies/model.ts';
import { folderWith } from '../fixtures/content.ts';

const thread = 'debat/gaardens-traeer';
const reply = (id: string, parent?: string): Reply => ({
  id,
  channel: 'formular',
  ...(parent && { parent }),
  name: `Navn ${id}`,
  place: 'Blok 4',
  ties: 'Nabo',
  isBoard: false,
  created: '2026-11-20T10:00:00.000Z',
  state: 'shown',
  text: `Tekst ${id}`,
  isMail: false,
});
/** What is left of a reply: its place, and why it is empty. */
const empty = (id: string, state: Reply['state'], parent?: string) => ({
  id,
  channel: 'formular',
  ...(parent && { parent }),
  isBoard: false,
  created: '2026-11-20T10:00:00.000Z',
  state,
  text: '',
  isMail: false,
});
const down = { id: 'f-a', day: '2026-11-22', reason: 'Private oplysninger.' };

/** A store of its own. */
async function store() {
  const folder = join(await folderWith({}), 'svar-her');
  return {
    folder,
    add: (each: Reply) => addLocalReply(thread, each, folder),
    remove: (id: string) => deleteLocalReply(id, folder),
    takeDown: (takedown = down) => takeDownLocally(takedown, folder),
    replies: async () => (await readLocalReplies(folder)).replies.map((each) => each.reply),
    files: async (part: string) => (await readdir(join(folder, part)).catch(() => [])).sort(),
  };
}

describe('a reply', () => {
  test('is read as it was put in, with its thread', async () => {
    const { folder, add } = await store();
    await add(reply('f-a'));
    await add(reply('f-b', 'f-a'));
    expect(await readLocalReplies(folder)).toEqual({
      replies: [
        { thread, reply: reply('f-a') },
        { thread, reply: reply('f-b', 'f-a') },
      ],
      takedowns: [],
    });
  });

  test('is put in once: the first stays', async () => {
    const { add, replies, files } = await store();
    await add(reply('f-a'));
    await add({ ...reply('f-a'), text: 'En anden' });
    await Promise.all(Array.from({ length: 10 }, (_, index) => add({ ...reply('f-b'), text: `Nr. ${index}` })));
    const [first, second, ...others] = await replies();
    expect(first).toEqual(reply('f-a'));
    expect(second?.text).toMatch(/^Nr\. \d$/);
    expect(others).toEqual([]);
    expect(await files('vist')).toEqual(['f-a.json', 'f-b.json']);
  });

  test('that nobody answered goes with its file', async () => {
    const { add, remove, replies, files } = await store();
    await add(reply('f-a'));
    await add(reply('f-b', 'f-a'));
    await remove('f-b');
    expect(await replies()).toEqual([reply('f-a')]);
    expect(await files('vist')).toEqual(['f-a.json']);
    await remove('f-b');
    await remove('findes-ikke');
    expect(await replies()).toEqual([reply('f-a')]);
  });

  test('that others answered leaves its place, and nothing in it', async () => {
    const { folder, add, remove, replies } = await store();
    await add(reply('f-a', 'gh-1'));
    await add(reply('f-b', 'f-a'));
    await remove('f-a');
    expect(await replies()).toEqual([empty('f-a', 'deleted', 'gh-1'), reply('f-b', 'f-a')]);
    expect(await readFile(join(folder, 'vist/f-a.json'), 'utf8')).not.toMatch(/Navn|Tekst|Blok|Nabo/);
  });

  test('may take the place it left, and go again when its answers have', async () => {
    const { add, remove, replies } = await store();
    await add(reply('f-a'));
    await add(reply('f-b', 'f-a'));
    await remove('f-a');
    const again = { ...reply('f-a'), created: '2026-11-22T09:00:00.000Z' };
    await add(again);
    expect(await replies()).toEqual([again, reply('f-b', 'f-a')]);
    await remove('f-a');
    await remove('f-b');
    await remove('f-a');
    expect(await replies()).toEqual([]);
  });
});

describe('a reply that came after it was taken back', () => {
  const later = { ...reply('f-a'), created: '2026-11-22T09:00:00.000Z' };

  test('is not shown, and its words are deleted when the store is tidied', async () => {
    const { folder, add, remove, replies, files } = await store();
    await add(reply('f-a'));
    await remove('f-a');
    await add(reply('f-a'));
    expect(await replies()).toEqual([]);
    await tidyLocalReplies(folder);
    expect(await files('vist')).toEqual([]);
    expect(await readFile(join(folder, 'taget/f-a.json'), 'utf8')).not.toMatch(/Navn|Tekst|Blok|Nabo/);
  });

  test('leaves its place when others have answered it', async () => {
    const { folder, add, remove, replies } = await store();
    await add(reply('f-a'));
    await add(reply('f-b', 'f-a'));
    await remove('f-a');
    await add(reply('f-a'));
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await replies()).toEqual([empty('f-a', 'deleted'), reply('f-b', 'f-a')]);
      await tidyLocalReplies(folder);
    }
  });

  test('is no hindrance to the same words sent anew', async () => {
    const { folder, add, remove, replies } = await store();
    await add(reply('f-a'));
    await remove('f-a');
    await add(reply('f-a'));
    await add(later);
    expect(await replies()).toEqual([later]);
    await tidyLocalReplies(folder);
    expect(await replies()).toEqual([later]);
  });
});

describe('a take-down', () => {
  test('empties the reply, and says when and why', async () => {
    const { folder, add, takeDown } = await store();
    await add(reply('f-a', 'gh-1'));
    await takeDown();
    expect(await readLocalReplies(folder)).toEqual({
      replies: [{ thread, reply: empty('f-a', 'hidden', 'gh-1') }],
      takedowns: [down],
    });
  });

  test('is not undone by putting the reply in again', async () => {
    const { add, takeDown, replies } = await store();
    await add(reply('f-a'));
    await takeDown();
    await add(reply('f-a'));
    expect(await replies()).toEqual([empty('f-a', 'hidden')]);
  });

  test('may be of a reply that is kept elsewhere', async () => {
    const { folder, takeDown } = await store();
    await takeDown({ ...down, id: 'gh-12' });
    expect(await readLocalReplies(folder)).toEqual({ replies: [], takedowns: [{ ...down, id: 'gh-12' }] });
  });

  test('made twice is one, with the last reason', async () => {
    const { folder, takeDown, files } = await store();
    await takeDown();
    await takeDown({ ...down, reason: 'Trusler.' });
    expect((await readLocalReplies(folder)).takedowns).toEqual([{ ...down, reason: 'Trusler.' }]);
    expect(await files('fjernet')).toEqual(['f-a.json']);
  });
});

test.each(['', '../vist/f-a', 'f-a/../f-b', '.', 'F-A', 'f--a', 'f-a.json', 'f-a\n', 'f-a\0', '/etc/x', 'æ'])(
  '%j names no file',
  async (id) => {
    const { add, remove, takeDown, files } = await store();
    const refused = `"${id}" is not the id of a reply`;
    await expect(add(reply(id))).rejects.toThrow(refused);
    await expect(remove(id)).rejects.toThrow(refused);
    await expect(takeDown({ ...down, id })).rejects.toThrow(refused);
    expect([await files('vist'), await files('fjernet')]).toEqual([[], []]);
  },
);

describe('a file of the store', () => {
  test.each([
    ['vist', ''],
    ['vist', '{"thread": "debat/x", "reply": {'],
    ['vist', 'null'],
    ['vist', JSON.stringify({ thread })],
    ['vist', JSON.stringify({ thread, reply: { ...reply('f-x'), mail: 'a@b.dk' } })],
    ['vist', JSON.stringify({ thread, reply: { ...reply('f-x'), state: 'hidden' } })],
    ['fjernet', '{'],
    ['fjernet', JSON.stringify({ id: 'f-x', day: 'i går', reason: 'x' })],
  ])('in %s that holds %j stops the build, by name', async (part, broken) => {
    const { folder, add, takeDown } = await store();
    await add(reply('f-a'));
    await takeDown({ ...down, id: 'gh-12' });
    const path = join(folder, part, 'f-x.json');
    await writeFile(path, broken);
    await expect(readLocalReplies(folder)).rejects.toThrow(
      `${path} kan ikke læses. Gendan den fra en sikkerhedskopi, eller slet den.`,
    );
  });

  test('that a crash left half written is not read', async () => {
    const { folder, add, replies } = await store();
    await add(reply('f-a'));
    await writeFile(join(folder, 'vist/f-b.json.1234.ny'), '{"thread": ');
    expect(await replies()).toEqual([reply('f-a')]);
  });

  test('is not there in a new store', async () => {
    expect(await readLocalReplies(join(await folderWith({}), 'ny'))).toEqual({ replies: [], takedowns: [] });
  });
});

// Rights do not stop root, so the store stands where a file does: the disk refuses that to everybody.
test('a store that cannot be read is no empty store', async () => {
  const folder = join(await folderWith({ 'svar-her': 'en fil' }), 'svar-her');
  await expect(readLocalReplies(folder)).rejects.toThrow('ENOTDIR');
  await expect(addLocalReply(thread, reply('f-a'), folder)).rejects.toThrow('ENOTDIR');
  await expect(deleteLocalReply('f-a', folder)).rejects.toThrow('ENOTDIR');
  await expect(takeDownLocally(down, folder)).rejects.toThrow(/ENOTDIR|EEXIST/);
});
