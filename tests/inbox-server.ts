import { spawn, type ChildProcess } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { fingerprintOf, tidied, type Content } from '../src/inbox/fingerprint.ts';
import { caseKey, caseNumber, signPreview, type Secrets } from '../src/inbox/secrets.ts';
import { dist } from './built.ts';
import { copySite, outsideTests, type SiteCopy } from './site-copy.ts';

/** What the servers of tests sign with. */
export const secrets: Secrets = ['tests-and-nothing-but-tests-sign-with-this'];

/** The project and its built site in another folder, ready for its server. */
export async function copyBuiltSite(): Promise<SiteCopy> {
  const copy = await copySite();
  await cp(dist, copy.dist, { recursive: true });
  return copy;
}

/** The server of `npm start`, running as a process of its own. */
export interface InboxServer {
  readonly origin: string;
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  /** Resolves when it has ended. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the server in `folder`, on a port of its own, and waits until it is ready. */
export async function startServer(folder: string, environment: Record<string, string> = {}): Promise<InboxServer> {
  const child = spawn(process.execPath, ['src/serve.ts'], {
    cwd: folder,
    env: { ...outsideTests(), HOST: '127.0.0.1', PORT: '0', INBOX_SECRET: secrets[0], ...environment },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => {
        output += text.toString();
        const found = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
        if (found) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`The server did not start:\n${output}`)));
  });
  return {
    origin,
    child,
    said: () => output,
    kill: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A reply as a browser would send it, and what the server is to make of it. */
export interface Form {
  readonly content: Content;
  readonly fingerprint: string;
  readonly once: string;
  /** Case number. */
  readonly id: string;
  /** Private key of the case. */
  readonly key: string;
}

/** A filled form. */
export async function formOf(written: Content, once: string): Promise<Form> {
  const content = tidied(written);
  const fingerprint = await fingerprintOf(content);
  const id = caseNumber(fingerprint);
  return { content, fingerprint, once, id, key: await caseKey(once, id, secrets) };
}

/** Has the server give a task for the form and solves it, as the page does. */
export async function proofFor({ fingerprint }: Form, origin: string): Promise<string> {
  const headers = { origin };
  const response = await fetch(`${origin}/svar/opgave/`, { method: 'POST', headers, body: fingerprint });
  const challenge = (await response.json()) as Challenge;
  return btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }));
}

/** The token of a preview that was looked at for ten seconds. */
export const tokenFor = ({ fingerprint, once }: Form): Promise<string> =>
  signPreview(fingerprint, once, Date.now() - 10_000, secrets);

const boundary = '----beboerdebat-formular';
/** Content type of {@link bodyOf}. */
export const bodyType = `multipart/form-data; boundary=${boundary}`;

/** Fields as a browser's form sends them. */
export function bodyOf(fields: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
}

/** Every field of the form; `meant` is its `proof` or its `token`. */
export const fieldsOf = ({ content: { kind: _, ...content }, once }: Form, meant: Record<string, string>) => ({
  ...content,
  consent: 'ja',
  once,
  ...meant,
});

/** A request, as far as a test has something to say about it. */
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

/** Sends a request as it is, with nothing a library adds; throws when the server is gone before it has answered. */
export function send(
  url: string,
  { method = 'GET', headers = {}, body, localAddress, agent }: Sending = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const own = { ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }), ...headers };
    const sent = request(
      url,
      { method, headers: own, ...(localAddress && { localAddress }), ...(agent && { agent }) },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response
          .on('data', (part: string) => (text += part))
          .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
          .on('error', reject);
      },
    );
    sent.on('error', reject).end(body);
  });
}

/** Posts a form's fields from our own page. */
export const post = (origin: string, fields: Readonly<Record<string, string>>, { headers, ...more }: Sending = {}) =>
  send(`${origin}/svar/`, {
    method: 'POST',
    body: bodyOf(fields),
    ...more,
    headers: { origin, 'content-type': bodyType, ...headers },
  });

/** Where the server keeps its cases. */
export const queueOf = (folder: string): string => join(folder, '.data/indbakke');
