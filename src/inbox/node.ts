import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { patient, prompt, type Patience } from '../github/transport.ts';
import { localFolder } from '../replies/local.ts';
import { folderQueue } from './folder-queue.ts';
import { githubInbox, type GitHubInbox } from './github-inbox.ts';
import type { InboxEnv } from './env.ts';
import { localPublisher } from './local-publisher.ts';
import type { Publisher, Queue } from './queue.ts';
import { rateLimiter } from './rate.ts';
import { secretsFrom } from './secrets.ts';

/** Where the queue lies when nothing else is said: outside git, and outside what is served. */
export const inboxFolder = '.data/indbakke';

/** Where replies wait, and where they go when the board says yes. */
export interface Inbox {
  readonly queue: Queue;
  readonly publisher: Publisher;
  /** GitHub's Discussions, where replies are kept there. */
  readonly discussions: GitHubInbox['discussions'] | undefined;
}

/**
 * The inbox the environment asks for: GitHub's where an App is named, else folders of this machine.
 * @throws when what is named is not whole
 */
export function inboxFrom(environment: NodeJS.ProcessEnv, root: string, patience: Patience = patient): Inbox {
  const github = githubInbox(environment, patience);
  const folder = join(root, environment['INBOX_FOLDER'] ?? inboxFolder);
  return {
    queue: github?.queue ?? folderQueue(folder),
    publisher: github?.publisher ?? localPublisher(join(root, localFolder)),
    discussions: github?.discussions,
  };
}

/** What the handler needs, on Node. `site` is the folder of the built site. */
export function nodeEnv(environment: NodeJS.ProcessEnv, root: string, site: string): InboxEnv & Inbox {
  const rate = rateLimiter(numberFrom(environment, 'INBOX_RATE', 20), rateMinutes * 60_000);
  return {
    ...inboxFrom(environment, root, prompt),
    // One for this run, when none is set: what it signed is worth nothing after the next start.
    secrets: environment['INBOX_SECRET'] ? secretsFrom(environment['INBOX_SECRET']) : [randomBytes(32).toString('hex')],
    readFile: (path) => readFile(join(site, path), 'utf8'),
    mayPass: async (request) => rate(request.headers.get(senderHeader) ?? ''),
    rateMinutes,
    queueLimit: numberFrom(environment, 'INBOX_LIMIT', 300),
    now: () => new Date(),
  };
}

/** Minutes over which what one sender sends is counted. */
const rateMinutes = 10;

/** Header in which the server hands over whom a request is from; what a request brought of that name is dropped. */
export const senderHeader = 'x-inbox-sender';

function numberFrom(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name];
  const value = text === undefined || text === '' ? otherwise : Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${name} must be a whole number above 0, not "${text}".`);
  return value;
}
