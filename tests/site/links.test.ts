import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkBuiltSite } from '../../src/gate/built-site.ts';
import { site } from '../../src/site.ts';
import { dist, pagesOf, read, root } from '../built.ts';

const pages = pagesOf();
const fileOf = (path: string) => join(dist, decodeURI(path), path.endsWith('/') ? 'index.html' : '');

test('every link and anchor leads somewhere, and every text has its page', async () => {
  expect(await checkBuiltSite(dist, root)).toEqual([]);
});

test.each(pages)('$address asks only this site for its parts, and all of them exist', ({ dom }) => {
  const parts = dom
    .querySelectorAll('[src], [srcset], link[href], [data-module]')
    .flatMap((element) => [
      ...['src', 'data-module', ...(element.tagName === 'LINK' ? ['href'] : [])].flatMap(
        (name) => element.getAttribute(name) ?? [],
      ),
      ...(element.getAttribute('srcset') ?? '').split(',').flatMap((each) => each.trim().split(' ')[0] || []),
    ]);
  for (const part of parts) {
    const url = new URL(part, site.url);
    expect(url.origin, part).toBe(site.url);
    expect(existsSync(fileOf(url.pathname)), part).toBe(true);
  }
});

test('the sitemap holds every page that may be found, and nothing else', () => {
  const listed = [...read('sitemap-0.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
  const wanted = pages
    .filter(({ dom }) => !dom.querySelector('meta[name=robots][content=noindex]'))
    .map(({ address }) => site.url + address);
  expect(listed.sort()).toEqual(wanted.sort());
  expect(read('robots.txt')).toContain(`Sitemap: ${site.url}/sitemap-index.xml`);
  expect(read('sitemap-index.xml')).toContain(`${site.url}/sitemap-0.xml`);
});

test('browsers can add the search', () => {
  expect(read('opensearch.xml')).toContain(`template="${site.url}/soeg/?q={searchTerms}"`);
});

const pieces = pages.filter(({ dom }) => dom.querySelector('meta[property="og:type"][content=article]'));

test('there are pieces to put right', () => {
  expect(pieces.length).toBeGreaterThan(5);
});

test.each(pieces)('$address leads to its own file in the editor of GitHub', ({ address, dom }) => {
  const links = dom.querySelectorAll('a').flatMap((link) => link.getAttribute('href') ?? []);
  const editors = links.filter((href) => href.includes('/edit/'));
  expect(editors).toHaveLength(1);
  const [, path = ''] = editors[0]?.split(`https://github.com/${site.giscus?.repo}/edit/main/`) ?? [];
  expect(existsSync(join(root, path)), path).toBe(true);
  expect(`/${path.replace(/^content\/|(\/index)?\.mdx?$/g, '')}/`).toBe(address);
});
