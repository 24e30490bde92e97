import { createServer } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { githubInbox, type Environment } from '../src/inbox/github-inbox.ts';
import type { Publisher, Queue, Waiting } from '../src/inbox/queue.ts';
import { asker, type Patience } from '../src/github/transport.ts';
import { fetchThreads, type Place } from '../src/replies/github.ts';
import type { FakeApp } from './fakes/github/apps.ts';
import { personIn, type Person } from './fakes/github/person.ts';
import { exampleRepository, inboxRepository } from './fakes/github/repository.ts';
import { startFakeGitHub, type FakeGitHub } from './fakes/github/server.ts';
import type { FakeComment, FakeIssue, FakeRepository } from './fakes/github/state.ts';
import { textsIn } from './fakes/github/texts.ts';

export const thread = 'en-plan-er-staerkere-end-fire';
/** A thread that two Discussions have. */
export const doubleThread = 'unge-ved-bordet';
export const slug = 'beboerdebat-svar';
export const place: Place = {
  repository: 'beboerdebat/beboerdebat',
  category: 'Debat',
  board: ['beboerdebat-bestyrelsen'],
  app: slug,
};

/** Waits for nobody, but gives a slow machine time to answer. */
const hasty: Patience = { tries: 2, timeout: 5_000, pause: 1, longestWait: 20 };

/** A queue and a publisher of one process. */
export interface Inbox {
  readonly queue: Queue;
  readonly publisher: Publisher;
}

/** A fake GitHub with a public and a private repository, the App that is in both, and what a test asks about them. */
export interface World {
  readonly fake: FakeGitHub;
  readonly app: FakeApp;
  /** The public repository. */
  readonly site: FakeRepository;
  /** The private one. */
  readonly inbox: FakeRepository;
  readonly settings: Environment;
  /** A board member in the private repository. */
  readonly karen: Person;
  /** The inbox of another process, with other settings where they are given. */
  open(change?: Environment, patience?: Partial<Patience>): Inbox;
  /** What the build would read. */
  fetched(app?: string | null): ReturnType<typeof fetchThreads>;
  issues(): readonly FakeIssue[];
  /** Comments the App has written in public, with answers among them. */
  posted(): readonly FakeComment[];
  /** Every text of the public repository. */
  publicTexts(): string;
  /** Every text anywhere. */
  allTexts(): string;
}

/** Starts a {@link World}; it ends with the test. */
export async function startWorld(): Promise<World> {
  const site = exampleRepository();
  const inbox = inboxRepository();
  const fake = await startFakeGitHub(site, { others: [inbox], points: 5_000 });
  onTestFinished(() => fake.close());
  const app = fake.createApp({
    slug,
    repositories: [site, inbox],
    permissions: { issues: 'write', discussions: 'write', contents: 'write' },
  });
  const settings = {
    INBOX_APP_ID: String(app.id),
    INBOX_APP_KEY: app.privateKey,
    INBOX_INSTALLATION_ID: String(app.installationId),
    INBOX_APP_LOGIN: slug,
    INBOX_REPOSITORY: 'beboerdebat/indbakke',
    GITHUB_REPOSITORY: place.repository,
    GITHUB_API_URL: fake.baseUrl,
    GITHUB_GRAPHQL_URL: fake.url,
  };
  const threads = [thread, doubleThread];
  return {
    fake,
    app,
    site,
    inbox,
    settings,
    karen: personIn(inbox),
    open(change = {}, patience = {}) {
      const opened = githubInbox({ ...settings, ...change }, { ...hasty, ...patience });
      if (!opened?.queue) throw new Error('There is no inbox on GitHub.');
      return { queue: opened.queue, publisher: opened.publisher };
    },
    fetched: (login = slug) =>
      fetchThreads(asker({ url: fake.url, token: 'test-token' }, hasty), { ...place, app: login }, threads),
    issues: () => inbox.issues ?? [],
    posted: () =>
      site.discussions
        .flatMap(({ comments }) => comments.flatMap((top) => [top, ...(top.replies ?? [])]))
        .filter(({ author }) => author?.login === slug),
    publicTexts: () => textsIn([site]).join('\n'),
    allTexts: () => fake.texts().join('\n'),
  };
}

/** What an invented resident wrote. */
export const words: Waiting['words'] = {
  name: 'Grethe Vognstrup',
  place: 'Opgang 7',
  ties: 'Passer bedene',
  text: 'Husk bænken ved legepladsen.\n\nDen har stået der siden 1978.',
};

/** Words that stand in what she wrote, and nowhere else. */
export const traces = ['Grethe', 'Vognstrup', 'Opgang 7', 'Passer bedene', 'Husk bænken', 'siden 1978'];

/** Nothing the resident wrote stands anywhere but in the first comment of the one private issue. */
export function expectHidden({ issues, publicTexts }: World): void {
  const [issue, ...others] = issues();
  expect(others).toEqual([]);
  for (const trace of traces) {
    expect(publicTexts()).not.toContain(trace);
    expect([issue?.title, issue?.body, ...(issue?.formerTexts ?? [])].join('\n')).not.toContain(trace);
    expect(issue?.comments[0]?.body).toContain(trace);
    expect(
      issue?.comments
        .slice(1)
        .map(({ body }) => body)
        .join('\n'),
    ).not.toContain(trace);
  }
}

/** The issue is closed, and nobody's words are left in it but what the App itself tells. */
export function expectEmptied(issue: FakeIssue | undefined, gone = traces): void {
  expect(issue).toMatchObject({ state: 'CLOSED' });
  for (const { author, body } of issue?.comments ?? []) {
    expect(author).toEqual({ type: 'Bot', login: slug });
    for (const trace of gone) expect(body).not.toContain(trace);
  }
}

/** A case that waits. */
export const waiting = (change: Partial<Omit<Waiting, 'state'>> = {}): Waiting => ({
  id: '4tz9k2m7qxw1',
  kind: 'reply',
  thread,
  parent: '',
  keyHash: '7d0ns5e2kz8vw3ah1bqt9cm6xg',
  received: '2026-11-20T18:30:00.000Z',
  labels: [],
  state: 'waiting',
  words,
  ...change,
});

/** A report of a reply. */
export const report = (parent: string, change: Partial<Omit<Waiting, 'state'>> = {}): Waiting =>
  waiting({ id: 'r3p0rt5k8w2z', kind: 'report', parent, ...change });

/** One request as it was sent. */
export interface Sent {
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

/** Stands between one process and GitHub: remembers all that was sent, and can hold one request back. */
export interface Relay {
  readonly baseUrl: string;
  readonly sent: readonly Sent[];
  /** Holds request `nth` back, counted from 1; `reached` comes when it is there, and `release` lets it go on. */
  holdAt(nth: number): { readonly reached: Promise<void>; release(): void };
}

/** Starts a {@link Relay} to `target`; it ends with the test. */
export async function startRelay(target: string): Promise<Relay> {
  const sent: Sent[] = [];
  const holds = new Map<number, { reach(): void; readonly released: Promise<void> }>();
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(Buffer.from(part));
      const body = Buffer.concat(parts).toString();
      const { url: path = '', method = '', headers } = request;
      sent.push({ path, authorization: headers.authorization ?? '', body });
      const hold = holds.get(sent.length);
      hold?.reach();
      await hold?.released;
      const answer = await fetch(`${target}${path}`, {
        method,
        headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
        body,
      });
      const text = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return {
    baseUrl: `http://localhost:${typeof address === 'object' && address ? address.port : ''}`,
    sent,
    holdAt(nth) {
      const reached = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      holds.set(nth, { reach: reached.resolve, released: released.promise });
      return { reached: reached.promise, release: released.resolve };
    },
  };
}
