import { globSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { site } from '../../src/site.ts';
import { dist, pagesOf, read } from '../built.ts';

interface Entry {
  title: string;
  id: string;
  published: string;
  updated: string;
  summary: string;
  author: { name: string }[];
  link: { '@rel': string; '@href': string }[];
  content: { '#text': string; '@type': string };
}
interface Feed {
  title: string;
  id: string;
  updated: string;
  link: { '@rel': string; '@href': string }[];
  author: { name: string }[];
  entry?: Entry[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => ['entry', 'link', 'author', 'category'].includes(name),
});
const feeds = globSync('**/*.xml', { cwd: dist })
  .filter((path) => /(^|\/)(feed|debat)\.xml$/.test(path))
  .sort();
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

test('there is a feed of everything, of each section, of each topic and of each topic’s debate', () => {
  const topics = globSync('emner/*/index.html', { cwd: dist }).map((path) => path.split('/')[1]);
  expect(feeds).toEqual(
    expect.arrayContaining([
      'feed.xml',
      'debat/feed.xml',
      ...topics.flatMap((topic) => [`emner/${topic}/feed.xml`, `emner/${topic}/debat.xml`]),
    ]),
  );
});

describe.each(feeds)('%s', (path) => {
  const xml = read(path);
  const { feed } = parser.parse(xml) as { feed: Feed };

  test('is well-formed Atom with what RFC 4287 asks for', () => {
    expect(() => parser.parse(xml, true)).not.toThrow();
    expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="da">');
    expect(feed.title).toMatch(/\S/);
    expect(feed.id).toBe(`${site.url}/${path}`);
    expect(feed.updated).toMatch(moment);
    expect(feed.author[0]?.name).toMatch(/\S/);
    expect(feed.link.find((link) => link['@rel'] === 'self')?.['@href']).toBe(feed.id);
    const ids = (feed.entry ?? []).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the full text of each piece, with whole addresses', () => {
    for (const entry of feed.entry ?? []) {
      for (const day of [entry.published, entry.updated]) expect(day).toMatch(moment);
      for (const text of [entry.title, entry.summary, entry.author[0]?.name]) expect(text).toMatch(/\S/);
      expect(entry.link[0]?.['@href']).toBe(entry.id);
      expect(entry.content['@type']).toBe('html');
      const html = entry.content['#text'];
      expect(html.length).toBeGreaterThan(500);
      expect(html).not.toMatch(/(href|src)="(?!https?:|mailto:|tel:)/);
      expect(html).not.toMatch(/<(script|style)| style="| class="|data-astro/);
    }
  });
});

test('the feed of everything holds each article of the site, newest first', () => {
  const { feed } = parser.parse(read('feed.xml')) as { feed: Feed };
  const articles = pagesOf().filter(({ address }) => /^\/(debat|nyheder)\/(?!side\/)[^/]+\/$/.test(address));
  expect(feed.entry?.map(({ id }) => id).sort()).toEqual(articles.map(({ address }) => site.url + address).sort());
  const days = feed.entry?.map(({ published }) => published) ?? [];
  expect(days).toEqual([...days].sort().reverse());
});
