import { adjectival, verbal, type Dictionary } from './dictionary.ts';
import type { Base } from './hunspell.ts';
import { remembered } from './remembered.ts';
import { stopWords } from './stop-words.ts';
import { alsoNouns, endings, heads, placeEndings, shortFirst, shortLast, uncut } from './short-words.ts';

/** Gives the parts of a Danish word in lower case, linking letters with what is before them; one part of a simple word. */
export type Splitter = (word: string) => readonly string[];

/** What editors know better than the dictionary. */
export interface SplitRules {
  /** Words by their base form, and their parts. */
  readonly extra: ReadonlyMap<string, readonly string[]>;
  /** Base forms that are never split. */
  readonly never: ReadonlySet<string>;
}

/** Shorter words are not split; nor are longer ones than any Danish word that is meant to be read. */
const [shortest, longest] = [5, 60];

/** Splits compounds by the dictionary: fewest parts first, then those whose shortest part is longest. */
export function compoundSplitter(dictionary: Dictionary, rules: SplitRules): Splitter {
  const split: Splitter = remembered(partsOf);

  function partsOf(word: string): readonly string[] {
    if (word.length < shortest || word.length > longest || !/^\p{Ll}+$/u.test(word)) return [word];
    if (stopWords.has(word)) return [word];
    const bases = dictionary.basesOf(word);
    const names = [word, ...bases.map((base) => base.word)];
    if (names.some((name) => rules.never.has(name) || uncut.has(name))) return [word];
    for (const name of names) {
      const extra = rules.extra.get(name);
      if (extra) return transfer(word, extra);
    }
    const own = bases.filter((base) => base.word === word);
    if (own.length > 0) {
      const parts = segment(word, own);
      return parts.length > 1 ? deeper(parts) : endParts(word, heads);
    }
    const bent = bases.filter((base) => base.mayEnd);
    if (bent.length > 0)
      return bent.map((base) => transfer(word, split(base.word))).find((parts) => parts[1]) ?? [word];
    const parts = segment(word, []);
    return parts.length > 1 ? deeper(parts) : endParts(word, placeEndings);
  }

  const deeper = (parts: readonly string[]) =>
    parts.length === 1
      ? parts
      : parts.flatMap((part, index) => (index < parts.length - 1 ? partsOfFirst(part) : split(part)));

  /** The parts of a first or middle part are those of its base: billed- is of billede, not of bil and led. */
  function partsOfFirst(part: string): readonly string[] {
    const base = dictionary.modifierBase(part);
    const parts = base === undefined ? [part] : transfer(part, split(base));
    return parts.length > 1 || dictionary.basesOf(part).length === 0 ? parts : split(part);
  }

  /** The parts of a word of which no more is known than that it ends on one of `ends`: a name on what places are called. */
  function endParts(word: string, ends: ReadonlySet<string>): readonly string[] {
    for (let start = 4; start <= word.length - 2; start += 1) {
      const bases = dictionary.basesOf(word.slice(start));
      if (bases.some((base) => ends.has(base.word))) return [...split(word.slice(0, start)), word.slice(start)];
    }
    return [word];
  }

  /** `own`: what the dictionary says of the word itself; the last part must then bend as the whole does. */
  function segment(word: string, own: readonly Base[]): readonly string[] {
    const best: (readonly string[] | undefined)[] = [[]];
    for (let start = 0; start < word.length - 2; start += 1) {
      const before = best[start];
      if (!before) continue;
      for (const end of firstEnds(word, start)) best[end] = better(best[end], [...before, word.slice(start, end)]);
    }
    let found: readonly string[] | undefined;
    for (let start = 2; start <= word.length - 2; start += 1) {
      const before = best[start];
      if (!before?.[0]) continue;
      const part = word.slice(start);
      if (isLast(part, own)) found = better(found, [...before, part]);
    }
    return found ?? [word];
  }

  /** Where first or middle parts that begin at `start` end. */
  const firstEnds = (word: string, start: number) => [
    ...[start + 2, start + 3].filter((end) => end < word.length && shortFirst.has(word.slice(start, end))),
    ...dictionary.modifierEnds(word, start).filter((end) => end - start > 3),
  ];

  function isLast(part: string, own: readonly Base[]): boolean {
    const bases = own.length > 0 ? dictionary.entriesOf(part) : dictionary.basesOf(part);
    return bases.some((base) => {
      if (!base.mayEnd) return false;
      const isNoun = alsoNouns.has(base.word) && own.some((whole) => formsOf(whole.flags) === formsOf(base.flags));
      if (endings.has(base.word) && !isNoun) return false;
      if (base.word.length < 4 && !shortLast.has(base.word)) return false;
      return own.length === 0 || (base.word === part && own.some((whole) => bendAlike(whole, base)));
    });
  }

  return split;
}

/** Flags of `index.aff` that tell how a word bends: two genders of nouns, verbs, adjectives, nouns in the plural. */
const bending = [
  ['2', '7', '14', '19', '44', '48', '58', '65', '50', '75'],
  ['3', '4', '15', '18', '45', '47', '57', '66', '70', '72', '84', '87', '51', '76'],
  verbal,
  adjectival,
  ['74'],
];
const kindsOf = remembered((flags) => bending.map((kind) => kind.some((one) => flags.includes(`,${one},`))));

/** Flags without those that tell how a word is linked to a next part, and that it may be the last. */
const formsOf = remembered((flags) => flags.replace(/,(29|30|31|39)(?=,)/g, ''));

/** True of an entry that bends as an adjective and in no other way. */
export const isOnlyAdjective = ({ flags }: Base): boolean =>
  kindsOf(flags).every((is, kind) => is === (bending[kind] === adjectival));

/** A compound has the gender of its last part; of one that is said nothing of, nothing is asked. */
function bendAlike(whole: Base, last: Base): boolean {
  const [a, b] = [kindsOf(whole.flags), kindsOf(last.flags)];
  const isPluralOnly = a[bending.length - 1] === true && (b[0] === true || b[1] === true);
  return !a.includes(true) || isPluralOnly || a.some((is, kind) => is && b[kind]);
}

function better(a: readonly string[] | undefined, b: readonly string[]): readonly string[] {
  if (!a || b.length !== a.length) return !a || b.length < a.length ? b : a;
  const least = (parts: readonly string[]) => Math.min(...parts.map((part) => part.length));
  // Where both are as good, the longer beginning is the likelier: morgen-mad, not mor-genmad.
  return least(b) >= least(a) ? b : a;
}

/** The cuts of a base form, made in one of its other forms: they stand where they stood, and the end is what differs. */
function transfer(word: string, parts: readonly string[]): readonly string[] {
  const head = parts.slice(0, -1);
  const start = head.join('');
  return word.startsWith(start) && word.length - start.length >= 2 ? [...head, word.slice(start.length)] : [word];
}
