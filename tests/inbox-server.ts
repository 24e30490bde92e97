import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import type { Challenge } from 'altcha-lib';
import type { Kind } from '../src/inbox/fingerprint.ts';
import { inboxFolder } from '../src/inbox/node.ts';
import { caseKey, caseNumber } from '../src/inbox/secrets.ts';
import { dist } from './built.ts';
import { filled, fingerprintFor, meant, multipart, proofOf, solved, type Fields } from './inbox-forms.ts';
import { copySite, outsideTests, type SiteCopy } from './site-copy.ts';

/** What servers of their own process sign with. */
export const secret = 'servere-i-egen-proces-skriver-under-med-dette';

/** The project with its built site in another folder, ready for its server. */
export async function copyBuiltSite(): Promise<SiteCopy> {
  const copy = await copySite();
  await cp(dist, copy.dist, { recursive: true });
  return copy;
}

/** Where a server in `folder` keeps its cases. */
export const queueOf = (folder: string): string => join(folder, inboxFolder);

/** The server of `npm start` as a process of its own. */
export interface InboxServer {
  readonly origin: string;
  readonly pid: number;
  /** Everything it has said so far. */
  said(): string;
  /** Sends it a signal, and waits until it has ended. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the server in `folder`, on a port of its own, and waits until it is ready. */
export async function startServer(folder: string, environment: Record<string, string> = {}): Promise<InboxServer> {
  const child = spawn(process.execPath, ['src/serve.ts'], {
    cwd: folder,
    env: { ...outsideTests(), HOST: '127.0.0.1', PORT: '0', INBOX_SECRET: secret, ...environment },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        output += text.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
        if (found) resolve(found[0]);
      });
    }
    void ended.then(() => reject(new Error(`The server did not start:\n${output}`)));
  });
  return {
    origin,
    pid: child.pid ?? 0,
    said: () => output,
    kill: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A filled form, ready to be sent, and what the server is to make of it. */
export interface Ticket {
  readonly fields: Fields;
  /** Case number. */
  readonly id: string;
  /** Where its writer is led. */
  readonly caseAddress: string;
}

/**
 * A form with other fields than {@link filled}, meant by its writer: proven to `server` by work, or, without one, by the
 * token of a preview.
 */
export async function ticketFor(changes: Fields, server?: InboxServer, kind: Kind = 'reply'): Promise<Ticket> {
  const fields: Fields = { ...filled, ...changes };
  const fingerprint = await fingerprintFor(fields, kind);
  const id = caseNumber(fingerprint);
  const key = await caseKey(fields['once'] ?? '', id, [secret]);
  return {
    fields: server ? { ...fields, proof: await proofFor(fingerprint, server) } : await meant(changes, secret, kind),
    id,
    caseAddress: `/svar/sag/?noegle=${id}.${key}`,
  };
}

/** Has the server give a task, and solves it as the page does. */
async function proofFor(fingerprint: string, { origin }: InboxServer): Promise<string> {
  const response = await fetch(`${origin}/svar/opgave/`, { method: 'POST', headers: { origin }, body: fingerprint });
  return proofOf(await solved((await response.json()) as Challenge));
}

/** A request as it is to stand on the line. */
export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** Address it is sent from. */
  readonly localAddress?: string | undefined;
  readonly agent?: Agent;
}

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a request with nothing added; rejects when the server is gone before it has answered. */
export function send(url: string, { body, localAddress, headers, ...more }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { ...more, headers: { ...headers }, ...(localAddress && { localAddress }) };
    request(url, options, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
        .on('error', reject);
    })
      .on('error', reject)
      .end(body);
  });
}

/** Sends a form as our own page does. */
export function post(
  { origin }: InboxServer,
  fields: Fields,
  { headers, ...more }: Sending = {},
  path = '/svar/',
): Promise<Answer> {
  const { body, type } = multipart(Object.entries(fields));
  const own = { origin, 'content-type': type };
  return send(`${origin}${path}`, { method: 'POST', body, ...more, headers: { ...own, ...headers } });
}
