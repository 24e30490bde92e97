import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkContent } from '../../src/gate/check.ts';
import { attacksWith, type Attack } from '../fixtures/gate-attacks.ts';
import { lay } from '../fixtures/content.ts';
import { copySite, type Ran, type SiteCopy } from '../site-copy.ts';

const secret = 'HEMMELIG-KANARIEFUGL';
const asked: string[] = [];
const listener = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
});
let site: SiteCopy;
let canary: string;
let attacks: readonly Attack[];
let built: Ran;
let refused: readonly string[];

beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, 'localhost', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  site = await copySite();
  canary = join(site.folder, 'kanariefugl');
  attacks = attacksWith({ file: canary, variable: 'KANARIEFUGL', origin: `http://localhost:${port}` });
  for (const { files } of attacks) {
    for (const [name, file] of Object.entries(files)) await lay(join(site.folder, 'content', name), file);
  }
  await site.write('.env.hemmelig', secret);
  refused = (await checkContent(site.folder)).map(({ file }) => file);
  built = await site.build({ KANARIEFUGL: secret });
});
afterAll(async () => {
  listener.close();
  await site.remove();
});

test('there are more than the forty that were asked for', () => {
  expect(listOfNames().length).toBeGreaterThan(80);
});

describe.each(['the command line', 'the build'])('%s', (door) => {
  test('refuses every attack by its file', () => {
    const isRefused = (file: string) =>
      door === 'the build'
        ? new RegExp(`^${RegExp.escape(file)}(,|$)`, 'm').test(built.output)
        : refused.includes(file);
    // The first file is the attack; others are only what it needs beside it.
    const through = attacks.filter(({ files }) => !isRefused(`content/${Object.keys(files)[0]}`));
    expect(through.map(({ name }) => name)).toEqual([]);
  });
});

test('the build stopped, in Danish and without a stack of calls', () => {
  expect(built.code).not.toBe(0);
  expect(built.output).toContain('Siden er ikke bygget');
  expect(built.output).not.toMatch(/^\s+at .*:\d+:\d+/m);
});

test('nothing ran, nothing was read, nothing was asked', () => {
  expect(existsSync(canary)).toBe(false);
  expect(built.output).not.toContain(secret);
  expect(existsSync(site.dist)).toBe(false);
  expect(asked).toEqual([]);
});

const listOfNames = () => attacks.map(({ name }) => name);
