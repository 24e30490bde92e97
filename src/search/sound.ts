/** Spellings that sound alike in Danish, or did where a word came from, and one for each; in the order they are tried. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^h(?=[vj])/, ''],
  [/ph/g, 'f'],
  [/que?$|ck/g, 'k'],
  [/qu/g, 'kv'],
  [/cc(?=[aeiy])/g, 'ks'],
  [/dg(?=e)/g, 'dj'],
  [/c(?=[eiy])|z|sch|s[hj]/g, 's'],
  [/ch|[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/th|dt/g, 't'],
  [/oi/g, 'o'],
  [/y/g, 'i'],
  [/([lnr])d(?=[^aeiou]|$)/g, '$1'],
  [/ds/g, 's'],
  [/b(?=[st])/g, 'p'],
  [/(.)\1+/g, '$1'],
];

/** How a word sounds, roughly: hveps and veps, petanque and petank are one. `folded`: in lower case, a for æ and å, o for ø. */
export const soundOf = (folded: string): string =>
  spellings.reduce((text, [spelling, sound]) => text.replace(spelling, sound), folded);

/** First letters of words that sound as if they began with another. */
const alsoBegins: Readonly<Record<string, string>> = { f: 'p', j: 'h', k: 'cq', s: 'cz', v: 'hw' };

/** Letters that words which sound like `folded` begin with. */
export const firstLettersOf = (folded: string): string[] => {
  const letter = soundOf(folded).charAt(0);
  return [...letter, ...(alsoBegins[letter] ?? '')];
};
