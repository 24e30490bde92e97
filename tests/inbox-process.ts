import { spawn } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inboxFolder, nodeEnv } from '../src/inbox/node.ts';
import { caseSchema } from '../src/inbox/queue.ts';
import { siteServer } from '../src/serve.ts';
import { dist } from './built.ts';
import { secret, type Host } from './inbox-hosts.ts';
import { speakTo } from './inbox-wire.ts';
import { outsideTests } from './site-copy.ts';

/** The user who has no rights of its own. */
export const nobody = 65_534;

/** What is taken from the server. */
export interface Loss {
  /** Largest file it may write, in blocks of 512 bytes: what a disk that is full does to it. */
  readonly blocks?: number;
  /** Lets it be nobody in particular, where it would else be the one user whom no right of a file holds back. */
  readonly isNobody?: boolean;
}

/** A new home for a server, and the folder its queue is in. */
export async function makeHome(): Promise<{ readonly home: string; readonly queue: string }> {
  const home = await mkdtemp(join(tmpdir(), 'indbakke-'));
  cpSync(join(dist, 'svar'), join(home, 'dist/svar'), { recursive: true });
  mkdirSync(join(home, '.data'));
  // Whoever the server is, it may read the site.
  chmodSync(home, 0o755);
  return { home, queue: join(home, inboxFolder) };
}

/** Starts the server of `npm start` on what lies in `home`, as a process of its own. */
export async function startProcess(
  { home, queue }: Awaited<ReturnType<typeof makeHome>>,
  { blocks, isNobody = false }: Loss = {},
): Promise<Host> {
  const limit = blocks === undefined ? '' : `ulimit -f ${blocks} && `;
  const script = `${limit}exec "$0" "$@"`;
  const child = spawn('sh', ['-c', script, process.execPath, import.meta.filename, home, isNobody ? 'nobody' : ''], {
    env: { ...outsideTests(), INBOX_SECRET: secret },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (said: Buffer) => resolve(said.toString().trim()));
    child.once('close', () => reject(new Error('the server did not start')));
  });
  const files = () => globSync('*/*', { cwd: queue }).sort();
  const textOf = (path: string) => readFileSync(join(queue, path), 'utf8');
  return {
    name: 'Node',
    ...speakTo(origin),
    waiting: () => files().map((path) => caseSchema.parse(JSON.parse(textOf(path)))),
    kept: () => files().map(textOf).join('\n'),
    clear: async () => files().forEach((path) => rmSync(join(queue, path))),
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

if (import.meta.main) {
  const [, , home = '', user] = process.argv;
  const site = join(home, 'dist');
  // It ends with the test that began it, however that ends.
  process.stdin.on('end', () => process.exit()).resume();
  const server = siteServer(site, nodeEnv(process.env, home, site));
  if (user && process.getuid?.() === 0) process.setuid?.(nobody);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  });
}
