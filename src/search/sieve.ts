/** Tells of most texts that they are not in a set, by a number that grows letter by letter: they need not be cut out and looked up. */
export type Sieve = (hash: number) => boolean;

/** The hash of no letters. */
export const emptyHash = 0x811c9dc5;

/** The hash of a text with one letter more (FNV-1a). */
export const longerHash = (hash: number, letter: number): number => Math.imul(hash ^ letter, 0x01000193);

/** The hash of a text with `more` after it. */
export function hashWith(hash: number, more: string): number {
  let longer = hash;
  for (let index = 0; index < more.length; index += 1) longer = longerHash(longer, more.charCodeAt(index));
  return longer;
}

/** So many of the hash's 32 bits choose a place: with a hundred thousand texts one other in forty is let through. */
const width = 22;

/** A sieve that lets `texts` through, and few others. */
export function sieveOf(texts: Iterable<string>): Sieve {
  const bits = new Uint32Array(2 ** (width - 5));
  const mark = (place: number) => (bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31)));
  for (const text of texts) mark(hashWith(emptyHash, text) >>> (32 - width));
  return (hash) => (((bits[hash >>> (37 - width)] ?? 0) >>> ((hash >>> (32 - width)) & 31)) & 1) === 1;
}
