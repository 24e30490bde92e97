import { describe, expect, test } from 'vitest';
import { kinds, pagesOf } from '../built.ts';
import { complaintsAbout } from '../valid-html.ts';

const pages = pagesOf();

describe.each(pages)('$address', ({ address, html, dom }) => {
  test('is valid HTML', async () => {
    expect(await complaintsAbout(html)).toEqual([]);
  });

  test('is in Danish, with one h1 and headings in order', () => {
    expect(dom.querySelector('html')?.getAttribute('lang')).toBe('da');
    const levels = dom.querySelectorAll('h1, h2, h3, h4, h5, h6').map(({ tagName }) => Number(tagName.charAt(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const jumps = levels.filter((level, index) => level - (levels[index - 1] ?? 1) > 1);
    expect(jumps).toEqual([]);
  });

  test('says what it is to search engines and those who share it', () => {
    const content = (name: string) =>
      dom.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute('content');
    expect(dom.querySelector('title')?.text).toMatch(/\S/);
    expect(content('description')).toMatch(/\S/);
    for (const name of ['og:title', 'og:description', 'og:url', 'og:image']) expect(content(name), name).toMatch(/\S/);
    const canonical = dom.querySelector('link[rel=canonical]')?.getAttribute('href');
    const isHidden = dom.querySelector('meta[name=robots]')?.getAttribute('content') === 'noindex';
    if (!isHidden) expect(canonical).toBe(`https://beboerdebat.example${address}`);
  });

  test('gives every picture its size and a description', () => {
    for (const picture of dom.querySelectorAll('img')) {
      expect(picture.getAttribute('alt'), picture.toString()).toMatch(/\S/);
      for (const side of ['width', 'height']) expect(picture.getAttribute(side)).toMatch(/^\d+$/);
    }
  });
});

test('no two pages have the same title or description', () => {
  for (const pick of ['title', 'meta[name=description]']) {
    const said = pages.map(({ dom }) => {
      const element = dom.querySelector(pick);
      return element?.getAttribute('content') ?? element?.text ?? '';
    });
    expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
  }
});

test('every kind of page is there', () => {
  const addresses = pages.map(({ address }) => address);
  expect(addresses).toEqual(expect.arrayContaining(Object.values(kinds)));
  for (const page of 'om kontakt bestyrelsen debatregler privatliv tilgaengelighed'.split(' ')) {
    expect(addresses).toContain(`/${page}/`);
  }
});

test('drafts and templates are not published', () => {
  const all = pages.map(({ html }) => html).join('');
  expect(all).not.toContain('gaardens-traeer');
  expect(all).not.toMatch(/href="[^"]*skabelon/);
});
