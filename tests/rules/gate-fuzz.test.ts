import fc from 'fast-check';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { checkContent } from '../../src/gate/check.ts';
import { messages, type Problem } from '../../src/gate/messages.ts';
import { debateSchema } from '../../src/gate/schema.ts';
import { root } from '../built.ts';
import { compile, trespassesIn } from '../fixtures/compiled.ts';
import { lay, picture, pieceSaying, pieceWith, soundContent } from '../fixtures/content.ts';
import { mutantsOf } from '../fixtures/mutants.ts';
import { copySite } from '../site-copy.ts';

const seed = 20_261_122;
const runs = 2_000;
const bodyOf = (file: string) => readFileSync(join(root, file), 'utf8').replace(/^---\n[^]*?\n---\n/, '');
const pieces = [
  ...globSync('content/{debat,nyheder}/**/*.mdx', { cwd: root })
    .sort()
    .map((file) => pieceSaying(bodyOf(file))),
  pieceWith('kilder:\n  - titel: "Referat: maj"\n    link: https://beboerdebat.example/x/'),
  pieceWith('billede:\n  fil: ./baenk.png\n  alt: >-\n    En bænk\n    ved porten').replace(
    'skribent',
    "foerstBragt: { medie: 'Bladet', dato: 2026-01-01 }\nskribent",
  ),
  pieceSaying(
    '![En bænk](./baenk.png)\n\n<Diagram titel="Bænke">\n\n- 2023: 4\n\n</Diagram>\n\n[a][b]\n\n[b]: /om/ "c"',
  ),
];

/** The pictures the pieces show. */
const pictures = new Set([...pieces.join('\n').matchAll(/\.\/([a-z-]+\.png)/g)].map(([, name = '']) => name));

/** What is said of a whole file, and so has no line. */
const ofFiles: readonly string[] = [messages.encoding(), messages.fileEmpty(), messages.fileTooLarge('200 kB')].map(
  ({ what }) => what,
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  const png = await picture('png');
  for (const [name, file] of Object.entries(soundContent))
    if (name !== 'debat/indlaeg.mdx') await lay(join(folder, 'content', name), file);
  for (const name of pictures) await lay(join(folder, 'content/debat/indlaeg', name), png);
});
afterAll(() => rm(folder, { recursive: true }));

/** What the gate says of `bytes` in place of the sound piece. */
async function gate(bytes: Buffer, isMdx: boolean): Promise<Problem[]> {
  const file = join(folder, `content/debat/indlaeg/index.${isMdx ? 'mdx' : 'md'}`);
  await writeFile(file, bytes);
  const problems = await checkContent(folder);
  await rm(file);
  return problems;
}

/** Holds that a refusal tells the writer where and what to do. */
function expectHelp(problems: readonly Problem[], bytes: Buffer): void {
  const lines = bytes.toString('utf8').split(/\r\n|\r|\n/);
  for (const { file, line, column, what, instead } of problems) {
    expect(file).toMatch(/^content\/debat\/indlaeg\/index\.mdx?$/);
    expect(`${what} ${instead}`).toMatch(/^[A-ZÆØÅ»<][^]*[.!?)…] .*\S$/);
    expect(`${what} ${instead}`).not.toMatch(/undefined|\[object|Error\b|\bat .+:\d+:\d+/);
    if (ofFiles.includes(what)) continue;
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column ?? 1).toBeLessThanOrEqual((lines[(line ?? 1) - 1] ?? '').length + 1);
  }
}

test(`${runs} mutants are each refused with help, or built into what a writer may have`, async () => {
  const count = { refused: 0, built: 0 };
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mutantsOf(pieces), async ({ bytes, isMdx }) => {
      const problems = await gate(bytes, isMdx);
      if (problems.length > 0) {
        count.refused += 1;
        for (const { what } of problems) kinds.add(what.replace(/[»<].*?[«>]|\d+/g, ''));
        return expectHelp(problems, bytes);
      }
      count.built += 1;
      const { fields, code } = await compile(bytes.toString('utf8'), isMdx);
      expect(trespassesIn(code, isMdx)).toEqual([]);
      expect(debateSchema(() => z.string()).safeParse(fields).error).toBeUndefined();
    }),
    { seed, numRuns: runs },
  );
  // A fuzz that only ever refuses, or never does, or always for the same, shows nothing.
  expect(kinds.size).toBeGreaterThan(40);
  expect(count.built).toBeGreaterThan(runs / 4);
  expect(count.refused).toBeGreaterThan(runs / 4);
}, 300_000);

test('mutants the gate lets pass are built by the whole build', async () => {
  const site = await copySite();
  try {
    const png = await picture('png');
    const passed: string[] = [];
    for (const { bytes, isMdx } of fc.sample(mutantsOf(pieces), { seed, numRuns: 150 })) {
      if ((await gate(bytes, isMdx)).length > 0) continue;
      const name = `mutant-${passed.length + 1}`;
      await lay(join(site.folder, `content/debat/${name}/index.${isMdx ? 'mdx' : 'md'}`), bytes);
      for (const each of pictures) await lay(join(site.folder, `content/debat/${name}/${each}`), png);
      passed.push(name);
    }
    const { output } = await site.build();
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+/m);
    // Only a link may still be wrong then: no file of its own knows what is built.
    const told = output.split('\n').filter((line) => /^  [^ →]/.test(line) && line.includes('»'));
    expect(told.filter((line) => !/fører ingen steder hen|peger på et sted/.test(line))).toEqual([]);
    expect(passed.length).toBeGreaterThan(30);
    expect(passed.filter((name) => !existsSync(join(site.dist, `debat/${name}/index.html`)))).toEqual([]);
  } finally {
    await site.remove();
  }
}, 120_000);

// What judges the mutants can itself be wrong: these pass the compiler, and must not pass the judge.
test.each([
  ['an import', "import x from 'node:fs'\n\nHej", 'imports node:fs'],
  ['an export', 'export const a = process.env\n\nHej', 'names process'],
  ['an expression', 'Hej {process.env.HOME}', 'names process'],
  ['a call', 'Hej {globalThis.a()}', 'names globalThis'],
  ['a function', 'Hej {(() => 1)()}', 'has () => 1'],
  ['a spread', '<Citat {...{ a: 1 }}>Hej</Citat>', 'has Object.assign({ a: 1 }, { children: "Hej" })'],
  ['an element', '<script>alert(1)</script>', 'has <script>'],
  ['an event', '<Citat onclick="x">Hej</Citat>', 'gives Citat onclick'],
  ['raw HTML', '<Citat set:html="x">Hej</Citat>', 'gives Citat set:html'],
  ['a javascript link', '[a](javascript:x)', 'links to javascript:x'],
  ['a link elsewhere', '[a](//x.dk)', 'links to //x.dk'],
  ['a picture of code', '![a](./x.mjs)', 'imports ./x.mjs'],
])('the judge of modules sees %s', async (_, body, trespass) => {
  const { code } = await compile(pieceSaying(body), true);
  expect(trespassesIn(code, true)).toContain(trespass);
});

test.each([
  ['an element', '<iframe src="x"></iframe>', 'has <iframe>'],
  ['an event', '<a onclick="x">Hej</a>', 'gives a onclick'],
  ['a javascript link', '[a](javascript:x)', 'links to javascript:x'],
  ['a picture from elsewhere', '![a](https://x.dk/a.png)', 'shows https://x.dk/a.png'],
])('the judge of HTML sees %s', async (_, body, trespass) => {
  const { code } = await compile(pieceSaying(body), false);
  expect(trespassesIn(code, false)).toContain(trespass);
});

test('the judges let the sound pieces pass', async () => {
  for (const piece of pieces) expect(trespassesIn((await compile(piece, true)).code, true)).toEqual([]);
});
