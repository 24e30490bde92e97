import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rebuildOnChange } from '../../src/rebuild.ts';

/** Stands where Astro does: says that it has begun, waits for leave to read, and makes a page of what it read. */
const slowBuild = `
  import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  const folder = process.argv.at(-1);
  writeFileSync('begun', '');
  while (!existsSync('leave')) await new Promise((resolve) => setTimeout(resolve, 10));
  const text = readFileSync('.data/svar.json', 'utf8');
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + '/index.html', text);
`;
const patience = { timeout: 15_000, interval: 5 };
let root: string;
let stop: () => void;
let said: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  for (const folder of ['.data', 'dist', 'node_modules/astro/bin'])
    await mkdir(join(root, folder), { recursive: true });
  await put('node_modules/astro/bin/astro.mjs', slowBuild);
  await put('dist/index.html', 'no replies');
  await put('.data/svar.json', 'no replies');
  said = [];
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true, force: true });
});

test('what came while the site was built, and went right after, does not stay', async () => {
  watch();
  await pause(300);
  await put('.data/svar.json', 'one reply');
  await vi.waitFor(() => expect(existsSync(join(root, 'begun'))).toBe(true), patience);
  await put('.data/svar.json', 'another reply');
  await put('leave', '');
  await vi.waitFor(() => expect(page()).toBe('another reply'), patience);
  await put('.data/svar.json', 'one reply');
  await vi.waitFor(() => expect(page()).toBe('one reply'), patience);
});

test('a fetch that brings nothing new builds nothing', async () => {
  await put('leave', '');
  await put('.data/svar.json', 'no replies\n "fetchedAt": "2026-01-01T00:00:00Z",\n');
  watch();
  await pause(500);
  await put('.data/svar.json', 'no replies\n "fetchedAt": "2026-01-01T00:03:00Z",\n');
  await pause(2_500);
  expect(said).toEqual([]);
});

function watch(): void {
  stop = rebuildOnChange(
    root,
    () => undefined,
    (line) => said.push(line),
  );
}
const page = () => readFileSync(join(root, 'dist/index.html'), 'utf8');
const put = (path: string, text: string) => writeFile(join(root, path), text);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
