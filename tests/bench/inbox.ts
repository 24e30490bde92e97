/** `npm run bench:inbox`: replies taken in by the server of `npm start`, beside plain files from the same server. */
import { pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { read } from '../built.ts';
import { filled, fingerprintFor, meant, multipart, proofOf, taskFor, type Body, type Fields } from '../inbox-forms.ts';
import { copyBuiltSite, queueOf, secret, startServer, type InboxServer } from '../inbox-server.ts';

const connections = 50;
/** Replies with a proof of work, each solved beforehand: it takes some 256 tries of 1,000 rounds. */
const proven = 2_000;
/** Posts after which the server's memory is read; it is read after the first 1,000, too. */
const milestones = [5_000, 10_000, 15_000, 20_000];
const scriptLimit = 6_144;
const piece = '/debat/en-plan-er-staerkere-end-fire/';

if (isMainThread) await measure();
else parentPort?.on('message', (task: Challenge) => void solve(task).then((proof) => parentPort?.postMessage(proof)));

async function measure(): Promise<void> {
  const texts = numberedTexts();
  const start = performance.now();
  const bodies = await provenBodies(texts);
  const seconds = (performance.now() - start) / 1_000;
  const threads = availableParallelism();
  console.log(
    `${proven} proofs of work, solved beforehand on ${threads} threads in ${seconds.toFixed(0)} s: ` +
      `${((seconds * 1_000 * threads) / proven).toFixed(0)} ms of a thread for each.`,
  );

  const copy = await copyBuiltSite();
  const server = await startServer(copy.folder, { INBOX_RATE: '1000000', INBOX_LIMIT: '1000000' });
  let posts = 0;
  /** Sends replies, and takes them out of the queue when all of them are found there, as a board does that keeps up. */
  const deliver = async (replies: readonly Body[]): Promise<Result> => {
    const result = await fire(server, '/svar/', replies);
    const waiting = join(queueOf(copy.folder), 'venter');
    const kept = readdirSync(waiting);
    if (kept.length !== replies.length) fail(`of ${replies.length} replies, ${kept.length} are in the queue`);
    for (const name of kept) rmSync(join(waiting, name));
    posts += replies.length;
    return result;
  };
  const previewed = (count: number) =>
    Promise.all(Array.from({ length: count }, async () => bodyOf(await meant({ text: texts() }, secret))));
  try {
    const memory = [memoryOf(server, posts)];
    await deliver(await previewed(500));
    await fire(server, piece, 1_000);

    const file = await fire(server, piece, 5_000);
    const form = await fire(server, '/svar/?traad=unge-ved-bordet', 2_000);
    const preview = await deliver(await previewed(500));
    memory.push(memoryOf(server, posts));
    const reply = await deliver(bodies);
    for (const milestone of milestones) {
      while (posts < milestone) await deliver(await previewed(Math.min(1_000, milestone - posts)));
      memory.push(memoryOf(server, posts));
    }

    console.log(`\nOn ${connections} connections:`);
    console.table({
      'a plain file, the page of a piece': file,
      'the form by itself, made anew': form,
      'a reply accepted from its preview': preview,
      'a reply accepted with a proof of work': reply,
    });
    console.log(`Plain files to one accepted reply: ${(file['a second'] / reply['a second']).toFixed(1)}`);
    console.log(
      `\nMemory of the server after posts, every one accepted: ${proven} with a proof of work, the rest from previews.`,
    );
    console.table(memory);
  } finally {
    await server.kill();
    await copy.remove();
  }
  weigh();
}

interface Result {
  readonly 'a second': number;
  readonly 'p50 ms': number;
  readonly 'p99 ms': number;
  readonly requests: number;
}

/** Sends requests as fast as they are answered: `amount` of the same GET, or one POST of each body. */
async function fire({ origin }: InboxServer, path: string, amount: number | readonly Body[]): Promise<Result> {
  const bodies = typeof amount === 'number' ? [] : [...amount];
  const request =
    typeof amount === 'number'
      ? { path }
      : {
          path,
          method: 'POST',
          setupRequest: (each: object) => {
            const { body, type } = bodies.pop() ?? fail('there are not enough bodies');
            return { ...each, body, headers: { origin, 'content-type': type } };
          },
        };
  const times: number[] = [];
  const statuses = new Set<number>();
  const start = performance.now();
  let end = start;
  const shots = autocannon({
    url: origin,
    connections,
    amount: typeof amount === 'number' ? amount : amount.length,
    timeout: 60,
    requests: [request],
  });
  shots.on('response', (_: unknown, status: number, __: number, milliseconds: number) => {
    times.push(milliseconds);
    statuses.add(status);
    end = performance.now();
  });
  const { errors } = await shots;
  if (errors > 0) fail(`${errors} requests to ${path} got no answer`);
  const wanted = typeof amount === 'number' ? 200 : 303;
  if (statuses.size > 1 || !statuses.has(wanted)) fail(`${path} answered with ${[...statuses].join()}`);
  times.sort((a, b) => a - b);
  const percentile = (part: number) => Math.round((times[Math.floor((times.length - 1) * part)] ?? 0) * 10) / 10;
  return {
    'a second': Math.round((times.length * 1_000) / (end - start)),
    'p50 ms': percentile(0.5),
    'p99 ms': percentile(0.99),
    requests: times.length,
  };
}

/** Gives a text no reply had before: of the length people write, 300 characters or so. */
function numberedTexts(): () => string {
  let count = 0;
  return () =>
    `Svar nr. ${(count += 1)}. ${'Jeg synes, vi skal begynde med gården, og så tage resten bagefter. '.repeat(4)}`;
}

function bodyOf(fields: Fields): Body {
  return multipart(Object.entries(fields));
}

/** Solves the tasks the server would give, on every core at once; they are good for an hour, not ten minutes. */
async function provenBodies(texts: () => string): Promise<Body[]> {
  const bodies: Body[] = [];
  let left = proven;
  const work = async (): Promise<void> => {
    const worker = new Worker(import.meta.filename);
    while ((left -= 1) >= 0) {
      const fields = { ...filled, text: texts() };
      const expiresAt = Math.floor(Date.now() / 1_000) + 3_600;
      worker.postMessage(await taskFor(await fingerprintFor(fields), secret, { expiresAt }));
      const [proof] = await once(worker, 'message');
      bodies.push(bodyOf({ ...fields, proof: String(proof) }));
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return bodies;
}

/** Node's own PBKDF2 at once, since a worker has nothing else to do. */
async function solve(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({
    challenge,
    deriveKey: async ({ cost, keyLength = 32 }, salt, password) => ({
      derivedKey: new Uint8Array(pbkdf2Sync(password, salt, cost, keyLength, 'sha256')),
    }),
  });
  return proofOf({ challenge, solution });
}

/** What the server holds in memory, from Linux itself. */
function memoryOf({ pid }: InboxServer, posts: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s*(\\d+)`).exec(status)?.[1]) / 1024);
  return { posts, 'MB now': megabytes('VmRSS'), 'MB at most': megabytes('VmHWM') };
}

/** What a page's own script weighs, from the press of a key to the proof. */
function weigh(): void {
  const html = read(`${piece}index.html`);
  const inline = [...html.matchAll(/<script type="module">(.*?)<\/script>/gs)].map(([, code]) => code ?? '').join('');
  const fileOf = (attribute: string) => read(new RegExp(`data-${attribute}="([^"]+)"`).exec(html)?.[1] ?? '');
  const parts = { 'in the page': inline, 'form helper': fileOf('help'), solver: fileOf('solver') };
  const weights = Object.entries(parts).map(([part, code]) => ({ part, bytes: gzipSync(code, { level: 9 }).length }));
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0);
  console.log(`\nThe script of ${piece}, gzip -9:`);
  console.table([...weights, { part: `all, of at most ${scriptLimit}`, bytes: sum }]);
  if (sum > scriptLimit) fail(`the script is ${sum - scriptLimit} bytes too large`);
}

function fail(message: string): never {
  throw new Error(message);
}
