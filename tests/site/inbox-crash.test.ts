import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { folderQueue } from '../../src/inbox/folder-queue.ts';
import { localPublisher } from '../../src/inbox/local-publisher.ts';
import { approve, carryOutLabels, withdraw } from '../../src/inbox/moderation.ts';
import { spelled } from '../../src/inbox/pages.ts';
import { caseSchema, type Case, type Publisher, type Waiting } from '../../src/inbox/queue.ts';
import { readLocalReplies } from '../../src/replies/local.ts';
import { root } from '../built.ts';
import { filled, type Fields } from '../inbox-forms.ts';
import {
  copyBuiltSite,
  post,
  queueOf,
  send,
  startServer,
  ticketFor,
  type InboxServer,
  type Ticket,
} from '../inbox-server.ts';
import { outsideTests, run } from '../site-copy.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A text no other reply has, of about `length` characters. */
const textOf = (name: string, length = 100) =>
  `Svar ${name}. ${'Åh, hvem har nøglen?\n\n»Ingen« ved det & spørger. 🙂 '.repeat(length / 50)}`.trim();

/** Every case in a queue's folder by its path there; throws at a file that is not one whole case. */
async function casesIn(folder: string, known: ReadonlyMap<string, Case> = new Map()): Promise<Map<string, Case>> {
  const cases = new Map(known);
  for (const part of ['venter', 'afgjort']) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      const path = `${part}/${name}`;
      if (name.endsWith('.ny') || known.has(path)) continue;
      cases.set(path, caseSchema.parse(JSON.parse(await readFile(join(folder, path), 'utf8'))));
    }
  }
  return cases;
}

/** Sends one reply after the other on eight connections until the server is gone; gives those it did not answer. */
async function load(
  server: InboxServer,
  next: () => Promise<Ticket>,
  onAnswer: (ticket: Ticket, answer: string) => void,
): Promise<Ticket[]> {
  const agent = new Agent({ keepAlive: true });
  const untilGone = async (): Promise<Ticket> => {
    for (;;) {
      const ticket = await next();
      const answer = await post(server, ticket.fields, { agent }).catch(() => undefined);
      if (!answer) return ticket;
      onAnswer(ticket, `${answer.status} ${answer.headers.location}`);
    }
  };
  const unanswered = await Promise.all(Array.from({ length: 8 }, untilGone));
  agent.destroy();
  return unanswered;
}

const thanks = ({ caseAddress }: Ticket) => `303 ${caseAddress}&ny=1`;
const waitingAt = ({ id }: Ticket) => `venter/${id}.json`;

// Two servers at once, each in a folder of its own, each killed fifty times: 0 to 5 milliseconds after it has answered 0
// to 40 times, so that a slow machine is no milder than a fast one.
test.concurrent.for([4, 17])(
  'killed at fifty random moments (seed %i), the server has every reply it gave thanks for, once and whole',
  { timeout: 600_000 },
  async (seed, { expect, onTestFinished }) => {
    const copy = await copyBuiltSite();
    onTestFinished(copy.remove);
    const settings = {
      INBOX_RATE: '1000000',
      INBOX_LIMIT: '1000000',
      NODE_COMPILE_CACHE: join(copy.folder, '.data/compiled'),
    };
    // Node keeps what it compiled when it ends by itself; with that, a start costs half.
    await run('--eval', ["import('./src/serve.ts')"], copy.folder, settings);

    const random = randomFrom(seed);
    let made = 0;
    const newFields = (): Fields => ({ text: textOf(`${seed}-${(made += 1)}`, random() * 2_800) });
    let server = await startServer(copy.folder, settings);
    onTestFinished(() => server.kill('SIGKILL'));
    const proven = await Promise.all(Array.from({ length: 40 }, () => ticketFor(newFields(), server)));
    await server.kill('SIGKILL');

    const all = new Map<string, Ticket>();
    const thanked: Ticket[] = [];
    const otherAnswers: string[] = [];
    const unanswered: Ticket[] = [];
    // Some have a proof of work, some were sent before, and most come from a preview, which costs the test no work.
    const next = async (): Promise<Ticket> => {
      const kind = random() * 8;
      const known = kind < 1 ? proven.pop() : kind < 2 ? thanked[Math.floor(random() * thanked.length)] : undefined;
      const ticket = unanswered.shift() ?? known ?? (await ticketFor(newFields()));
      all.set(ticket.id, ticket);
      return ticket;
    };

    const lost: string[] = [];
    let found = new Map<string, Case>();
    for (let kill = 1; kill <= 50; kill += 1) {
      server = await startServer(copy.folder, settings);
      const enough = Promise.withResolvers<void>();
      let left = Math.floor(random() * 41);
      const loading = load(server, next, (ticket, answer) => {
        if (answer === thanks(ticket)) thanked.push(ticket);
        else otherAnswers.push(answer);
        if ((left -= 1) <= 0) enough.resolve();
      });
      if (left > 0) await enough.promise;
      await wait(random() * 5);
      await server.kill('SIGKILL');
      unanswered.push(...(await loading));
      found = await casesIn(queueOf(copy.folder), found);
      lost.push(...thanked.map(waitingAt).filter((path) => !found.has(path)));
    }
    expect({ otherAnswers, lost }).toEqual({ otherAnswers: [], lost: [] });

    server = await startServer(copy.folder, settings);
    for (const ticket of unanswered) {
      const { status, headers } = await post(server, ticket.fields);
      expect(`${status} ${headers.location}`).toBe(thanks(ticket));
    }
    for (const { id, caseAddress } of new Set(thanked)) {
      const { status, text } = await send(`${server.origin}${caseAddress}`);
      expect([status, text.includes(spelled(id))]).toEqual([200, true]);
    }
    await server.kill('SIGKILL');

    const kept = [...(await casesIn(queueOf(copy.folder)))].map(([path, { state, words }]) => [path, state, words]);
    const sent = [...all.values()].map((ticket) => {
      const { name, place, ties, text } = ticket.fields;
      return [waitingAt(ticket), 'waiting', { name, place, ties, text }];
    });
    expect(new Map(kept.map(([path, ...rest]) => [path, rest]))).toEqual(
      new Map(sent.map(([path, ...rest]) => [path, rest])),
    );
    const queue = folderQueue(queueOf(copy.folder));
    expect([(await queue.open()).length, await queue.count()]).toEqual([all.size, all.size]);
  },
);

test('what a crash left half written is never a case, and is cleared away when it is a minute old', async () => {
  const copy = await copyBuiltSite();
  onTestFinished(copy.remove);
  const waiting = join(queueOf(copy.folder), 'venter');
  await mkdir(waiting, { recursive: true });
  for (const name of ['frisk.ny', 'gammel.ny']) await writeFile(join(waiting, name), '{"id": "abc');
  await utimes(join(waiting, 'gammel.ny'), 0, Date.now() / 1000 - 61);

  const server = await startServer(copy.folder, { INBOX_LIMIT: '1' });
  onTestFinished(() => server.kill('SIGKILL'));
  const tickets = await Promise.all(['det første', 'det andet'].map((name) => ticketFor({ text: textOf(name) })));
  const statuses: number[] = [];
  for (const { fields } of tickets) statuses.push((await post(server, fields)).status);
  expect(statuses).toEqual([303, 503]);
  expect((await readdir(waiting)).sort()).toEqual([`${tickets[0]?.id}.json`, 'frisk.ny'].sort());
});

/** A queue, and a store of approved replies, in a folder that goes with the test. */
async function openFolders() {
  const folder = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [cases, store] = [join(folder, 'indbakke'), join(folder, 'svar-her')];
  const shown = async () =>
    (await readLocalReplies(store)).replies.filter(({ reply }) => reply.state === 'shown').map(({ reply }) => reply.id);
  return { cases, store, queue: folderQueue(cases), publisher: localPublisher(store), shown };
}

async function waitingCase(text: string): Promise<Waiting> {
  const { id } = await ticketFor({ text });
  const { name, place, ties, thread } = filled;
  const received = '2026-11-22T12:00:00.000Z';
  const words = { name, place, ties, text };
  return { id, kind: 'reply', thread, parent: '', keyHash: id, received, labels: [], state: 'waiting', words };
}

/** The same values in another order. */
const shuffled = <Value>(values: readonly Value[], random: () => number): Value[] =>
  values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

/** Sets somebody to work, and kills them `moment` milliseconds after `enough` decisions; gives what they said by then. */
async function moderate(values: readonly string[], cache: string, enough: number, moment = 0): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'tests/fixtures/moderator.ts'), ...values], {
    env: { ...outsideTests(), NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  const reached = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.split('\n').length - 2 >= enough) resolve();
    });
  });
  await Promise.race([reached, ended]);
  await wait(moment);
  child.kill('SIGKILL');
  await ended;
  return said;
}

test(
  'one who approves and one who takes back, killed at thirty random moments, leave each reply shown once or not at all',
  { timeout: 600_000 },
  async () => {
    const { cases, store, queue, publisher, shown } = await openFolders();
    const random = randomFrom(30);
    const cache = join(store, '../compiled');
    await moderate([cases, store, 'approve'], cache, Number.POSITIVE_INFINITY);
    const approved: string[] = [];
    const takenBack: string[] = [];
    const confirmed = new Set<string>();
    const both: string[] = [];
    let before: string[] = [];
    for (let round = 1; round <= 15; round += 1) {
      const items = await Promise.all(Array.from({ length: 16 }, (_, n) => waitingCase(textOf(`${round}-${n}`))));
      await Promise.all(items.map((item) => queue.add(item)));
      const ids = items.map(({ id }) => id);
      const [kept, regretted] = [ids.slice(0, 8), ids.slice(8)];
      const work = (verdict: string, list: readonly string[]) =>
        moderate([cases, store, verdict, ...shuffled(list, random)], cache, random() * list.length, random() * 3);
      const said = await Promise.all([work('approve', ids), work('withdraw', [...before, ...regretted])]);
      for (const [, id = ''] of said.join('').matchAll(/^withdrawn (\w+)$/gm)) confirmed.add(id);
      for (const id of await shown()) {
        const state = (await queue.find(id.slice(2)))?.item.state ?? 'gone';
        if (state === 'waiting' || state === 'gone') both.push(`${id}: shown, and ${state}`);
      }
      approved.push(...kept);
      takenBack.push(...regretted);
      before = regretted;
    }
    expect(both).toEqual([]);

    await carryOutLabels(queue, publisher);
    expect((await queue.open()).filter(({ item }) => item.state !== 'waiting')).toEqual([]);
    expect((await shown()).filter((id) => confirmed.has(id.slice(2)))).toEqual([]);

    // What was not answered is asked again: the board says yes, the writers take theirs back.
    for (const id of approved) expect(await approve(queue, publisher, id, '')).toBe('approved');
    for (const id of takenBack) expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
    expect((await shown()).sort()).toEqual(approved.map((id) => `f-${id}`).sort());
    const left = [...(await casesIn(cases))].map(([path, { state, words }]) => [path, state, words]);
    const decided = (state: string) => (id: string) => [`afgjort/${id}.json`, state, undefined];
    expect(left.sort()).toEqual([...approved.map(decided('shown')), ...takenBack.map(decided('withdrawn'))].sort());
  },
);

// One approves, the writer takes it back meanwhile, and the first sees too late that it came too late, or never does.
test.each([['is not stopped'], ['is killed']])(
  'what was taken back while it was being approved is not left on the site when who approves %s',
  async (how) => {
    const { queue, publisher, shown } = await openFolders();
    const item = await waitingCase(textOf('taget tilbage'));
    await queue.add(item);
    const late: Publisher = {
      ...publisher,
      publish: async (given) => {
        expect(await withdraw(queue, publisher, item.id)).toBe('withdrawn');
        const posted = await publisher.publish(given);
        if (how === 'is killed') throw new Error('killed');
        return posted;
      },
    };
    const approving = approve(queue, late, item.id, '');
    if (how === 'is killed') await expect(approving).rejects.toThrow('killed');
    else expect(await approving).toBe('withdrawn');
    await carryOutLabels(queue, publisher);
    expect((await queue.find(item.id))?.item.state).toBe('withdrawn');
    expect(await shown()).toEqual([]);
  },
);

// What is half written is somebody's words, too.
test('a server that starts clears old drafts out of every folder it keeps replies in', async () => {
  const copy = await copyBuiltSite();
  onTestFinished(copy.remove);
  const parts = ['indbakke/venter', 'indbakke/afgjort', 'svar-her/vist', 'svar-her/fjernet'];
  const drafts = parts.map((part) => `.data/${part}/0.json.ny`);
  for (const draft of drafts) {
    await copy.write(draft, '{"navn": "Åse"');
    await utimes(join(copy.folder, draft), 0, 0);
  }
  const server = await startServer(copy.folder);
  onTestFinished(() => server.kill('SIGKILL'));
  const left = () => drafts.filter((draft) => existsSync(join(copy.folder, draft)));
  await expect.poll(left, { timeout: 5_000 }).toEqual([]);
});

test('a queue that has been open for long clears drafts away with all else that is too old', async () => {
  const { cases, queue } = await openFolders();
  await queue.open();
  const draft = join(cases, 'venter/0.ny');
  await writeFile(draft, '{"navn": "Åse"');
  await utimes(draft, 0, 0);
  await queue.purge(new Date(0));
  expect(await readdir(join(cases, 'venter'))).toEqual([]);
});
