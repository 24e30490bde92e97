import { closest, distance as distanceOf } from 'fastest-levenshtein';

/** The word among `known` that `word` most likely was meant to be: at most two or a third of its letters wrong. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(word, known);
  return distanceOf(word, best) <= Math.max(word.length > 4 ? 2 : 1, Math.floor(word.length / 3)) ? best : undefined;
}
