import { spawn } from 'node:child_process';
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
import { caseSchema, type Case, type Publisher } from '../../src/inbox/queue.ts';
import { readLocalReplies } from '../../src/replies/local.ts';
import { root } from '../built.ts';
import {
  copyBuiltSite,
  fieldsOf,
  formOf,
  post,
  proofFor,
  queueOf,
  send,
  startServer,
  tokenFor,
  type Form,
  type InboxServer,
} from '../inbox-server.ts';
import { outsideTests } from '../site-copy.ts';

const thread = 'en-plan-er-staerkere-end-fire';
const roomy = { INBOX_RATE: '1000000', INBOX_LIMIT: '1000000' };

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

const sentences = [
  'Jeg synes, vi skal begynde med gården.',
  'Børnene på øverste etage kan ikke nå cyklerne.',
  'Hvem har nøglen?\n\nIngen ved det. 🙂',
  'Årets møde »var for kort«, & det siger jeg højt.',
];
const written = (about: string, length: number): string => {
  let text = `Svar ${about}.`;
  for (let n = about.length; text.length < length; n += 1) text += ` ${sentences[n % sentences.length]}`;
  return text;
};

/** A form no other has the text of. */
const formAbout = (about: string, length = 300) =>
  formOf(
    { kind: 'reply', thread, parent: '', name: 'Åse', place: 'Blok 4', ties: '', text: written(about, length) },
    'abcdefghjkmnpqrstvwxyz0123'.slice(0, 26),
  );

/** A reply on its way in. */
interface Ticket {
  readonly form: Form;
  readonly fields: Readonly<Record<string, string>>;
}

async function ticketFrom(form: Form, proof?: string): Promise<Ticket> {
  return { form, fields: fieldsOf(form, proof ? { proof } : { token: await tokenFor(form) }) };
}

/** Every case in the queue's folder, by the name of its file; throws when a file is not a whole case. */
async function casesIn(folder: string, known: ReadonlyMap<string, Case> = new Map()): Promise<Map<string, Case>> {
  const cases = new Map(known);
  for (const part of ['venter', 'afgjort']) {
    for (const name of await readdir(join(folder, part))) {
      if (name.endsWith('.ny')) continue;
      const path = `${part}/${name}`;
      if (known.has(path)) continue;
      cases.set(path, caseSchema.parse(JSON.parse(await readFile(join(folder, path), 'utf8'))));
    }
  }
  return cases;
}

const pathOf = ({ id }: Form) => `venter/${id}.json`;

/** As many replies as the server manages, on eight connections, until it is gone. */
async function load(
  server: InboxServer,
  next: () => Promise<Ticket>,
  onAnswer: (ticket: Ticket, told: string) => void,
  onSilence: (ticket: Ticket) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const connection = async () => {
    for (;;) {
      const ticket = await next();
      const answer = await post(server.origin, ticket.fields, { agent }).catch(() => undefined);
      if (!answer) return onSilence(ticket);
      onAnswer(ticket, `${answer.status} ${answer.headers.location}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, connection));
  agent.destroy();
}

const thanks = ({ id, key }: Form) => `303 /svar/sag/?noegle=${id}.${key}&ny=1`;

// Two servers at once, each in a folder of its own, each killed fifty times after 0 to 150 milliseconds of load.
test.concurrent.each([4, 17])(
  'killed at fifty random moments (seed %i), it has every reply it gave thanks for, once and whole',
  { timeout: 600_000 },
  async (seed) => {
    const copy = await copyBuiltSite();
    onTestFinished(copy.remove);
    const queue = queueOf(copy.folder);
    const random = randomFrom(seed);
    let made = 0;
    const newForm = () => formAbout(`${seed}-${(made += 1)}`, 20 + random() * 2_800);

    let server = await startServer(copy.folder, roomy);
    onTestFinished(() => server.kill('SIGKILL'));
    const proven = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const form = await newForm();
        return ticketFrom(form, await proofFor(form, server.origin));
      }),
    );
    await server.kill('SIGKILL');

    const all = new Map<string, Ticket>();
    const thanked: Ticket[] = [];
    let unanswered: Ticket[] = [];
    const wrong: string[] = [];
    // One in eight has a proof of work, one in eight was sent before; the rest come from a preview.
    const next = async (): Promise<Ticket> => {
      const chance = random();
      const ticket =
        unanswered.shift() ??
        (chance < 1 / 8 ? proven.pop() : chance < 1 / 4 ? thanked[Math.floor(random() * thanked.length)] : undefined) ??
        (await ticketFrom(await newForm()));
      all.set(pathOf(ticket.form), ticket);
      return ticket;
    };
    const onAnswer = (ticket: Ticket, told: string) => {
      if (told === thanks(ticket.form)) thanked.push(ticket);
      else wrong.push(told);
    };

    let found = new Map<string, Case>();
    const lost: string[] = [];
    for (let kill = 1; kill <= 50; kill += 1) {
      server = await startServer(copy.folder, roomy);
      const silent: Ticket[] = [];
      const loading = load(server, next, onAnswer, (ticket) => silent.push(ticket));
      await wait(random() * 150);
      await server.kill('SIGKILL');
      await loading;
      unanswered = silent;
      found = await casesIn(queue, found);
      lost.push(...thanked.map(({ form }) => pathOf(form)).filter((path) => !found.has(path)));
    }
    expect({ wrong, lost }).toEqual({ wrong: [], lost: [] });
    expect(thanked.length).toBeGreaterThan(50);

    server = await startServer(copy.folder, roomy);
    for (const ticket of unanswered) {
      const { status, headers } = await post(server.origin, ticket.fields);
      expect(`${status} ${headers.location}`).toBe(thanks(ticket.form));
    }
    for (const { form } of new Set(thanked)) {
      const { status, text } = await send(`${server.origin}/svar/sag/?noegle=${form.id}.${form.key}`);
      expect([status, text.includes(spelled(form.id))]).toEqual([200, true]);
    }
    await server.kill('SIGKILL');

    const kept = await casesIn(queue);
    const told = [...kept].map(([path, { state, words }]) => [path, state, words]);
    const expected = [...all].map(([path, { form }]) => {
      const { name, place, ties, text } = form.content;
      return [path, 'waiting', { name, place, ties, text }];
    });
    expect(told.sort()).toEqual(expected.sort());
    const again = folderQueue(queue);
    expect([(await again.open()).length, await again.count()]).toEqual([all.size, all.size]);
  },
);

test('what a crash left half written is never counted as a case, and cleared away when it is a minute old', async () => {
  const copy = await copyBuiltSite();
  onTestFinished(copy.remove);
  const waiting = join(queueOf(copy.folder), 'venter');
  await mkdir(waiting, { recursive: true });
  const drafts = ['gammel.ny', 'frisk.ny'].map((name) => join(waiting, name));
  for (const draft of drafts) await writeFile(draft, '{"id": "abc');
  await utimes(drafts[0] ?? '', 0, Date.now() / 1000 - 61);

  const server = await startServer(copy.folder, { INBOX_LIMIT: '1' });
  onTestFinished(() => server.kill('SIGKILL'));
  const statuses: number[] = [];
  for (const about of ['det første', 'det andet']) {
    const { fields } = await ticketFrom(await formAbout(about));
    statuses.push((await post(server.origin, fields)).status);
  }
  expect(statuses).toEqual([303, 503]);
  const { id } = await formAbout('det første');
  expect((await readdir(waiting)).sort()).toEqual([`${id}.json`, 'frisk.ny'].sort());
});

/** A queue and a store of approved replies, in a folder that is gone after the test. */
async function openFolders() {
  const folder = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [queueFolder, store] = [join(folder, 'queue'), join(folder, 'store')];
  return { queueFolder, store, queue: folderQueue(queueFolder), publisher: localPublisher(store) };
}

const waitingCase = (form: Form) => ({
  id: form.id,
  kind: 'reply' as const,
  thread,
  parent: '',
  keyHash: form.key,
  received: '2026-11-22T12:00:00.000Z',
  labels: [],
  state: 'waiting' as const,
  words: { name: 'Åse', place: '', ties: '', text: form.content.text },
});

/** Starts a moderator on some cases, kills it after `moment` milliseconds of work, and gives what it had said by then. */
async function moderate(values: readonly string[], moment: number): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'tests/fixtures/moderator.ts'), ...values], {
    env: outsideTests(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      resolve();
    });
    child.once('close', () => resolve());
  });
  await wait(moment);
  child.kill('SIGKILL');
  await ended;
  return said;
}

test(
  'two at work at once, approving and taking back, and killed at thirty random moments: each reply is shown once or not at all',
  { timeout: 600_000 },
  async () => {
    const { queueFolder, store, queue, publisher } = await openFolders();
    const random = randomFrom(30);
    const [kept, takenBack, both]: [string[], string[], string[]] = [[], [], []];
    const confirmed = new Set<string>();
    for (let kill = 1; kill <= 30; kill += 1) {
      const forms = await Promise.all(Array.from({ length: 24 }, (_, n) => formAbout(`${kill}-${n}`, 200)));
      await Promise.all(forms.map((form) => queue.add(waitingCase(form))));
      const ids = forms.map(({ id }) => id);
      kept.push(...ids.slice(0, 16));
      takenBack.push(...ids.slice(16));
      const said = await Promise.all([
        moderate([queueFolder, store, 'approve', ...ids.slice(8)], random() * 60),
        moderate(
          [queueFolder, store, ...(kill % 2 ? ['approve', ...ids] : ['withdraw', ...ids.slice(16)])],
          random() * 60,
        ),
      ]);
      for (const [, id = ''] of said.join('').matchAll(/^withdrawn (\w+)$/gm)) confirmed.add(id);
      const shown = await readLocalReplies(store);
      for (const { reply } of shown.replies) {
        const state = (await queue.find(reply.id.slice(2)))?.item.state;
        if (state === undefined || state === 'waiting') both.push(`${reply.id} is shown and ${state}`);
      }
    }
    expect(both).toEqual([]);

    await carryOutLabels(queue, publisher);
    const shownNow = async () => (await readLocalReplies(store)).replies.map(({ reply }) => reply);
    const stillThere = (await shownNow()).filter(({ id, state }) => state === 'shown' && confirmed.has(id.slice(2)));
    expect(stillThere).toEqual([]);

    // What was not answered is asked for again: by the board for its yes, by the writers for their no.
    for (const id of kept) expect(await approve(queue, publisher, id, '')).toBe('approved');
    for (const id of takenBack) expect(await withdraw(queue, publisher, id)).toBe('withdrawn');
    expect((await shownNow()).map(({ id, state }) => `${state} ${id}`).sort()).toEqual(
      kept.map((id) => `shown f-${id}`).sort(),
    );
    const cases = [...(await casesIn(queueFolder))].map(
      ([path, { state, words }]) => `${path} ${state} ${words?.text}`,
    );
    expect(cases.sort()).toEqual(
      [
        ...kept.map((id) => `afgjort/${id}.json shown undefined`),
        ...takenBack.map((id) => `afgjort/${id}.json withdrawn undefined`),
      ].sort(),
    );
  },
);

// The one approves, the other takes back, and the first is killed between publishing and seeing that it was too late.
test('what was taken back while it was being approved is not left on the site by a crash', async () => {
  const { store, queue, publisher } = await openFolders();
  const form = await formAbout('taget tilbage');
  await queue.add(waitingCase(form));
  const killed: Publisher = {
    ...publisher,
    publish: async (item) => {
      expect(await withdraw(queue, publisher, form.id)).toBe('withdrawn');
      await publisher.publish(item);
      throw new Error('killed');
    },
  };
  await expect(approve(queue, killed, form.id, '')).rejects.toThrow('killed');
  await carryOutLabels(queue, publisher);
  expect((await queue.find(form.id))?.item.state).toBe('withdrawn');
  expect((await readLocalReplies(store)).replies.filter(({ reply }) => reply.state === 'shown')).toEqual([]);
});
