/**
 * `npm run bench:search`: this search beside Pagefind as it comes, Fuse.js and MiniSearch, at 100, 1,000 and 10,000
 * pages: time and memory of the build, bytes in Chromium, and time from key to result with the processor four times
 * slower. Run `npm run build` first: its search page is the one that is measured.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { siteServer } from '../../src/serve.ts';
import { chromiumAt } from '../browser/browser.ts';
import { dist, root } from '../built.ts';
import { corpusOf, writePages, type CorpusPage } from './search-corpus.ts';

const engines = ['ours', 'stock', 'fuse', 'minisearch'] as const;
type Engine = (typeof engines)[number];

interface Row {
  pages: number;
  engine: Engine;
  'build s': number;
  'build MB': number;
  'first search kB': number;
  'later search kB, median': number;
  'later search kB, most': number;
  'key to result ms, p50': number;
  'key to result ms, p95': number;
}

async function measure(count: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'soegemaaling-'));
  const pages = await corpusOf(count);
  await writePages(folder, pages);
  await writeFile(join(folder, 'pages.json'), JSON.stringify(pages));
  await writeHarness(folder);
  const found: Row[] = [];
  for (const engine of engines) {
    const built = await build(engine, folder);
    const read = await readerOf(engine, folder, pages, count === 1_000);
    found.push({ pages: count, engine, ...built, ...read });
    console.error(found.at(-1));
  }
  await rm(folder, { recursive: true });
  return found;
}

/** Runs one build by itself, and watches how much memory it and its children hold at most. */
async function build(engine: Engine | 'dictionary', folder: string): Promise<Pick<Row, 'build s' | 'build MB'>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'search-build.ts'), engine, folder], { cwd: root });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.pipe(process.stderr);
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, memoryOf(child.pid ?? 0))), 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the build of ${engine} failed`);
  const last = said.trim().split('\n').at(-1) ?? '{}';
  const { seconds } = JSON.parse(last) as { seconds: number };
  return { 'build s': Math.round(seconds * 100) / 100, 'build MB': Math.round(most) };
}

/** Megabytes held by a process and all its children (Linux only; 0 elsewhere). */
function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return children.reduce((sum, child) => sum + memoryOf(Number(child)), own);
  } catch {
    return 0;
  }
}

/** The search page of the built site, and a bare page for each of the others. */
async function writeHarness(folder: string): Promise<void> {
  for (const part of ['soeg', '_astro', '_headers'])
    await cp(join(dist, part), join(folder, part), { recursive: true });
  const modules = join(root, 'node_modules');
  await cp(join(modules, 'fuse.js/dist/fuse.basic.min.mjs'), join(folder, 'fuse.mjs'));
  await cp(join(modules, 'minisearch/dist/es/index.js'), join(folder, 'minisearch.mjs'));
  const scripts = {
    stock: `const p = await import('/stock/pagefind/pagefind.js'); await p.options({ noWorker: true }); await p.init();
window.find = async (q) => Promise.all((await p.search(q)).results.slice(0, 10).map(async (r) => (await r.data()).meta.title));`,
    fuse: `const { default: F } = await import('/fuse.mjs'); const { pages, index } = await (await fetch('/fuse/index.json')).json();
const f = new F(pages, { keys: ['title', 'text'], ignoreLocation: true, threshold: 0.2 }, F.parseIndex(index));
window.find = async (q) => f.search(q, { limit: 10 }).map((r) => r.item.title);`,
    minisearch: `const { default: M } = await import('/minisearch.mjs');
const m = M.loadJSON(await (await fetch('/minisearch/index.json')).text(), { fields: ['title', 'text'], storeFields: ['title'] });
window.find = async (q) => m.search(q, { prefix: true, fuzzy: 0.2 }).slice(0, 10).map((r) => r.title);`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    const page = `<!doctype html><html lang="da"><title>${name}</title><ol></ol><script type="module">${script}
const list = document.querySelector('ol');
window.show = async (q) => list.replaceChildren(...(await window.find(q)).map((t) => Object.assign(document.createElement('li'), { textContent: t })));
</script></html>`;
    await writeFile(join(folder, `${name}.html`), page);
  }
}

type Read = Omit<Row, 'pages' | 'engine' | 'build s' | 'build MB'>;

async function readerOf(engine: Engine, folder: string, pages: readonly CorpusPage[], isTimed: boolean): Promise<Read> {
  const server = siteServer(folder).listen(0, 'localhost');
  await new Promise((done) => server.once('listening', done));
  const reader = await chromiumAt(`http://localhost:${(server.address() as AddressInfo).port}`);
  const page = await reader.newPage();
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  await network.send('Network.enable');
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  const path = engine === 'ours' ? '/soeg/' : `/${engine}.html`;
  // What the page weighs without a search is no part of it: the document and, on ours, the frame's font and mark.
  await page.goto(path, { waitUntil: 'networkidle' });
  const script = engine === 'ours' ? await scriptBytes(folder) : 0;
  if (engine === 'ours') bytes = script;
  else await page.waitForFunction('window.show');

  const words = queriesOf(pages);
  const kilobytes: number[] = [];
  for (const word of words) {
    await ask(page, engine, word);
    await page.waitForLoadState('networkidle');
    kilobytes.push(Math.round(bytes / 100) / 10);
    bytes = 0;
  }
  const times: number[] = [];
  if (isTimed) {
    await network.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    for (const word of words.slice(0, engine === 'fuse' ? 2 : words.length)) {
      // Letter by letter, as people write; with one or two nothing is shown yet.
      for (let end = 1; end <= word.length; end += 1) {
        if (end > 2) times.push(await ask(page, engine, word.slice(0, end)));
        else if (engine === 'ours') await type(page, word.slice(0, end));
        await page.waitForTimeout(betweenKeys);
      }
    }
  }
  await reader.close();
  server.closeAllConnections();
  server.close();
  const [first = 0, ...later] = kilobytes;
  const at = (values: readonly number[], share: number) =>
    Math.round(([...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN) * 10) / 10;
  return {
    'first search kB': first,
    'later search kB, median': at(later, 0.5),
    'later search kB, most': at(later, 1),
    'key to result ms, p50': at(times, 0.5),
    'key to result ms, p95': at(times, 0.95),
  };
}

/** The search page's own script, as it is sent. */
async function scriptBytes(folder: string): Promise<number> {
  const { brotliCompressSync } = await import('node:zlib');
  const html = readFileSync(join(folder, 'soeg/index.html'), 'utf8');
  const scripts = [...html.matchAll(/src="(\/_astro\/[^"]+\.js)"/g)].map(([, path = '']) => join(folder, path));
  return scripts.reduce((sum, path) => sum + brotliCompressSync(readFileSync(path)).length, 0);
}

/** Words of titles here and there, rare and common. */
function queriesOf(pages: readonly CorpusPage[]): string[] {
  const some = Array.from({ length: 20 }, (_, index) =>
    pages[Math.floor((index * pages.length) / 20)]?.title.split(' '),
  );
  return [...new Set(some.flatMap((words) => words?.find((word) => word.length > 5) ?? []))];
}

/** Milliseconds between two keys of somebody who writes fast. */
const betweenKeys = 120;

const type = (page: Page, text: string) =>
  page.evaluate((value) => {
    const field = document.querySelector<HTMLInputElement>('#q');
    Object.assign(field ?? {}, { value });
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);

/** Milliseconds from the key to the results that belong to it, in the page itself. */
const ask = (page: Page, engine: Engine, query: string) =>
  page.evaluate(
    async ({ isOurs, text }) => {
      const start = performance.now();
      if (!isOurs) {
        await (window as unknown as { show(text: string): Promise<void> }).show(text);
        return performance.now() - start;
      }
      const field = document.querySelector<HTMLInputElement>('#q');
      const status = document.querySelector('main [role=status]');
      if (!field || !status) throw new Error('no search page');
      const before = status.textContent;
      field.value = text;
      const told = new Promise<void>((done) => {
        const watch = new MutationObserver(() => {
          if (status.textContent === before || !/resultat|fandt ikke|virker ikke/.test(status.textContent ?? ''))
            return;
          watch.disconnect();
          done();
        });
        watch.observe(status, { childList: true, characterData: true, subtree: true });
      });
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await told;
      return performance.now() - start;
    },
    { isOurs: engine === 'ours', text: query },
  );

const { 'build s': dictionary } = await build('dictionary', '');
const rows: Row[] = [];
for (const count of [100, 1_000, 10_000]) rows.push(...(await measure(count)));
console.table(rows);
for (const count of [1_000, 10_000]) {
  const timeOf = (engine: Engine) =>
    rows.find((row) => row.pages === count && row.engine === engine)?.['build s'] ?? NaN;
  const [ours, stock] = [timeOf('ours') - dictionary, timeOf('stock')];
  console.log(
    `${count} pages: build × ${(ours / stock).toFixed(2)} of Pagefind as it comes, the ${dictionary} s of the dictionary apart`,
  );
}
