import { describe, expect, test } from 'vitest';
import { site } from '../../src/site.ts';
import sharp from 'sharp';
import { join } from 'node:path';
import { dist, pagesOf } from '../built.ts';

interface Item {
  '@context': string;
  '@type': string;
  [field: string]: unknown;
}

const dataOf = (page: { html: string }) =>
  [...page.html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    ([, json = '']) => JSON.parse(json) as Item,
  );
const articles = pagesOf().filter(({ address }) => /^\/(debat|nyheder)\/(?!side\/)[^/]+\/$/.test(address));
const moment = /^\d{4}-\d\d-\d\dT12:00:00\+0[12]:00$/;

describe.each(articles)('$address', (page) => {
  const { address, dom } = page;
  const items = dataOf(page);
  const article = items.find((item) => item['@type'].endsWith('NewsArticle'));
  const crumbs = items.find((item) => item['@type'] === 'BreadcrumbList');

  test('says whether it is opinion or news, who wrote it in which role, and when', () => {
    expect(article?.['@context']).toBe('https://schema.org');
    expect(article?.['@type']).toBe(address.startsWith('/debat/') ? 'OpinionNewsArticle' : 'NewsArticle');
    expect(article?.['headline']).toBe(dom.querySelector('h1')?.text);
    for (const field of ['datePublished', 'dateModified']) expect(article?.[field]).toMatch(moment);
    const authors = article?.['author'] as { name: string; jobTitle: string; url: string }[];
    expect(authors.length).toBeGreaterThan(0);
    for (const author of authors) {
      expect(author.name).toMatch(/\S/);
      expect(author.jobTitle).toMatch(/\S/);
      expect(author.url).toMatch(new RegExp(`^${site.url}/skribenter/[a-z0-9-]+/$`));
    }
  });

  test('says where it stands on the site', () => {
    const steps = crumbs?.['itemListElement'] as { position: number; name: string; item: string }[];
    expect(steps.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(steps.at(-1)?.item).toBe(site.url + address);
  });

  test('has a share picture of 1200 × 630', async () => {
    const image = String(article?.['image']);
    expect(image).toBe(dom.querySelector('meta[property="og:image"]')?.getAttribute('content'));
    const { width, height, format } = await sharp(join(dist, new URL(image).pathname)).metadata();
    expect([width, height, format]).toEqual([1200, 630, 'png']);
  });
});

test('debate pieces carry the line that the opinion is the writer’s own; news does not', () => {
  for (const { address, dom } of articles) {
    expect(dom.text.includes('Indlægget er skribentens egen mening'), address).toBe(address.startsWith('/debat/'));
  }
});

test('text of an article cannot end the script it is written in', () => {
  for (const { html } of articles) {
    for (const [, json = ''] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
      expect(json).not.toContain('<');
    }
  }
});
