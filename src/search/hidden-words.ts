import type { Dictionary } from './dictionary.ts';
import type { Splitter } from './compounds.ts';
import { irregularForms } from './irregular.ts';
import { wordInIndex } from './letters.ts';
import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';

/** Gives the words a text is to be found by although it does not have them, from the words it has, in lower case. */
export type HiddenWords = (words: Iterable<string>) => readonly string[];

const irregular = new Map(irregularForms.flatMap((forms) => forms.map((form) => [form, forms] as const)));

/** Hidden words: forms no stemmer brings together, compounds inside compounds, and what editors call the same. */
export function hiddenWordsOf(
  dictionary: Dictionary,
  split: Splitter,
  synonyms: ReadonlyMap<string, readonly string[]>,
): HiddenWords {
  const known = new Map<string, readonly string[]>();
  const hidden = (word: string) => {
    let words = known.get(word);
    if (!words) known.set(word, (words = [...new Set(hiddenOf(word))]));
    return words;
  };

  function* hiddenOf(word: string): Generator<string> {
    const parts = split(word);
    for (const [index, part] of parts.entries()) {
      yield* otherForms(part);
      // A middle or first part is written with its linking letter: børne-, fædre-, bøger no more than bog.
      if (index < parts.length - 1) yield* otherForms(part.replace(/[es]$/, ''));
    }
    for (let from = 0; from < parts.length - 1; from += 1) {
      for (let to = from + 2; to <= parts.length; to += 1) {
        if (from > 0) yield parts.slice(from, to).join('');
      }
    }
    for (const part of [word, ...parts]) {
      for (const base of [part, ...dictionary.basesOf(part).map((each) => each.word)]) yield* synonyms.get(base) ?? [];
    }
  }

  function* otherForms(part: string): Generator<string> {
    if (stopWords.has(part)) return;
    const bases = dictionary.basesOf(part);
    for (const base of bases) {
      yield* irregular.get(base.word) ?? [];
      if (base.isShortened && isOnlyThat(part, base.word)) yield base.word;
      yield* dictionary.shortenedForms(base).slice(0, 1);
    }
    if (bases.length === 0) yield* irregular.get(part) ?? [];
  }

  /** False where the form is a word by itself too: tog is a train before it is what somebody took. */
  const isOnlyThat = (form: string, base: string) =>
    form === base || !dictionary.basesOf(form).some(({ word, isShortened }) => !isShortened && word === form);

  return (words) => {
    const all = [...words];
    const stems = new Set(all.flatMap((word) => [word, ...split(word)]).map(stemOf));
    const found = new Map(all.flatMap(hidden).map((word) => [stemOf(word), word]));
    return [...found].filter(([own]) => !stems.has(own)).map(([, word]) => word);
  };
}

const stemOf = (word: string) => stem(wordInIndex(word));
