/** `npm run bench:replies`: 250 and 500 threads of 40 replies each, fetched from the fake, rendered, and built. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { fetchThreads } from '../../src/replies/github.ts';
import { snapshotOf, type Reply } from '../../src/replies/model.ts';
import { renderReplies } from '../../src/replies/rendered.ts';
import { asker } from '../../src/github/transport.ts';
import { largeRepository } from '../fakes/github/repository.ts';
import { startFakeGitHub } from '../fakes/github/server.ts';
import { copySite } from '../site-copy.ts';

const place = { repository: 'beboerdebat/beboerdebat', category: 'Debat', board: [] };
const seconds = (from: number) => Math.round((performance.now() - from) / 10) / 100;

interface Row {
  threads: number;
  replies: number;
  'fetch s': number;
  points: number;
  'render s': number;
  'ms a reply': number;
  'render again s': number;
  'build s': number;
  'build again s': number;
  'build MB': number;
  'page kB gz': number;
}

async function measure(threads: number): Promise<Row> {
  const replies = threads * 40;
  const github = await startFakeGitHub(largeRepository(threads, replies), { points: 5_000 });
  let start = performance.now();
  const names = Array.from({ length: threads }, (_, index) => `traad-${index + 1}`);
  const fetched = await fetchThreads(asker({ url: github.url, token: 'test-token' }), place, names);
  const fetchTime = seconds(start);
  await github.close();

  const copy = await copySite();
  try {
    const all: Reply[] = fetched.threads.flatMap((thread) => thread.replies);
    const cache = join(copy.folder, 'rendered.json');
    start = performance.now();
    await renderReplies(all, cache);
    const renderTime = seconds(start);
    start = performance.now();
    await renderReplies(all, cache);
    const againTime = seconds(start);

    for (const name of names) {
      const front = `titel: Prøvetekst ${name}\nmanchet: Om ${name}.\ndato: 2026-01-01\nskribent: redaktionen\nemner: hverdag`;
      await copy.write(`content/debat/${name}.mdx`, `---\n${front}\n---\n\nEn kort tekst til måling.\n`);
    }
    const snapshot = snapshotOf(place.repository, fetched.threads, new Date().toISOString());
    await copy.write('.data/svar.json', JSON.stringify(snapshot));
    const built = await timedBuild(copy);
    const again = await timedBuild(copy);
    const pages = globSync('debat/traad-*/index.html', { cwd: copy.dist }).map((path) => join(copy.dist, path));
    const largest = pages.sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? '';
    return {
      threads,
      replies,
      'fetch s': fetchTime,
      points: fetched.cost,
      'render s': renderTime,
      'ms a reply': Math.round((renderTime / replies) * 1e5) / 100,
      'render again s': againTime,
      'build s': built.time,
      'build again s': again.time,
      'build MB': built.megabytes,
      'page kB gz': Math.round(gzipSync(readFileSync(largest)).length / 100) / 10,
    };
  } finally {
    await copy.remove();
  }
}

async function timedBuild(copy: Awaited<ReturnType<typeof copySite>>): Promise<{ time: number; megabytes: number }> {
  const start = performance.now();
  const { code, output, megabytes } = await copy.build();
  if (code !== 0) throw new Error(output);
  return { time: seconds(start), megabytes };
}

const rows = [await measure(250), await measure(500)];
console.table(rows);
const [half, whole] = rows;
if (half && whole) {
  const ratio = (key: 'fetch s' | 'render s' | 'build s') =>
    `${key.replace(' s', '')} × ${(whole[key] / half[key]).toFixed(2)}`;
  console.log(`Twice the replies: ${ratio('fetch s')}, ${ratio('render s')}, ${ratio('build s')}`);
}
