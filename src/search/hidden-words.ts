import type { Dictionary } from './dictionary.ts';
import { isOnlyAdjective, type Splitter } from './compounds.ts';
import { abbreviations, irregularForms } from './irregular.ts';
import { wordInIndex } from './letters.ts';
import { remembered } from './remembered.ts';
import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';

/** A word of the site in lower case, and what hides where it stands. */
export interface KnownWord {
  readonly word: string;
  /** The numbers of its stem, and of those of its parts. */
  readonly stems: readonly number[];
  /** Words that are no form of it for a stemmer, and the numbers of their stems. */
  readonly hidden: readonly (readonly [stem: number, word: string])[];
}

/** The words a text is to be found by although it does not have them. */
export interface HiddenWords {
  /** What is known of a word in lower case: the same each time. */
  known(word: string): KnownWord;
  /** The hidden words of a text that has `words`. */
  of(words: Iterable<KnownWord>): readonly string[];
}

const irregular = new Map(
  [...irregularForms, ...abbreviations].flatMap((forms) => forms.map((form) => [form, forms] as const)),
);

/** Hidden words: forms no stemmer brings together, compounds inside compounds, and what editors call the same. */
export function hiddenWordsOf(
  dictionary: Dictionary,
  split: Splitter,
  synonyms: ReadonlyMap<string, readonly string[]>,
): HiddenWords {
  const otherForms = remembered((part) => [...new Set(otherFormsOf(part))]);
  /** Stems have numbers, so that a page is marked in a list, not in a set of texts. */
  const numbers = new Map<string, number>();
  const stemOf = remembered((word) => {
    const own = stem(wordInIndex(word));
    const number = numbers.get(own) ?? numbers.size;
    numbers.set(own, number);
    return number;
  });
  const known = remembered((word): KnownWord => {
    const stems = new Set([word, ...split(word)].map(stemOf));
    const found = new Map<number, string>();
    for (const form of hiddenOf(word)) {
      const own = stemOf(form);
      if (!stems.has(own) && !found.has(own)) found.set(own, form);
    }
    return { word, stems: [...stems], hidden: [...found] };
  });
  /** The last page each stem stood on. */
  const lastPage: number[] = [];
  let page = 0;

  function* hiddenOf(word: string): Generator<string> {
    const parts = split(word);
    for (const [index, part] of parts.entries()) {
      yield* otherForms(part);
      // A middle or first part is written with its linking letter: børne-, fædre-, bøger no more than bog.
      if (index < parts.length - 1) yield* irregular.get(part.replace(/[es]$/, '')) ?? [];
    }
    // Of børnebøger, børnebog: it bends as its last part does.
    const [last = '', head] = [parts.at(-1), parts.slice(0, -1).join('')];
    if (head && !stopWords.has(last))
      for (const base of dictionary.basesOf(last)) yield* (irregular.get(base.word) ?? []).map((form) => head + form);
    // What a compound begins with is found by its beginning.
    yield* innerCompounds(parts).filter((inner) => !word.startsWith(inner));
    for (const part of [word, ...parts]) {
      for (const base of [part, ...dictionary.basesOf(part).map((each) => each.word)]) yield* synonyms.get(base) ?? [];
    }
  }

  function* otherFormsOf(part: string): Generator<string> {
    if (stopWords.has(part)) return;
    const all = dictionary.basesOf(part);
    // The dictionary has lægge twice: by itself, and as what kortlægge ends on.
    const bases = all.filter(({ word }) => !all.some((other) => other.word !== word && word.endsWith(other.word)));
    for (const base of bases) {
      yield* irregular.get(base.word) ?? [];
      // Of what is højere, one asks for the højeste.
      if (part === `${base.word}ere`) yield* dictionary.formsOf(base, false).filter((form) => form.endsWith('st'));
      if (!isOnlyThat(part, base.word)) continue;
      yield base.word;
      yield* dictionary.irregularOf(base.word).filter((form) => isOnlyThat(form, base.word));
      yield* dictionary.formsOf(base, isRegular(base.word)).filter((form) => !isCutToAnother(form));
    }
    if (bases.length === 0) yield* irregular.get(part) ?? [];
  }

  /**
   * False where the form is a word by itself too: tog is a train before it is what somebody took. What is broken was
   * broken by somebody, though, and who breaks it is a breaker.
   */
  const isOnlyThat = (form: string, base: string) =>
    form === base ||
    form === `${base}r` ||
    (base.length < 4 && form.startsWith(base) && ending.test(form.slice(base.length))) ||
    dictionary.entriesOf(form).every((own) => own.isShortened || isOnlyAdjective(own));

  /** True when the stemmer makes another word of a form: of egerne, egern. */
  const isCutToAnother = (form: string) => {
    const cut = stem(form);
    const isWord = dictionary.entriesOf(cut).some(({ word }) => word === cut);
    return isWord && !dictionary.basesOf(form).some(({ word }) => word === cut);
  };

  const of = (words: Iterable<KnownWord>) => {
    page += 1;
    for (const { stems } of words) for (const own of stems) lastPage[own] = page;
    const found: string[] = [];
    for (const { hidden } of words) {
      for (const [own, form] of hidden) {
        if (lastPage[own] === page) continue;
        lastPage[own] = page;
        found.push(form);
      }
    }
    return found;
  };

  return { known, of };
}

const ending = /^(e|t|en|et|er|ene|erne)$/;

/** Of most words the stemmer makes one stem, whatever their ending; not of bro, broer, by, byer, taxa, taxaer. */
const isRegular = (word: string) => word.length > 3 && /[^aiouyæøå]$/.test(word);

/** The compounds inside a compound: of beboer-parkerings-plads, beboerparkerings and parkeringsplads. */
export function innerCompounds(parts: readonly string[]): string[] {
  if (parts.length < 3) return [];
  const starts = parts.keys().toArray();
  return starts.flatMap((from) =>
    starts.filter((to) => to > from && to - from < parts.length - 1).map((to) => parts.slice(from, to + 1).join('')),
  );
}
