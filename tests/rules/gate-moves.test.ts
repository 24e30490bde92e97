import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkMoved } from '../../src/gate/moves.ts';
import { contentWith, lay, pieceWith, replyWith, type Files } from '../fixtures/content.ts';

const list = '_omdirigeringer.txt';
const before: Files = {
  'debat/baenk.mdx': pieceWith('titel: En grøn bænk'),
  'debat/navngivet.mdx': pieceWith('traad: porten'),
  'debat/kladde.mdx': pieceWith('kladde: true'),
  'debat/venter.mdx': pieceWith('dato: 2999-01-01'),
  'debat/_skabelon.mdx': 'x',
  'svar/bo.md': replyWith('navn: Bo'),
};

/** A repository whose `main` holds the sound content and `before`, with another branch checked out. */
async function repository(): Promise<string> {
  const root = await contentWith(before);
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'Gemt');
  git(root, 'checkout', '--quiet', '-b', 'forslag');
  return root;
}

function git(root: string, ...values: string[]): void {
  const who = ['-c', 'user.name=Beboer', '-c', 'user.email=beboer@beboerdebat.example', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', [...who, ...values], { cwd: root, env });
}

interface Change {
  readonly move?: readonly [from: string, to: string];
  readonly delete?: string;
  readonly write?: Files;
}

async function make(root: string, { move, delete: gone, write = {} }: Change): Promise<void> {
  const at = (name: string) => join(root, 'content', name);
  if (move) {
    await mkdir(join(at(move[1]), '..'), { recursive: true });
    await rename(at(move[0]), at(move[1]));
  }
  if (gone) await rm(at(gone));
  for (const [name, file] of Object.entries(write)) await lay(at(name), file);
}

const goneFrom = (from: string) => [
  `content/${list}`,
  undefined,
  `Teksten på ${from} er omdøbt eller slettet, og gamle links til den virker ikke mere.`,
  `Skriv en linje i content/${list}: ${from} og den adresse, læserne skal sendes til.`,
];
const lost = (file: string, thread: string) => [
  `content/${file}`,
  1,
  `Teksten har skiftet navn, og så mister den sine svar (tråden »${thread}«).`,
  `Skriv traad: ${thread} i felterne øverst.`,
];

const refused: readonly (readonly [name: string, change: Change, told: readonly unknown[]])[] = [
  ['a piece that is renamed', { move: ['debat/baenk.mdx', 'debat/bord.mdx'] }, goneFrom('/debat/baenk/')],
  ['a piece that is deleted', { delete: 'debat/baenk.mdx' }, goneFrom('/debat/baenk/')],
  ['news that is deleted', { delete: 'nyheder/nyhed.mdx' }, goneFrom('/nyheder/nyhed/')],
  ['a page that is renamed', { move: ['sider/om.mdx', 'sider/om-os.mdx'] }, goneFrom('/om/')],
  ['a topic that is deleted', { delete: 'emner/hverdag.mdx' }, goneFrom('/emner/hverdag/')],
  ['a writer that is deleted', { delete: 'skribenter/redaktionen.mdx' }, goneFrom('/skribenter/redaktionen/')],
  [
    'a piece that has become a draft by another name',
    { move: ['debat/baenk.mdx', 'debat/_skabelon.md'] },
    goneFrom('/debat/baenk/'),
  ],
  [
    'a piece that is led on and has lost its thread',
    { move: ['debat/baenk.mdx', 'debat/bord.mdx'], write: { [list]: '/debat/baenk/ /debat/bord/\n' } },
    lost('debat/bord.mdx', 'baenk'),
  ],
  [
    'a piece in another section that has lost its thread',
    {
      delete: 'debat/baenk.mdx',
      write: { 'nyheder/bord.mdx': pieceWith('slags: nyhed'), [list]: '/debat/baenk/ /nyheder/bord/\n' },
    },
    lost('nyheder/bord.mdx', 'baenk'),
  ],
  [
    'a piece that has lost the thread it was given',
    {
      delete: 'debat/navngivet.mdx',
      write: { 'debat/bord.mdx': pieceWith('traad: navngivet'), [list]: '/debat/navngivet/ /debat/bord/\n' },
    },
    lost('debat/bord.mdx', 'porten'),
  ],
];

const accepted: readonly (readonly [name: string, Change])[] = [
  ['nothing', {}],
  [
    'a piece that is led on and keeps its thread',
    {
      delete: 'debat/baenk.mdx',
      write: { 'debat/bord.mdx': pieceWith('traad: baenk'), [list]: '/debat/baenk/ /debat/bord/\n' },
    },
  ],
  [
    'a piece that is led on and keeps the thread it was given',
    { move: ['debat/navngivet.mdx', 'debat/bord.mdx'], write: { [list]: '/debat/navngivet/ /debat/bord/\n' } },
  ],
  [
    'a piece that is deleted and led to an older one',
    { delete: 'debat/baenk.mdx', write: { [list]: '/debat/baenk/ /debat/indlaeg/\n' } },
  ],
  [
    'a piece that is deleted and led to the list',
    { delete: 'debat/baenk.mdx', write: { [list]: '/debat/baenk/ /debat/\n' } },
  ],
  ['a piece that moves into a folder', { move: ['debat/baenk.mdx', 'debat/baenk/index.mdx'] }],
  ['a piece that gets another ending', { move: ['debat/baenk.mdx', 'debat/baenk.md'] }],
  [
    'a page that is led on, since it has no thread',
    { move: ['sider/om.mdx', 'sider/om-os.mdx'], write: { [list]: '/om/ /om-os/\n' } },
  ],
  ['a draft that is deleted', { delete: 'debat/kladde.mdx' }],
  ['a piece whose day has not come', { delete: 'debat/venter.mdx' }],
  ['a template that is deleted', { delete: 'debat/_skabelon.mdx' }],
  ['a reply that is deleted', { delete: 'svar/bo.md' }],
];

/** Before it is saved in git, and after: a writer at a computer asks before, GitHub after. */
describe.each(['unsaved', 'saved'])('%s', (state) => {
  const problemsAfter = async (change: Change) => {
    const root = await repository();
    await make(root, change);
    if (state === 'saved') {
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Ændret');
    }
    return (await checkMoved(root, 'main'))?.map(({ file, line, what, instead }) => [file, line, what, instead]);
  };
  test.each(refused)('refuses %s', async (_, change, told) => expect(await problemsAfter(change)).toEqual([told]));
  test.each(accepted)('accepts %s', async (_, change) => expect(await problemsAfter(change)).toEqual([]));
});

test('what main has got since is not the branch’s to answer for', async () => {
  const root = await repository();
  git(root, 'checkout', '--quiet', 'main');
  await make(root, { write: { 'debat/ny.mdx': pieceWith('titel: Ny') } });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'Ny');
  git(root, 'checkout', '--quiet', 'forslag');
  expect(await checkMoved(root, 'main')).toEqual([]);
});

test.each(['ingen-gren', '--output=x', ''])('says nothing when »%s« is nothing to compare with', async (base) => {
  expect(await checkMoved(await repository(), base)).toBeUndefined();
});

test('says nothing where there is no git', async () => {
  expect(await checkMoved(await contentWith(), 'main')).toBeUndefined();
});
