import { fold } from './fold.ts';
import { stem } from './stem.ts';

/**
 * How many letters must be added, left out, replaced or swapped with the next to make `b` of `a`
 * (optimal string alignment); `Infinity` when it is more than `limit`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Infinity;
    [before, last] = [last, row];
  }
  const found = last[b.length] ?? Infinity;
  return found > limit ? Infinity : found;
}

/**
 * Errors in a word of the site, or in its stem, whichever are fewer; one in the first letter is a rare one, and counts more.
 * @param word folded, as `folded` is
 */
export function awayFrom(
  word: string,
  { word: whole, folded: other }: { word: string; folded: string },
  limit: number,
): number {
  const away = distance(word, other, limit);
  const rare = word[0] === other[0] ? 0 : 0.5;
  if (away + rare <= 1) return away + rare;
  // An ending in another form is no error, but nor is it as near as the word itself.
  const [own, root] = [stem(word), stem(other)];
  const shortest = Math.min(own.length, root.length);
  const inStem = distance(own, root, shortest > 6 ? limit : shortest > 3 ? 1 : 0);
  // Of gelænderet the stemmer cuts more than its ending: without that it is gelænder; and kameraet has no æ.
  const bare = whole.length > 6 ? fold(whole.replace(/(erne|ene|ens|ets|en|et|ne|s)$/, '')) : other;
  const inBare = bare === other ? Infinity : distance(word, bare, limit);
  return Math.min(away, inStem + 0.25, inBare + 0.25) + rare;
}

/** True when both have the same letters: two of them were swapped. */
export const isSwapped = (a: string, b: string) =>
  a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
