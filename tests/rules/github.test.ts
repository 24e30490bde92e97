import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from '@octokit/graphql-schema';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchThreads, markerOf, openThreads, type Place } from '../../src/replies/github.ts';
import { queries } from '../../src/replies/github-queries.ts';
import { snapshotOf, type Reply } from '../../src/replies/model.ts';
import { parseSnapshot } from '../../src/replies/snapshot.ts';
import { asker, FetchError, type Patience } from '../../src/github/transport.ts';
import { updateSnapshot, type UpdateOptions } from '../../src/replies/update.ts';
import { faults, type Fault } from '../fakes/github/faults.ts';
import { exampleRepository, largeRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from '../fakes/github/server.ts';

const hasty: Patience = { tries: 2, timeout: 700, pause: 5, longestWait: 1_500 };
const place: Place = { repository: 'beboerdebat/beboerdebat', category: 'Debat', board: ['bestyrelsen-ballerup'] };
const threads = ['en-plan-er-staerkere-end-fire', 'unge-ved-bordet'];

let github: FakeGitHub;
let folder: string;
beforeEach(async () => {
  github = await startFakeGitHub(exampleRepository());
  folder = await mkdtemp(join(tmpdir(), 'svar-'));
  return async () => {
    await github.close();
    await rm(folder, { recursive: true });
  };
});

const ask = (patience = hasty) => asker({ url: github.url, token: 'test-token' }, patience);
const options = (change: Partial<UpdateOptions> = {}): UpdateOptions => ({
  ask: ask(),
  place,
  threads,
  file: join(folder, 'svar.json'),
  publicCopy: 'http://localhost:9/debat/svar.json',
  isDropAccepted: false,
  now: new Date('2026-11-22T12:00:00Z'),
  ...change,
});

test.each(Object.entries(queries))('the query %s is one that GitHub’s published schema allows', (_, query) => {
  expect(validate(query)).toEqual([]);
});

describe('a fetch', () => {
  test('has every comment and answer of the repository, with its state, and no text that is not shown', async () => {
    const result = await fetchThreads(ask(), place, threads);
    const replies = new Map(result.threads.flatMap((thread) => thread.replies.map((reply) => [reply.id, reply])));
    const all = github.repository.discussions
      .filter(({ number }) => number !== 4)
      .flatMap(({ comments }) =>
        comments.flatMap((top) => [
          top,
          ...(top.replies ?? []).map((answer) => ({ ...answer, under: top.databaseId })),
        ]),
      );
    expect([...replies.keys()].sort()).toEqual(all.map(({ databaseId }) => `gh-${databaseId}`).sort());
    for (const comment of all) {
      const reply = replies.get(`gh-${comment.databaseId}`) as Reply;
      const reason = comment.minimizedReason?.toLowerCase().replace('_', '-') ?? '';
      const isFolded = ['outdated', 'resolved', 'duplicate'].includes(reason);
      const state = comment.deletedAt ? 'deleted' : !comment.isMinimized ? 'shown' : isFolded ? 'folded' : 'hidden';
      expect(reply.state, comment.body).toBe(state);
      expect(reply.text).toBe(state === 'shown' || state === 'folded' ? comment.body : '');
      expect(reply.parent).toBe('under' in comment ? `gh-${String(comment.under)}` : undefined);
      expect(reply.name).toBe(state === 'shown' || state === 'folded' ? comment.author?.login : undefined);
      expect(reply.edited).toBe(comment.lastEditedAt ?? undefined);
    }
  });

  test('takes the lowest of several Discussions with one marker, reads them all, and says so', async () => {
    const { threads: found, warnings } = await fetchThreads(ask(), place, threads);
    const thread = found.find((each) => each.thread === 'unge-ved-bordet');
    expect(thread?.discussion?.number).toBe(2);
    expect(thread?.replies.map(({ id }) => id)).toContain('gh-9300001');
    expect(warnings.join('\n')).toMatch(
      /»unge-ved-bordet« har flere tråde på GitHub\. Nr\. 2 gælder; svar fra 3 er taget med/,
    );
    expect(warnings.join('\n')).toMatch(/Tråd nr\. 4 på GitHub hører ikke til nogen tekst/);
  });

  test('goes on past the first page of threads, comments and answers', async () => {
    await github.close();
    const large = largeRepository(60, 0);
    const comment = (databaseId: number) => ({
      databaseId,
      author: null,
      body: `nr. ${databaseId}`,
      createdAt: '2026-01-01T00:00:00Z',
    });
    large.discussions[59]?.comments.push(...Array.from({ length: 130 }, (_, index) => comment(index + 1)), {
      ...comment(500),
      replies: Array.from({ length: 250 }, (_, index) => comment(1000 + index)),
    });
    github = await startFakeGitHub(large);
    const { threads: found } = await fetchThreads(ask(), place, ['traad-60']);
    expect(found[0]?.replies).toHaveLength(381);
    expect(new Set(found[0]?.replies.map(({ id }) => id)).size).toBe(381);
  });

  test('of 500 threads and 20,000 replies stays under the 1,000 points an hour of a workflow’s token', async () => {
    await github.close();
    github = await startFakeGitHub(largeRepository(500, 20_000));
    const names = Array.from({ length: 500 }, (_, index) => `traad-${index + 1}`);
    const { threads: found, cost } = await fetchThreads(ask({ ...hasty, timeout: 30_000 }), place, names);
    expect(found.reduce((sum, { replies }) => sum + replies.length, 0)).toBe(20_000);
    expect(cost).toBe(github.points);
    expect(cost).toBeLessThan(1_000);
  });

  test('a wrong token, an unknown repository and an unknown category are said in words', async () => {
    const wrong = asker({ url: github.url, token: 'wrong' }, hasty);
    await expect(fetchThreads(wrong, place, threads)).rejects.toThrow(/does not accept the token/);
    await expect(fetchThreads(ask(), { ...place, repository: 'a/b' }, threads)).rejects.toThrow(FetchError);
    await expect(fetchThreads(ask(), { ...place, category: 'Snak' }, threads)).rejects.toThrow(
      /no Discussions category named "Snak"/,
    );
  });
});

describe('opening threads', () => {
  const openings = ['en-plan-er-staerkere-end-fire', 'ny-traad'].map((thread) => ({
    thread,
    title: 'Titel',
    lead: 'Manchet',
    url: `https://beboerdebat.example/debat/${thread}/`,
  }));

  test('creates what is missing in giscus’s own form, and nothing the second time', async () => {
    const first = await openThreads(ask(), place, openings, 0);
    expect(first.created.map(({ thread }) => thread)).toEqual(['ny-traad']);
    expect(github.repository.discussions.at(-1)?.body).toContain(markerOf('ny-traad'));
    const second = await openThreads(ask(), place, openings, 0);
    expect(second).toMatchObject({ created: [], existing: 2 });
    const { threads: found } = await fetchThreads(ask(), place, ['ny-traad']);
    expect(found[0]?.discussion?.number).toBe(first.created[0]?.number);
  });

  test('does not create twice when the answer to a creation is lost', async () => {
    const before = github.repository.discussions.length;
    github.failNext('none', 'none', 'truncated length');
    await expect(openThreads(ask(), place, openings, 0)).rejects.toThrow(FetchError);
    await openThreads(ask(), place, openings, 0);
    expect(github.repository.discussions.length - before).toBe(1);
  });
});

describe('when GitHub fails', () => {
  const passing: readonly Fault[] = [
    'secondary limit',
    'too many requests',
    'server error',
    'bad gateway',
    'unavailable',
    'connection reset',
    'half JSON',
  ];

  test.each(passing)('%s once: the fetch is tried again and is whole', async (fault) => {
    github.failNext(fault);
    const { outcome } = await updateSnapshot(options());
    expect(outcome).toBe('fetched');
  });

  test.each(Object.keys(faults).filter((fault) => fault !== 'none') as Fault[])(
    '%s for good: the last good snapshot stands, byte for byte',
    async (fault) => {
      expect((await updateSnapshot(options())).outcome).toBe('fetched');
      const before = await readFile(options().file);
      github.failAlways(fault);
      const { outcome, messages } = await updateSnapshot(options());
      expect(outcome).toBe('kept');
      expect(messages[0]).toMatch(/^Svarene kunne ikke hentes fra GitHub: /);
      expect(await readFile(options().file)).toEqual(before);
    },
  );

  test.each(Object.keys(faults).filter((fault) => fault !== 'none') as Fault[])(
    '%s in the middle, with no snapshot: nothing is written, and the build is told',
    async (fault) => {
      github.failNext('none', ...Array.from({ length: 4 }, () => fault));
      const { outcome } = await updateSnapshot(options());
      expect(outcome).toBe('failed');
      await expect(readFile(options().file)).rejects.toThrow('ENOENT');
    },
  );

  test('pages that never end are noticed at once, not when the hour’s points are spent', async () => {
    github.failAlways('endless pages');
    await updateSnapshot(options());
    expect(github.requests.length).toBeLessThan(6);
  });

  test('with no snapshot, the public site’s own copy is checked and used, paper left out', async () => {
    const { threads: found } = await fetchThreads(ask(), place, threads);
    const [thread] = found;
    const paper: Reply = {
      id: 'paa-papir',
      channel: 'papir',
      name: 'Beboer',
      created: '2026-11-01',
      state: 'shown',
      text: 'x',
      isBoard: false,
      isMail: false,
    };
    const copy = snapshotOf(
      place.repository,
      [
        ...found.slice(1),
        ...(thread ? [{ ...thread, replies: [...thread.replies, paper] }] : []),
        { thread: 'kun-papir', replies: [paper] },
      ],
      '2026-11-20T10:00:00.000Z',
    );
    const [server, address] = await serve(JSON.stringify(copy));
    github.failAlways('unavailable');
    const { outcome } = await updateSnapshot(options({ publicCopy: address }));
    server.close();
    expect(outcome).toBe('restored');
    const restored = await readFile(options().file, 'utf8');
    expect(restored).not.toContain('paa-papir');
    expect(parseSnapshot(restored)).toMatchObject({ snapshot: { fetchedAt: '2026-11-20T10:00:00.000Z' } });
  });

  test.each([
    ['cut', (text: string) => text.slice(0, text.length / 2)],
    ['changed by hand', (text: string) => text.replace('"isBoard":false', '"isBoard":true')],
    ['of another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['not JSON', () => '<html></html>'],
  ])('a public copy that is %s is not believed', async (_, spoil) => {
    const { threads: found } = await fetchThreads(ask(), place, threads);
    const [server, address] = await serve(
      spoil(JSON.stringify(snapshotOf(place.repository, found, '2026-11-20T10:00:00.000Z'))),
    );
    github.failAlways('unavailable');
    expect((await updateSnapshot(options({ publicCopy: address }))).outcome).toBe('failed');
    server.close();
  });

  test('losing more than half of all replies stops, and goes on only with a person’s word', async () => {
    await updateSnapshot(options());
    const before = await readFile(options().file);
    for (const discussion of github.repository.discussions) discussion.comments.splice(0);
    const stopped = await updateSnapshot(options());
    expect(stopped.outcome).toBe('failed');
    expect(stopped.messages.join(' ')).toContain('--accept-drop');
    expect(await readFile(options().file)).toEqual(before);
    expect((await updateSnapshot(options({ isDropAccepted: true }))).outcome).toBe('fetched');
  });

  test('a snapshot that is broken is replaced by a whole one', async () => {
    await writeFile(options().file, '{"version":1,');
    expect((await updateSnapshot(options())).outcome).toBe('fetched');
  });
});

test('the same answer gives the same snapshot but for its time', async () => {
  await updateSnapshot(options());
  const first = await readFile(options().file, 'utf8');
  await updateSnapshot(options());
  expect(await readFile(options().file, 'utf8')).toBe(first);
});

/** Serves one text on loopback; gives the server and the text's address. */
function serve(text: string): Promise<[Server, string]> {
  const server = createServer((_, response) => response.end(text));
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      const address = server.address();
      resolve([server, `http://localhost:${typeof address === 'object' ? address?.port : ''}/debat/svar.json`]);
    });
  });
}

afterEach(() => github.failAlways(undefined));
