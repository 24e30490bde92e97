import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFinder, type Finder } from '../../src/search/find.ts';
import { compoundSplitter } from '../../src/search/compounds.ts';
import { danishDictionary } from '../../src/search/dictionary.ts';
import { stopWords } from '../../src/search/stop-words.ts';
import { dist, pagesOf } from '../built.ts';

/** Every piece, page, topic and writer that is published, as its page shows it. */
const pages = pagesOf()
  .map(({ address, dom }) => ({
    address,
    title: dom.querySelector('main h1')?.text.trim() ?? '',
    lead: dom.querySelector('main header p[data-pagefind-body]')?.text.trim() ?? '',
    isFound: dom.querySelector('main [data-pagefind-body]') !== null,
  }))
  .filter(({ isFound }) => isFound);
const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

let finder: Finder;
beforeAll(async () => {
  finder = await openFinder(dist);
});
afterAll(() => finder.close());

test('there is something to find', () => {
  expect(pages.length).toBeGreaterThan(40);
  expect(pages.filter(({ lead }) => lead).length).toBeGreaterThan(20);
});

describe.each(pages)('$address', ({ address, title }) => {
  test('is among the first found by its own title', async () => {
    const { addresses } = await finder.find(title);
    expect(addresses.slice(0, 3)).toContain(address);
  });

  test('is found by each compound part of its title', async () => {
    const split = compoundSplitter(danishDictionary(), { extra: new Map(), never: new Set() });
    const parts = wordsOf(title).flatMap((word) => split(word));
    for (const part of parts.filter((each) => each.length > 2 && !stopWords.has(each))) {
      expect((await finder.find(part)).addresses, part).toContain(address);
    }
  });
});

test.each(pages.filter(({ lead }) => lead))(
  '$address is found by the rarest word of its lead',
  async ({ address, lead }) => {
    const counts = new Map(
      wordsOf(lead)
        .filter((word) => !stopWords.has(word))
        .map((word) => [word, pages.filter((page) => wordsOf(page.lead).includes(word)).length]),
    );
    const [rarest = ''] = [...counts].sort((a, b) => a[1] - b[1] || b[0].length - a[0].length)[0] ?? [];
    expect((await finder.find(rarest)).addresses, rarest).toContain(address);
  },
);
