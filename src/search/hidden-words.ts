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
    // What a compound begins with is found by its beginning.
    yield* innerCompounds(parts).filter((inner) => !word.startsWith(inner));
    for (const part of [word, ...parts]) {
      for (const base of [part, ...dictionary.basesOf(part).map((each) => each.word)]) yield* synonyms.get(base) ?? [];
    }
  }

  function* otherForms(part: string): Generator<string> {
    if (stopWords.has(part)) return;
    const bases = dictionary.basesOf(part);
    for (const base of bases) {
      yield* irregular.get(base.word) ?? [];
      if (!isOnlyThat(part, base.word)) continue;
      yield base.word;
      yield* dictionary.formsOf(base);
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

/** The compounds inside a compound: of beboer-parkerings-plads, beboerparkerings and parkeringsplads. */
export function innerCompounds(parts: readonly string[]): string[] {
  const starts = parts.keys().toArray();
  return starts.flatMap((from) =>
    starts.filter((to) => to > from && to - from < parts.length - 1).map((to) => parts.slice(from, to + 1).join('')),
  );
}

const stemOf = (word: string) => stem(wordInIndex(word));
