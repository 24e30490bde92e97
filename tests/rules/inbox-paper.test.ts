import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkContent } from '../../src/gate/check.ts';
import { renderReply } from '../../src/replies/render.ts';
import { copySite, outsideTests, type SiteCopy } from '../site-copy.ts';

let site: SiteCopy;
let before: readonly string[];
beforeAll(async () => {
  site = await copySite();
  before = await readdir(join(site.folder, 'content/svar'));
});
afterAll(() => site.remove());
beforeEach(async () => {
  for (const name of await typed()) await rm(join(site.folder, 'content/svar', name));
});

/** Files that were not there from the beginning. */
const typed = async () =>
  (await readdir(join(site.folder, 'content/svar'))).filter((name) => !before.includes(name)).sort();
const read = (name: string) => readFile(join(site.folder, 'content/svar', name), 'utf8');
/** The fields of a reply that was typed in, and its text. */
async function parts(name: string) {
  const [, front = '', text = ''] = /^---\n([\s\S]*?)---\n\n([\s\S]*)$/.exec(await read(name)) ?? [];
  return { fields: parse(front) as unknown, text };
}

/** What `npm run inbox -- paper <words>` ends with and says; `text` is what is typed. */
function paper(words: readonly string[], text = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/inbox/cli.ts', 'paper', ...words], {
    cwd: site.folder,
    env: { ...outsideTests(), SITE_TODAY: '2026-11-20' },
    input: text,
    encoding: 'utf8',
  });
  return { code: status, said: stdout.trim(), complained: stderr.trim() };
}

const to = ['--til', 'debat/gaardens-traeer'];
const named = [...to, '--navn', 'Beboer i blok 9'];
const fromInput = ['--tekst', '-'];

/** Types at a terminal of its own, all at once as when one pastes; only util-linux's `script` knows `-e`. */
const atTerminal = (lines: readonly string[]) =>
  spawnSync('script', ['-qec', `${process.execPath} src/inbox/cli.ts paper`, '/dev/null'], {
    cwd: site.folder,
    env: { ...outsideTests(), SITE_TODAY: '2026-11-20' },
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
    timeout: 30_000,
  });
const hasTerminal = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');

describe.runIf(hasTerminal)('at a terminal', () => {
  const answers = ['debat/gaardens-traeer', 'Beboer i blok 9', '', 'Nabo', 'moede'];

  test('what is pasted is taken line by line', async () => {
    expect(atTerminal([...answers, 'Lad træerne stå.', '', 'Også de små.', '.']).status).toBe(0);
    const [name = ''] = await typed();
    const { fields, text } = await parts(name);
    expect(fields).toMatchObject({ navn: 'Beboer i blok 9', tilknytning: 'Nabo', kanal: 'moede' });
    expect(fields).not.toHaveProperty('sted');
    expect(text).toBe('Lad træerne stå.\n\nOgså de små.\n');
  });

  test('who goes away in the middle has written nothing', async () => {
    const { status, stdout } = atTerminal([...answers, 'Lad træerne stå.', '\u0004']);
    expect(status).toBe(1);
    expect(stdout).toContain('Intet er skrevet ind.');
    expect(await typed()).toEqual([]);
  });
});

describe('a reply that came on paper', () => {
  test('is written into content/svar, and the site can be built with it', async () => {
    const { code, said, complained } = paper([...named, ...fromInput], 'Lad træerne stå.\n\nOgså de små.\n');
    expect(complained).toBe('');
    expect(said).toBe(
      'Svaret er skrevet ind i content/svar/beboer-i-blok-9.md. Kør npm run build, og se, at det står rigtigt.',
    );
    expect(code).toBe(0);
    expect(await read('beboer-i-blok-9.md')).toBe(
      '---\nnavn: Beboer i blok 9\ndato: 2026-11-20\nkanal: papir\ntil: debat/gaardens-traeer\n---\n\nLad træerne stå.\n\nOgså de små.\n',
    );
    expect(await checkContent(site.folder)).toEqual([]);
  });

  test('has every field that was given', async () => {
    const words = ['--sted', 'Blok 4: th', '--tilknytning', '"Nabo" #1', '--kanal', 'moede', '--dato', '2026-11-02'];
    expect(paper([...named, ...words, '--svarTil', 'gh-12', ...fromInput], 'Ja.').code).toBe(0);
    expect(await parts('beboer-i-blok-9.md')).toEqual({
      fields: {
        navn: 'Beboer i blok 9',
        sted: 'Blok 4: th',
        tilknytning: '"Nabo" #1',
        dato: '2026-11-02',
        kanal: 'moede',
        til: 'debat/gaardens-traeer',
        svarTil: 'gh-12',
      },
      text: 'Ja.\n',
    });
  });

  test('is taken from a file too, with the line ends of Windows', async () => {
    await site.write('svar.txt', '\ufeffEt\r\nto\r\n\r\ntre\r\n');
    expect(paper([...named, '--tekst', 'svar.txt']).code).toBe(0);
    const { text } = await parts('beboer-i-blok-9.md');
    expect(renderReply({ id: 'x', text, isMail: false })).toBe('<p>Et<br>\nto</p>\n<p>tre</p>');
    expect(text).not.toMatch(/[\r\ufeff]/);
  });

  test('never takes another’s place', async () => {
    for (const text of ['Et', 'To']) expect(paper([...named, ...fromInput], text).code).toBe(0);
    expect(await typed()).toEqual(['beboer-i-blok-9-2.md', 'beboer-i-blok-9.md']);
    expect((await parts('beboer-i-blok-9.md')).text).toBe('Et\n');
    expect((await parts('beboer-i-blok-9-2.md')).text).toBe('To\n');
    expect(await checkContent(site.folder)).toEqual([]);
  });

  test.each([
    ['Åse Ærlig', 'aase-aerlig.md'],
    ['../../x', 'x.md'],
    ['مريم', 'svar.md'],
    ['- navn: x', 'navn-x.md'],
    ['Bo\ntil: andet', 'bo-til-andet.md'],
    ['GH 12', 'svar-gh-12.md'],
  ])('by %j lies in %s', async (name, file) => {
    const { code } = paper([...to, `--navn=${name}`, ...fromInput], 'Ja.');
    expect(code).toBe(0);
    expect(await typed()).toEqual([file]);
    expect((await parts(file)).fields).toMatchObject({ navn: name.trim(), til: 'debat/gaardens-traeer' });
    expect(await checkContent(site.folder)).toEqual([]);
  });

  test('shows what was written, and not what it would mean to a program', async () => {
    const text =
      '---\nnavn: En anden\n---\n\n# Nej\n* **tak**\n<script>alert(1)</script> {x}\n\n    import x from "y"\n';
    expect(paper([...named, ...fromInput], text).code).toBe(0);
    expect(await checkContent(site.folder)).toEqual([]);
    const html = renderReply({ id: 'x', text: (await parts('beboer-i-blok-9.md')).text, isMail: false });
    expect(html).toBe(
      '<p>---<br>\nnavn: En anden<br>\n---</p>\n<p># Nej<br>\n* **tak**<br>\n&#x3C;script>alert(1)&#x3C;/script> {x}</p>\n<p>import x from "y"</p>',
    );
  });
});

describe('what cannot be typed in is said, in Danish, and nothing is written:', () => {
  const help = /^npm run inbox -- paper spørger om det hele\. Du kan også give svarene med:\n/;
  const noText = (name: string) =>
    `Der er ingen tekst, der hedder »${name}«. Skriv den som debat/filnavn eller nyheder/filnavn.`;

  test.each<[string, readonly string[], string, RegExp | string]>([
    ['nothing', [], '', help],
    ['no name', [...to, ...fromInput], 'Ja.', help],
    ['a name of blanks', [...to, '--navn', ' ', ...fromInput], 'Ja.', help],
    ['no text to answer', ['--navn', 'Bo', ...fromInput], 'Ja.', help],
    ['words of blanks', [...named, ...fromInput], ' \n\t\n', help],
    ['an unknown question', [...named, '--mail', 'a@b.dk', ...fromInput], 'Ja.', help],
    [
      'an unknown text',
      ['--til', 'debat/findes-ikke', '--navn', 'Bo', ...fromInput],
      'Ja.',
      noText('debat/findes-ikke'),
    ],
    [
      'a page, which takes no replies',
      ['--til', 'sider/kontakt', '--navn', 'Bo', ...fromInput],
      'Ja.',
      noText('sider/kontakt'),
    ],
    [
      'a way out',
      ['--til', 'debat/../svar/beboer-i-blok-4', '--navn', 'Bo', ...fromInput],
      'Ja.',
      noText('debat/../svar/beboer-i-blok-4'),
    ],
    [
      'a text with its ending',
      ['--til', 'debat/gaardens-traeer.mdx', '--navn', 'Bo', ...fromInput],
      'Ja.',
      noText('debat/gaardens-traeer.mdx'),
    ],
    ['9,001 characters', [...named, ...fromInput], 'x'.repeat(9_001), 'Svaret er over 9000 tegn. Del det i to.'],
    ['a file that is not there', [...named, '--tekst', 'findes-ikke.txt'], '', /^[^\n]*findes-ikke\.txt[^\n]*$/],
  ])('%s', async (_, words, text, complaint) => {
    const { code, said, complained } = paper(words, text);
    expect(said).toBe('');
    if (typeof complaint === 'string') expect(complained).toBe(complaint);
    else expect(complained).toMatch(complaint);
    expect(code).toBe(1);
    expect(await typed()).toEqual([]);
  });

  test('9,000 characters can', () => {
    expect(paper([...named, ...fromInput], 'x'.repeat(9_000)).code).toBe(0);
  });

  test.each([
    ['a way it cannot come', ['--kanal', 'fax']],
    ['a day there is not', ['--dato', '2026-02-30']],
    ['a day to come', ['--dato', '2999-01-01']],
  ])('%s', async (_, words) => {
    expect(paper([...named, ...words, ...fromInput], 'Ja.').code).toBe(1);
    expect(await typed()).toEqual([]);
  });
});
