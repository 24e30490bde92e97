import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyHash, hashWith, longerHash, sieveOf } from '../../src/search/sieve.ts';

test('a sieve lets all of its texts through, and few others', () => {
  const texts = Array.from({ length: 50_000 }, (_, index) => `ord${index}`);
  const mayHave = sieveOf(texts);
  expect(texts.every((text) => mayHave(hashWith(emptyHash, text)))).toBe(true);
  const others = texts.filter((text) => mayHave(hashWith(emptyHash, `${text}x`)));
  expect(others.length).toBeLessThan(texts.length / 20);
});

test('a hash grows letter by letter', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (start, more) => {
      const grown = [...Array(more.length).keys()].reduce(
        (hash, index) => longerHash(hash, more.charCodeAt(index)),
        hashWith(emptyHash, start),
      );
      expect(grown).toBe(hashWith(emptyHash, start + more));
    }),
  );
});
