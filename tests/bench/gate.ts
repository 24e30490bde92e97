/** `npm run bench:gate`: `npm run gate` on 1,000 and 10,000 pieces, each with a picture, and on texts made to stall it. */
import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { root } from '../built.ts';
import { nearlyTangled, tangled } from '../fixtures/tangles.ts';
import { run } from '../site-copy.ts';

/** Seconds for 1,000 pieces, and for one that is made to stall: far from what it would take. */
const limit = 3;
const patience = 10;
const gate = join(root, 'src/gate/cli.ts');
const bodies = globSync('content/{debat,nyheder}/**/[!_]*.mdx', { cwd: root }).sort();

/** A folder with the site's own topics and writers, and `count` pieces made of paragraphs of its own texts. */
async function contentOf(count: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  for (const part of ['emner', 'skribenter', 'sider', '_ordliste.txt', 'forside.yaml'])
    await cp(join(root, 'content', part), join(folder, 'content', part), { recursive: true });
  const texts = await Promise.all(bodies.map((file) => readFile(join(root, file), 'utf8')));
  const paragraphs = texts
    .flatMap((text) => text.replace(/^---[\s\S]*?\n---\n/, '').split(/\n{2,}/))
    .filter((each) => /^[A-ZÆØÅ][^<{!]{80,}$/.test(each) && !each.includes(']('));
  for (let index = 0; index < count; index += 1) {
    const own = Array.from({ length: 8 }, (_, at) => paragraphs[(index * 7 + at * 13) % paragraphs.length] ?? '');
    const front = [
      `titel: Prøvetekst nr. ${index}`,
      'manchet: En tekst til måling, som ligner dem, der bliver skrevet.',
      `dato: ${dayOf(index)}`,
      'skribent: redaktionen',
      'emner: [hverdag, unge]',
      'billede:\n  fil: ./gaarden.jpg\n  alt: To blokke med en gård imellem',
      ...(index % 10 > 0 ? [`svarPaa: debat/tekst-${index - 1}`] : []),
    ];
    const path = join(folder, `content/debat/tekst-${index}/index.mdx`);
    await mkdir(dirname(path), { recursive: true });
    const body = [
      ...own.slice(0, 4),
      '## Mellemrubrik',
      '<Citat hvem="En beboer">Det er godt.</Citat>',
      ...own.slice(4),
    ];
    await writeFile(path, `---\n${front.join('\n')}\n---\n\n${body.join('\n\n')}\n`);
    await writeFile(join(dirname(path), 'gaarden.jpg'), await pictureOf(index));
  }
  return folder;
}

/** One piece a day. */
const dayOf = (index: number) => new Date(Date.UTC(1995, 0, 1 + index)).toISOString().slice(0, 10);

/** A photograph of 1600 points as /skriv/ makes them, each with its own bytes. */
let photograph: Buffer | undefined;
async function pictureOf(index: number): Promise<Buffer> {
  photograph ??= await sharp(join(root, 'content/debat/taal-lyd-og-liv-i-gaarden/gaarden.png'))
    .resize(1600)
    .jpeg({ quality: 80 })
    .toBuffer();
  return Buffer.concat([photograph, Buffer.from(String(index))]);
}

async function timed(folder: string) {
  const start = performance.now();
  const { code, output, megabytes } = await run(gate, [], folder);
  const seconds = Math.round((performance.now() - start) / 10) / 100;
  return { code, output, seconds, megabytes };
}

async function measure(pieces: number) {
  const folder = await contentOf(pieces);
  try {
    const cold = await timed(folder);
    if (cold.code !== 0) throw new Error(cold.output.slice(0, 2000));
    const warm = [];
    for (let time = 0; time < 5; time += 1) warm.push(await timed(folder));
    warm.sort((a, b) => a.seconds - b.seconds);
    return {
      pieces,
      'kB a picture': Math.round((photograph?.length ?? 0) / 1000),
      'cold s': cold.seconds,
      'warm s': warm[2]?.seconds ?? 0,
      'warm s, worst of 5': warm[4]?.seconds ?? 0,
      'cold MB': cold.megabytes,
      'warm MB': warm[2]?.megabytes ?? 0,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each of `bodies` as a piece. */
async function measureTangles(bodies: readonly (readonly [name: string, body: string, ...unknown[]])[]) {
  const folder = await contentOf(1);
  const figures: object[] = [];
  try {
    for (const [name, body] of bodies) {
      const piece = await readFile(join(folder, 'content/debat/tekst-0/index.mdx'), 'utf8');
      await writeFile(join(folder, 'content/debat/uredt.mdx'), piece.replace(/billede:[^]*$/, `---\n\n${body}`));
      const { code, seconds, megabytes } = await timed(folder);
      if (code !== 0 && code !== 1) throw new Error(`${name} ended with ${code}`);
      if (seconds > patience) throw new Error(`${name} took ${seconds} s, of at most ${patience}`);
      figures.push({ body: name, exit: code, s: seconds, MB: megabytes });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

const rows = [await measure(1_000), await measure(10_000)];
console.table(rows);
console.log('One piece of 190 kB that is made to stall, and refused:');
console.table(await measureTangles(tangled));
console.log('One piece of 190 kB as tangled as it may be:');
console.table(await measureTangles(nearlyTangled));
const [small, large] = rows;
if (small && large) {
  console.log(
    `Ten times the pieces: cold × ${(large['cold s'] / small['cold s']).toFixed(1)}, warm × ${(large['warm s'] / small['warm s']).toFixed(1)}`,
  );
  if (small['warm s'] > limit) throw new Error(`1,000 pieces took ${small['warm s']} s, of at most ${limit}`);
}
