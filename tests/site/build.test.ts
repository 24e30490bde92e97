import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { today } from '../../src/lib/days.ts';
import { siteServer } from '../../src/serve.ts';
import { dist, pagesOf, read, root } from '../built.ts';
import { copySite, outsideTests, type SiteCopy } from '../site-copy.ts';

const template = readFileSync(join(root, 'content/debat/_skabelon.mdx'), 'utf8');
/** The template with some of its fields set otherwise: `field: value` lines only. */
const pieceFrom = (fields: Record<string, string>) =>
  Object.entries(fields).reduce(
    (text, [field, value]) => text.replace(new RegExp(`^${field}:.*$`, 'm'), `${field}: ${value}`),
    template,
  );

describe('new files, and nothing else edited', () => {
  let copy: SiteCopy;
  const address = '/debat/plads-til-ladcykler/';
  const title = 'Plads til ladcykler';
  beforeAll(async () => {
    copy = await copySite();
    const own = { titel: title, manchet: 'Skuret er fyldt. Her er et forslag.', dato: today(), skribent: 'ung-beboer' };
    await copy.write('content/debat/plads-til-ladcykler.mdx', pieceFrom(own));
    await copy.write('content/debat/i-morgen.mdx', pieceFrom({ titel: 'Først i morgen', dato: '2999-01-01' }));
    await copy.write(
      'content/debat/ikke-faerdig.mdx',
      pieceFrom({ titel: 'Ikke færdig', emner: '[hverdag]\nkladde: true' }).replace('  - hverdag\n', ''),
    );
    for (let number = 1; number <= 41; number += 1) {
      await copy.write(
        `content/debat/gammelt-indlaeg-${number}.mdx`,
        pieceFrom({ titel: `Gammelt indlæg ${number}`, manchet: `Sagt før, gang ${number}.`, dato: '2019-03-01' }),
      );
    }
    const { code, output } = await copy.build();
    expect(output).toContain('Complete!');
    expect(code).toBe(0);
  });
  afterAll(() => copy.remove());

  test.each([
    '/',
    '/debat/',
    address,
    '/emner/hverdag/',
    '/skribenter/ung-beboer/',
    '/a-aa/',
    '/arkiv/2026/',
    'feed.xml',
    'debat/feed.xml',
    'emner/hverdag/feed.xml',
    'emner/hverdag/debat.xml',
  ])('the piece copied from the template is on %s', (place) => {
    const text = read(place.endsWith('/') ? `${place}index.html` : place, copy.dist);
    expect(text).toContain(title);
    expect(text).toContain(address);
  });

  test('it is found by search', async () => {
    const server = siteServer(copy.dist).listen(0, 'localhost');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      const pagefind = await import(/* @vite-ignore */ pathToFileURL(join(copy.dist, 'pagefind/pagefind.js')).href);
      await pagefind.options({ basePath: `http://localhost:${port}/pagefind/`, noWorker: true });
      const { results } = await pagefind.search('ladcykler');
      expect((await results[0].data()).url).toContain(address);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test('what waits for its day and what is a draft is nowhere', () => {
    for (const file of globSync('**/*.{html,xml,txt}', { cwd: copy.dist })) {
      expect(read(file, copy.dist), file).not.toMatch(/Først i morgen|i-morgen|Ikke færdig|ikke-faerdig/);
    }
  });

  test('lists come in pages of 20, each piece once', () => {
    const list = pagesOf(copy.dist).filter(({ address: at }) => /^\/debat\/(side\/\d+\/)?$/.test(at));
    expect(list.map(({ address: at }) => at)).toEqual(['/debat/', '/debat/side/2/', '/debat/side/3/']);
    const titles = list.map(({ dom }) => dom.querySelectorAll('main article h2').map(({ text }) => text));
    expect(titles.map(({ length }) => length).slice(0, 2)).toEqual([20, 20]);
    expect(new Set(titles.flat()).size).toBe(titles.flat().length);
    expect(list[1]?.dom.querySelector('a[rel=prev]')?.getAttribute('href')).toBe('/debat/');
    expect(list[1]?.dom.querySelector('a[rel=next]')?.getAttribute('href')).toBe('/debat/side/3/');
  });
});

describe('content that is not in order', () => {
  test('stops the build with every fault, its file, its line and what to write instead', async () => {
    const copy = await copySite();
    await copy.write('content/debat/forkert-dato.mdx', pieceFrom({ titel: 'Forkert dato', dato: '14/5-2013' }));
    await copy.write('content/debat/ukendt-skribent.mdx', pieceFrom({ titel: 'Hvem', skribent: 'redaktion' }));
    await copy.write('content/nyheder/Æbler.mdx', template);
    const { code, output } = await copy.build();
    expect(code).not.toBe(0);
    expect(output).toContain('Der er 3 fejl i teksterne. Siden er ikke bygget.');
    expect(output).toContain('content/debat/forkert-dato.mdx, linje 5, tegn 7\n  Datoen »14/5-2013« er ikke skrevet');
    expect(output).toContain(
      'content/debat/ukendt-skribent.mdx, linje 6, tegn 11\n  Skribenten »redaktion« findes ikke',
    );
    expect(output).toContain('→ Mente du »redaktionen«?');
    expect(output).toContain('Omdøb filen til »aebler.mdx«');
    expect(output).not.toMatch(/\n\s+at /);
    expect(existsSync(copy.dist)).toBe(false);
    await copy.remove();
  });

  test('stops the build when a link or an anchor leads nowhere', async () => {
    const copy = await copySite();
    const text =
      pieceFrom({ titel: 'Links' }) + '\n[Vaskeriet](/praktisk/vaskerie/) og [regler](/debatregler/#ingen-saadan)\n';
    await copy.write('content/debat/links.mdx', text);
    const { code, output } = await copy.build();
    const line = text.split('\n').findIndex((each) => each.includes('vaskerie')) + 1;
    expect(code).not.toBe(0);
    expect(output).toContain(`content/debat/links.mdx, linje ${line}`);
    expect(output).toContain('Linket »/praktisk/vaskerie/« fører ingen steder hen');
    expect(output).toContain('Mente du »/praktisk/vaskeri/«?');
    expect(output).toContain('Linket »/debatregler/#ingen-saadan« peger på et sted, som ikke findes');
    await copy.remove();
  });
});

test('without a repository there is no giscus, and the build says so', async () => {
  const copy = await copySite();
  const facts = read('src/site.ts', root).replace(
    /giscus: \{[^}]*\} as GiscusFacts \| null/,
    'giscus: null as GiscusFacts | null',
  );
  await copy.write('src/site.ts', facts);
  const { code, output } = await copy.build();
  expect(code).toBe(0);
  expect(output).toContain('giscus is left out');
  const left = pagesOf(copy.dist).filter(
    ({ dom, html }) => dom.querySelector('[data-giscus]') || html.includes('frame-src') || html.includes('/edit/main/'),
  );
  expect(left.map(({ address }) => address)).toEqual([]);
  await copy.remove();
});

test('npm run dev shows drafts, tells what is wrong on every page, and heals by itself', async () => {
  const copy = await copySite();
  const port = await freePort();
  const script = ['node_modules/astro/bin/astro.mjs', 'dev', '--port', String(port)];
  const dev = spawn(process.execPath, script, { cwd: copy.folder, env: outsideTests() });
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      let said = '';
      dev.stdout.on('data', (text: Buffer) => {
        said += stripVTControlCharacters(text.toString());
        const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
        if (found) resolve(found);
      });
      dev.on('close', () => reject(new Error(said)));
    });
    const look = async () => {
      const response = await fetch(`${origin}/debat/`, { headers: { Accept: 'text/html' } });
      return { status: response.status, html: await response.text() };
    };
    const drafts = await look();
    expect(drafts.status).toBe(200);
    expect(drafts.html).toContain('Kladde – vises kun her hos dig');
    await copy.write('content/debat/forkert.mdx', pieceFrom({ dato: '14/5-2013' }));
    await expect
      .poll(async () => (await look()).html, { timeout: 10_000 })
      .toContain('content/debat/forkert.mdx, linje 5');
    expect((await look()).status).toBe(500);
    await rm(join(copy.folder, 'content/debat/forkert.mdx'));
    await expect.poll(async () => (await look()).status, { timeout: 10_000 }).toBe(200);
  } finally {
    dev.removeAllListeners('close').kill();
    await new Promise((resolve) => dev.once('exit', resolve));
    await copy.remove();
  }
});

function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  return new Promise((resolve) => {
    server.once('listening', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

test('the same content gives the same bytes in another folder, time zone and locale', async () => {
  const copy = await copySite();
  const { code } = await copy.build({ TZ: 'Asia/Tokyo', LC_ALL: 'C', LANG: 'C', SITE_TODAY: today() });
  expect(code).toBe(0);
  const sums = (folder: string) =>
    globSync('**/*', { cwd: folder })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map(
        (path) =>
          `${createHash('sha256')
            .update(readFileSync(join(folder, path)))
            .digest('hex')} ${path}`,
      );
  const expected = sums(dist);
  expect(expected.length).toBeGreaterThan(100);
  expect(sums(copy.dist)).toEqual(expected);
  await copy.remove();
});
