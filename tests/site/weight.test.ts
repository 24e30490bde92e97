import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dist, pagesOf, read } from '../built.ts';

const firstFlight = 14_336;
const scriptLimit = 3_072;
const formLimit = 6_144;
const fontLimit = 20_000;
const size = (text: string) => gzipSync(text, { level: 9 }).length;
const pages = pagesOf();
const pieces = pages.filter(({ address }) => /^\/debat\/(?!side\/)[^/]+\/$/.test(address));

const words = pieces
  .map(({ dom }) => dom.querySelector('.prose')?.text ?? '')
  .join(' ')
  .split(/\s+/);
const sample = pieces.flatMap(({ dom }) => dom.querySelectorAll('#svar ol > li > article'))[0];

/** The piece as it would be with eight replies, of 25 to 80 words each, in the page's own markup. */
function withEightReplies(html: string, count: number): string {
  const more = Array.from({ length: Math.max(0, 8 - count) }, (_, index) => {
    const text = words.slice(index * 311, index * 311 + 25 + index * 8).join(' ');
    return (sample?.outerHTML ?? '').replace(/(<div class="text"[^>]*>).*?<\/div>/s, `$1<p>${text}</p></div>`);
  });
  return html.replace(
    '<div class="sheet"',
    `<ol>${more.map((reply) => `<li>${reply}</li>`).join('')}</ol><div class="sheet"`,
  );
}

test('there are pieces of about 500 words to weigh, and a reply to weigh them with', () => {
  expect(sample?.outerHTML).toContain('class="text"');
  const words = pieces.map(({ dom }) => dom.querySelector('.prose')?.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0);
  expect(Math.max(...words)).toBeGreaterThan(450);
});

describe.each(pieces)('$address', ({ html, dom }) => {
  test('fits in the first 14 KB with room for eight replies', () => {
    const replies = dom.querySelectorAll('#svar article').length;
    expect(size(withEightReplies(html, replies))).toBeLessThanOrEqual(firstFlight);
  });

  test('is one request: its styles are in it, and it waits for no script file', () => {
    expect(dom.querySelectorAll('link[rel=stylesheet], script[src]')).toEqual([]);
    expect(dom.querySelectorAll('style').length).toBeGreaterThan(0);
  });
});

test.each(pages)('$address has at most 3 KB of script before a press', ({ html, dom, address }) => {
  const inline = [...html.matchAll(/<script type="module">(.*?)<\/script>/gs)].map(([, code]) => code).join('');
  const files = dom.querySelectorAll('script[src]').map((script) => script.getAttribute('src'));
  expect(size(inline)).toBeLessThanOrEqual(scriptLimit);
  expect(files.length).toBeLessThanOrEqual(address === '/soeg/' ? 1 : 0);
});

const open = pieces.filter(({ dom }) => dom.querySelector('form[data-answer]'));
test('there are open pieces to weigh', () => expect(open.length).toBeGreaterThan(3));

test.each(open)('$address has at most 6 KB of script with the form in use, its solver too', ({ html, dom }) => {
  const inline = [...html.matchAll(/<script type="module">(.*?)<\/script>/gs)].map(([, code]) => code).join('');
  const files = ['help', 'solver'].map((name) => {
    const path = dom.querySelector(`[data-${name}]`)?.getAttribute(`data-${name}`);
    return read(path ?? expect.fail(`there is no ${name}`));
  });
  const sizes = [inline, ...files].map(size);
  expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(formLimit);
});

test('there is one headline font of at most 20 KB', () => {
  const fonts = globSync('**/*.{woff2,woff,ttf,otf}', { cwd: dist });
  expect(fonts).toHaveLength(1);
  expect(statSync(join(dist, fonts[0] ?? '')).size).toBeLessThanOrEqual(fontLimit);
});

test('pictures below the top are lazy, and come as WebP in several sizes', () => {
  for (const { dom, address } of pages) {
    const pictures = dom.querySelectorAll('main img');
    for (const [index, picture] of pictures.entries()) {
      expect(picture.getAttribute('src'), address).toMatch(/\.webp$/);
      expect(picture.getAttribute('srcset')?.split(',').length ?? 0, address).toBeGreaterThan(1);
      if (index > 0) expect(picture.getAttribute('loading'), address).toBe('lazy');
    }
  }
});
