import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { expect, test } from 'vitest';
import { root } from '../built.ts';
import { commandsIn } from '../fixtures/commands.ts';
import { contentWith, folderWith, pieceSaying, pieceWith, type Files } from '../fixtures/content.ts';
import { run } from '../site-copy.ts';

/** Runs the command on sound content with `files` over it; words that no dictionary has are known to be so beforehand. */
async function gate(files: Files, values: readonly string[] = []) {
  const folder = await contentWith(files);
  const ran = await run(join(root, 'src/gate/cli.ts'), values, folder, {
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
  });
  expect(ran.output).not.toMatch(/^\s+at /m);
  return { ...ran, summary: await readFile(join(folder, 'summary'), 'utf8').catch(() => undefined) };
}

test('says that all is well', async () => {
  expect(await gate({})).toMatchObject({
    code: 0,
    output: 'Alt er i orden. 5 tekster er læst igennem, og der er intet at rette.\n',
    summary: undefined,
  });
});

const bad: Files = {
  'debat/indlaeg.mdx': pieceSaying('Han har har 22 33 44 55.').replace('hverdag', 'hverdg'),
  'debat/anden.mdx': pieceWith('titel: En anden bænk'),
  'nyheder/nyhed.mdx': pieceWith('slags: nyhed').replace('2026-01-05', 'i går'),
};

test('tells every mistake and then every remark, each with file, line, sign and what to write', async () => {
  const { code, output } = await gate(bad);
  expect(code).toBe(1);
  expect(output.trimEnd()).toBe(`Der er 2 fejl. Ret det, så kan siden bygges.

content/debat/indlaeg.mdx, linje 6, tegn 9
  Emnet »hverdg« findes ikke i content/emner/.
  → Mente du »hverdag«?

content/nyheder/nyhed.mdx, linje 4, tegn 7
  Datoen »i går« er ikke skrevet sådan, som vi kan læse den.
  → Skriv år-måned-dag, fx 2026-05-14.

Her er 2 ting, du kan se på. Det stopper ikke noget.

content/debat/indlaeg.mdx, linje 9, tegn 9
  »har« står to gange efter hinanden.
  → Slet det ene »har«.

content/debat/indlaeg.mdx, linje 9, tegn 13
  Her står et telefonnummer, som kan være privat.
  → Slet det, eller skriv kontorets nummer. Er det et fælles nummer, så sæt det i en <Kontakt>-boks.`);
});

test('remarks alone stop nothing', async () => {
  const { code, output } = await gate({ 'debat/indlaeg.mdx': pieceSaying('Her er en bænk bænk.') });
  expect(code).toBe(0);
  expect(output).toMatch(
    /^Her er 1 ting, du kan se på\. Det stopper ikke noget\.\n\ncontent\/debat\/indlaeg\.mdx, linje 9/,
  );
  expect(output).toMatch(/\n\nAlt er i orden\. 5 tekster er læst igennem, og siden kan bygges\.\n$/);
});

test('puts everything on its line on GitHub, and writes a summary', async () => {
  const { code, output, summary } = await gate(bad, ['--github']);
  expect(code).toBe(1);
  expect(commandsIn(output)).toEqual([
    '::error file=content/debat/indlaeg.mdx,line=6,col=9,title=Det skal rettes::Emnet »hverdg« findes ikke i content/emner/.%0A→ Mente du »hverdag«?',
    '::error file=content/nyheder/nyhed.mdx,line=4,col=7,title=Det skal rettes::Datoen »i går« er ikke skrevet sådan, som vi kan læse den.%0A→ Skriv år-måned-dag, fx 2026-05-14.',
    '::warning file=content/debat/indlaeg.mdx,line=9,col=9,title=Se lige på det her::»har« står to gange efter hinanden.%0A→ Slet det ene »har«.',
    expect.stringMatching(/^::warning file=content\/debat\/indlaeg\.mdx,line=9,col=13,.*<Kontakt>-boks\.$/),
  ]);
  const lists = parse(summary ?? '')
    .querySelectorAll('ul')
    .map((list) => list.querySelectorAll('li').length);
  expect(lists).toEqual([2, 2]);
  expect(summary).toContain('<b>Der er 2 fejl. Ret det, så kan siden bygges.</b>');
  expect(summary).toContain('<code>content/debat/indlaeg.mdx</code>, linje&nbsp;6, tegn&nbsp;9<br>');
});

test('all is well on GitHub too', async () => {
  const { code, output, summary } = await gate({}, ['--github']);
  expect(code).toBe(0);
  expect(commandsIn(output)).toEqual([]);
  expect(summary).toContain('Alt er i orden.');
});

test('obeys and shows nothing of what stands in the texts', async () => {
  const name = '"a\\n::error::x\\n##[add-mask]y"';
  const title = 'titel: "En\\n::set-output name=a::b"';
  const files = { 'debat/indlaeg.mdx': pieceWith(title).replace('[hverdag]', `[${name}]`), 'debat/::stop.mdx': 'x' };
  const { code, output, summary } = await gate(files, ['--github']);
  expect(code).toBe(1);
  expect(commandsIn(output).map((line) => line.slice(0, 32))).toEqual([
    '::error file=content/debat/%3A%3',
    '::error file=content/debat/indla',
    '::warning file=content/debat/ind',
  ]);
  expect(summary).not.toMatch(/^::/m);
});

test.each([['--hub'], ['content/'], ['--github=ja']])(
  'says in Danish what can be written instead of %s',
  async (value) => {
    const { code, output } = await gate({}, [value]);
    expect(code).toBe(2);
    expect(output).toContain(`»${value}« kan ikke bruges her. Skriv en af disse:`);
    expect(output).toContain('npm run gate -- --github');
  },
);

test('tells what it can do', async () => {
  expect(await gate({}, ['--help'])).toMatchObject({ code: 0, output: expect.stringContaining('npm run gate') });
});

test('a folder without texts is no mistake', async () => {
  const ran = await run(join(root, 'src/gate/cli.ts'), [], await folderWith({}));
  expect(ran).toMatchObject({ code: 0, output: expect.stringContaining('0 tekster') });
});
