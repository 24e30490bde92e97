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
  const hidden = remembered((word) => [...new Set(hiddenOf(word))]);
  const otherForms = remembered((part) => [...new Set(otherFormsOf(part))]);
  const stemOf = remembered((word) => stem(wordInIndex(word)));
  const stemsOf = remembered((word) => [word, ...split(word)].map(stemOf));

  function* hiddenOf(word: string): Generator<string> {
    const parts = split(word);
    for (const [index, part] of parts.entries()) {
      yield* otherForms(part);
      // A middle or first part is written with its linking letter: børne-, fædre-, bøger no more than bog.
      if (index < parts.length - 1) yield* irregular.get(part.replace(/[es]$/, '')) ?? [];
    }
    // Of børnebøger, børnebog: it bends as its last part does.
    const [last = '', head] = [parts.at(-1), parts.slice(0, -1).join('')];
    if (head)
      for (const base of dictionary.basesOf(last)) yield* (irregular.get(base.word) ?? []).map((form) => head + form);
    // What a compound begins with is found by its beginning.
    yield* innerCompounds(parts).filter((inner) => !word.startsWith(inner));
    for (const part of [word, ...parts]) {
      for (const base of [part, ...dictionary.basesOf(part).map((each) => each.word)]) yield* synonyms.get(base) ?? [];
    }
  }

  function* otherFormsOf(part: string): Generator<string> {
    if (stopWords.has(part)) return;
    const bases = dictionary.basesOf(part);
    for (const base of bases) {
      yield* irregular.get(base.word) ?? [];
      if (!isOnlyThat(part, base.word)) continue;
      yield base.word;
      yield* dictionary.formsOf(base, isRegular(base.word));
    }
    if (bases.length === 0) yield* irregular.get(part) ?? [];
  }

  /** False where the form is a word by itself too: tog is a train before it is what somebody took. */
  const isOnlyThat = (form: string, base: string) =>
    form === base || !dictionary.basesOf(form).some(({ word, isShortened }) => !isShortened && word === form);

  return (words) => {
    const all = [...words];
    const stems = new Set(all.flatMap(stemsOf));
    const found = new Map(all.flatMap(hidden).map((word) => [stemOf(word), word]));
    return [...found].filter(([own]) => !stems.has(own)).map(([, word]) => word);
  };
}

/** Of most words the stemmer makes one stem, whatever their ending; not of bro, broer, by, byer, taxa, taxaer. */
const isRegular = (word: string) => word.length > 3 && /[^aiouyæøå]$/.test(word);

/** The compounds inside a compound: of beboer-parkerings-plads, beboerparkerings and parkeringsplads. */
export function innerCompounds(parts: readonly string[]): string[] {
  const starts = parts.keys().toArray();
  return starts.flatMap((from) =>
    starts.filter((to) => to > from && to - from < parts.length - 1).map((to) => parts.slice(from, to + 1).join('')),
  );
}

function remembered<Value>(find: (word: string) => Value): (word: string) => Value {
  const known = new Map<string, Value>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = find(word);
    known.set(word, found);
    return found;
  };
}
