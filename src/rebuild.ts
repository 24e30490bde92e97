import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds between two looks at what the site is built from. */
const interval = 1_000;

/** Milliseconds without a change after which a change is over. */
const settling = 100;

/** What is looked at: approved replies and take-downs. */
const sources = ['.data/svar-her/vist', '.data/svar-her/fjernet', 'content/svar/_fjernet.yaml'];
/** What was fetched from GitHub; that it was fetched once more is no change. */
const fetched = '.data/svar.json';

/** What the site is built from, at one moment. */
interface Stamp {
  /** Changes whenever what is said does. */
  readonly content: string;
  /** Changes whenever something is written, be it the same. */
  readonly written: string;
}

/**
 * Builds the site anew when replies come or go, and calls `onBuilt` when the new one has taken the place of the old. The
 * old site stands until then, and stays if the build fails. Gives a function that stops it.
 */
export function rebuildOnChange(root: string, onBuilt: () => void, say: (line: string) => void): () => void {
  let isStopped = false;
  const look = async (built: string | undefined): Promise<void> => {
    if (isStopped) return;
    const found = await settled(root);
    let next: string | undefined = found.content;
    if (found.content !== built) {
      say('Svar er kommet til eller væk. Siden bygges igen …');
      const start = Date.now();
      const isGood = await rebuild(root, onBuilt);
      say(
        isGood
          ? `Siden er bygget igen på ${Math.round((Date.now() - start) / 1000)} s.`
          : 'Siden kunne ikke bygges. Den gamle står endnu. Kør npm run build, og se hvorfor.',
      );
      // A reply that came while the build read may stand in it or not, and may be gone again: it is built once more.
      if ((await stampOf(root)).written !== found.written) next = undefined;
    }
    setTimeout(() => void look(next), interval).unref();
  };
  void stampOf(root).then(({ content }) => look(content));
  return () => {
    isStopped = true;
  };
}

/** A reply is written in steps: the stamp when the last of them is taken. */
async function settled(root: string): Promise<Stamp> {
  for (let before = await stampOf(root); ;) {
    await new Promise((resolve) => setTimeout(resolve, settling));
    const now = await stampOf(root);
    if (now.written === before.written) return now;
    before = now;
  }
}

async function stampOf(root: string): Promise<Stamp> {
  const times = [...sources, fetched].map((path) =>
    stat(join(root, path)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  const snapshot = await readFile(join(root, fetched), 'utf8').catch(() => '');
  const hash = createHash('sha256')
    .update(snapshot.replace(/^ "fetchedAt": .*$/m, ''))
    .digest('hex');
  const moments = await Promise.all(times);
  return { content: [...moments.slice(0, -1), hash].join(), written: moments.join() };
}

/** Builds beside, swaps, and calls `onBuilt` in the same moment: no visitor meets half a site, or the old one again. */
async function rebuild(root: string, onBuilt: () => void): Promise<boolean> {
  const dist = join(root, 'dist');
  const fresh = join(root, '.data/ny-side');
  const old = join(root, '.data/gammel-side');
  await rm(fresh, { recursive: true, force: true });
  const code = await new Promise<number | null>((resolve) => {
    spawn(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent', '--outDir', fresh], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
      .on('error', () => resolve(null))
      .on('close', resolve);
  });
  if (code !== 0 || !existsSync(join(fresh, 'index.html'))) return false;
  await rm(old, { recursive: true, force: true });
  renameSync(dist, old);
  renameSync(fresh, dist);
  onBuilt();
  await rm(old, { recursive: true, force: true });
  return true;
}
