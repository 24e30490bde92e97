import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAt, complaintsOf } from '../browser/browser.ts';
import { root } from '../built.ts';
import { commandsIn } from '../fixtures/commands.ts';
import { copySite, run, type Ran, type SiteCopy } from '../site-copy.ts';

/** A repository with the project on `main`, and a branch of somebody's own checked out. */
async function repository(): Promise<SiteCopy> {
  const copy = await copySite();
  await copy.write('.gitignore', 'node_modules\n.cache/\n.astro/\n.data/\n');
  await copy.write('kontrol-ud/.gitignore', '*\n');
  git(copy, 'init', '--quiet', '--initial-branch=main');
  save(copy);
  git(copy, 'checkout', '--quiet', '-b', 'forslag');
  return copy;
}

function git({ folder }: SiteCopy, ...values: string[]): void {
  const who = ['-c', 'user.name=Beboer', '-c', 'user.email=beboer@beboerdebat.example', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', [...who, ...values], { cwd: folder, env });
}

function save(copy: SiteCopy): void {
  git(copy, 'add', '--all');
  git(copy, 'commit', '--quiet', '--message', 'Gemt');
}

const day = '2026-11-22';
/** Runs the chore as GitHub does, on one fixed day. */
const control = (copy: SiteCopy, ...values: string[]) =>
  run('src/gate/control.ts', ['--out', 'kontrol-ud', ...values], copy.folder, {
    SITE_TODAY: day,
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(copy.folder, 'kontrol-ud/step-summary'),
    GITHUB_OUTPUT: join(copy.folder, 'kontrol-ud/step-output'),
  });
const written = ({ folder }: SiteCopy, name: string) => readFileSync(join(folder, 'kontrol-ud', name), 'utf8');

const piece = (title: string, body: string, fields: Record<string, string> = {}) => {
  const all = {
    titel: JSON.stringify(title),
    manchet: 'Et forslag.',
    dato: day,
    skribent: 'ung-beboer',
    emner: '[hverdag]',
    ...fields,
  };
  return `---\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n---\n\n${body}\n`;
};

describe('a pull request with good files and a bad one', () => {
  const before = readFileSync(join(root, 'content/debat/hvem-betaler-for-bordet.mdx'), 'utf8');
  let copy: SiteCopy;
  let ran: Ran;
  beforeAll(async () => {
    copy = await repository();
    const picture = 'billede:\n  fil: ./gaarden.png\n  alt: Gården set fra en altan';
    const links =
      '[Regler](/debatregler/), [en anden](/debat/forkert/), [forslaget](#forslaget) og [ingen](/debat/ingen/).';
    await copy.write(
      'content/debat/ladcykler/index.mdx',
      piece('Plads til ladcykler', `Skuret er fyldt.\n\n## Forslaget\n\n${links}`).replace(
        '---\n\n',
        `${picture}\n---\n\n`,
      ),
    );
    await cp(
      join(root, 'content/debat/taal-lyd-og-liv-i-gaarden/gaarden.png'),
      join(copy.folder, 'content/debat/ladcykler/gaarden.png'),
    );
    await copy.write(
      'content/debat/forkert.mdx',
      piece('</td><script>alert(1)</script>', 'Hej <script>alert(2)</script>\n\n::error::x', {
        dato: '"14/5\\n::error::y"',
        skribent: '"##[add-mask]x"',
      }),
    );
    await copy.write(
      'content/debat/hvem-betaler-for-bordet.mdx',
      before.replace(/^manchet:.*$/m, 'mancet: En slåfejl.'),
    );
    await copy.write(
      'content/nyheder/juletrae.mdx',
      piece('Juletræet tændes', 'Kom.', { dato: '2026-12-24', slags: 'nyhed' }),
    );
    save(copy);
    await copy.write('content/debat/ikke-gemt.mdx', piece('Ikke gemt endnu', 'Teksten ligger kun her.'));
    ran = await control(copy, '--base', 'main');
  }, 240_000);
  afterAll(() => copy.remove());

  test('fails', () => {
    expect(ran.output).not.toMatch(/\n\s+at /);
    expect(ran.code).toBe(1);
  });

  test('puts each error on its line, and obeys nothing that stands in the texts', () => {
    const commands = commandsIn(ran.output);
    const places = commands.map((line) => /^::(\w+) file=([^,]*),line=(\d+)/.exec(line)?.slice(1).join(' '));
    expect(places).toEqual([
      'error content/debat/forkert.mdx 4',
      'error content/debat/forkert.mdx 5',
      'error content/debat/forkert.mdx 9',
      'error content/debat/hvem-betaler-for-bordet.mdx 2',
      'error content/debat/hvem-betaler-for-bordet.mdx 3',
      'error content/debat/ladcykler/index.mdx 16',
      'warning content/debat/forkert.mdx 11',
    ]);
    expect(commands[0]).toMatch(/%0A→ Skriv år-måned-dag, fx 2026-05-14\.$/);
    expect(commands[5]).toContain('/debat/ingen/');
    expect(written(copy, 'step-output')).toBe('kode=nej\n');
  });

  test('tells in a table what has changed and how it went', () => {
    const summary = written(copy, 'resume.md');
    expect(written(copy, 'step-summary')).toBe(summary);
    const rows = parse(summary).querySelectorAll('tr').slice(1);
    expect(
      rows.map((row) =>
        row.querySelectorAll('td').map((cell) => cell.structuredText.split('\n')[0]?.replaceAll('\u00a0', ' ')),
      ),
    ).toEqual([
      ['3 fejl', '</td><script>alert(1)</script>', 'Ny', 'content/debat/forkert.mdx'],
      ['2 fejl', /^titel: (.*)$/m.exec(before)?.[1], 'Ændret', 'content/debat/hvem-betaler-for-bordet.mdx'],
      ['I orden', 'Ikke gemt endnu', 'Ny', 'content/debat/ikke-gemt.mdx'],
      ['I orden', 'Plads til ladcykler', 'Ny', 'content/debat/ladcykler/gaarden.png'],
      ['1 fejl', 'Plads til ladcykler', 'Ny', 'content/debat/ladcykler/index.mdx'],
      ['Vises fra 24. december 2026', 'Juletræet tændes', 'Ny', 'content/nyheder/juletrae.mdx'],
    ]);
    expect(summary).toContain('<b>Der er 6 fejl.</b>');
    expect(summary).not.toContain('<script');
  });

  test('shows every good page, also one that waits for its day, and says what is missing', () => {
    const preview = parse(written(copy, 'forhaandsvisning.html'));
    const list = preview.querySelectorAll('.preview-top a').map(({ text }) => text);
    expect(list).toEqual(['Ikke gemt endnu', 'Plads til ladcykler', 'Juletræet tændes']);
    expect(preview.querySelectorAll('site-page h1').map(({ text }) => text)).toEqual(list);
    expect(
      preview
        .querySelectorAll('.preview-notes li')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('Filer med fejl er ikke med her.');
    const pictures = preview.querySelectorAll('site-page img').map((picture) => picture.getAttribute('src') ?? '');
    expect(pictures.length).toBeGreaterThan(0);
    for (const source of pictures) expect(source).toMatch(/^data:image\/webp;base64,/);
    expect(preview.querySelectorAll('script, iframe, form')).toEqual([]);
    expect(written(copy, 'forhaandsvisning.html').length).toBeLessThan(1_000_000);
  });

  test('shows them on a phone, with nothing fetched and nothing too wide', async () => {
    const reader = await chromiumAt('http://localhost');
    try {
      const page = await reader.newPage({ viewport: { width: 390, height: 844 } });
      const complaints = complaintsOf(page);
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url().slice(0, 5)));
      await page.goto(pathToFileURL(join(copy.folder, 'kontrol-ud/forhaandsvisning.html')).href);
      await page.getByRole('link', { name: 'Plads til ladcykler' }).first().click();
      const title = page.getByRole('heading', { name: 'Plads til ladcykler' }).first();
      await expect.poll(async () => (await title.boundingBox())?.y).toBeLessThan(844);
      expect(await title.evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain('Young Serif');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(
        await page
          .locator('site-page img')
          .first()
          .evaluate((picture: HTMLImageElement) => picture.naturalWidth),
      ).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
      expect(requests.filter((start) => start !== 'file:' && start !== 'data:')).toEqual([]);
    } finally {
      await reader.close();
    }
  });

  test('passes when the bad file is gone and the link is right', async () => {
    await copy.write('content/debat/hvem-betaler-for-bordet.mdx', before);
    for (const file of ['debat/forkert.mdx', 'nyheder/juletrae.mdx']) await rm(join(copy.folder, 'content', file));
    const file = 'content/debat/ladcykler/index.mdx';
    const text = readFileSync(join(copy.folder, file), 'utf8');
    await copy.write(file, text.replace('/debat/ingen/', '/debat/').replace('/debat/forkert/', '/debat/ikke-gemt/'));
    const { code, output } = await control(copy);
    expect(commandsIn(output)).toEqual([]);
    expect(code).toBe(0);
    expect(written(copy, 'resume.md')).toContain('<b>Alt er i orden.</b>');
  }, 240_000);
});

test('code that does not build is told apart from texts that are wrong', async () => {
  const copy = await repository();
  await copy.write('src/pages/index.astro', '---\nthrow new Error("Noget </pre><b>gik</b> galt");\n---\n');
  const { code, output } = await control(copy);
  expect(code).toBe(1);
  expect(commandsIn(output)).toEqual([]);
  const summary = written(copy, 'resume.md');
  expect(summary).toContain('<b>Siden kunne ikke bygges,</b>');
  expect(summary).toContain('&lt;/pre&gt;&lt;b&gt;gik');
  expect(summary).toContain('<code>src/pages/index.astro</code> (ændret)');
  expect(written(copy, 'step-output')).toBe('kode=ja\n');
  expect(written(copy, 'forhaandsvisning.html')).toContain('Der er ingen sider at vise.');
  await copy.remove();
}, 240_000);

test('a base that is not there is said in Danish', async () => {
  const copy = await repository();
  const { code, output } = await control(copy, '--base=--output=x');
  expect(code).toBe(1);
  expect(output).not.toMatch(/\n\s+at /);
  const other = await control(copy, '--base=ingen-gren');
  expect(other.code).toBe(1);
  expect(other.output).toContain('Git kender ikke »ingen-gren« her.');
  const unknown = await control(copy, '--bse', 'main');
  expect(unknown.code).toBe(2);
  expect(unknown.output).toContain('Skriv: npm run control');
  await copy.remove();
});
