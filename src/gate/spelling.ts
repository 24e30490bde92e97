import type { TextFile } from './content-files.ts';
import type { Speller } from './dictionary.ts';
import { hints } from './hints-messages.ts';
import type { Problem } from './messages.ts';
import type { Passage } from './passages.ts';
import { firstOfEach } from './places.ts';
import { proseOf } from './prose.ts';

/** Words that neither the dictionary nor the `own` list has, each once in a text. Replies are never corrected. */
export async function misspellings(
  texts: readonly TextFile[],
  speller: Speller,
  own: ReadonlySet<string>,
): Promise<Problem[]> {
  const edited = texts
    .filter(({ collection }) => collection !== 'svar')
    .map((text) => ({ text, words: wordsToSpell(text, own) }));
  const unknown = await speller([...new Set(edited.flatMap(({ words }) => [...words.keys()]))]);
  return edited.flatMap(({ text, words }) =>
    [...words]
      .filter(([word]) => unknown.has(word))
      .map(([word, start]) => ({
        file: text.file,
        ...proseOf(text).placeOf(start),
        ...hints.wordUnknown(word, unknown.get(word) ?? []),
      })),
  );
}

/** The words of a list with one on each line, in lower case; what follows # is a remark. */
export const wordsIn = (list: string): ReadonlySet<string> =>
  new Set(list.split(/\r\n|\r|\n/).flatMap((line) => line.replace(/#.*/, '').trim().toLowerCase() || []));

interface Word {
  readonly word: string;
  readonly start: number;
  /** True where a capital says nothing: first in a sentence. */
  readonly isFirst: boolean;
}

/** Each word worth looking up, without a final ’s, and where it stands first. */
function wordsToSpell(text: TextFile, own: ReadonlySet<string>): ReadonlyMap<string, number> {
  const words = proseOf(text).passages.flatMap(wordsOf);
  // No dictionary knows every name: a capital inside a sentence is taken at its word, and then also first in one.
  const names = new Set(words.filter(({ word, isFirst }) => !isFirst && /^\p{Lu}/u.test(word)).map(({ word }) => word));
  const isOwn = (word: string) => own.has(word) || own.has(word.replace(/s$/, ''));
  const rest = words.filter(({ word }) => !isNoWord(word) && !names.has(word) && !isOwn(word.toLowerCase()));
  return new Map(firstOfEach(rest, ({ word }) => word).map(({ word, start }) => [word, start]));
}

/** Figures, initials, abbreviations in capitals, and names like GitHub. */
const isNoWord = (word: string) => /[\p{N}_]|^.$|^\p{Lu}+$|\p{Ll}\p{Lu}/u.test(word);

const shape = /[\p{L}\p{N}\u00ad_]+(?:[’'][\p{L}\p{N}]+)*/gu;

function wordsOf({ prose, start }: Passage): Word[] {
  let end = 0;
  return [...prose.matchAll(shape)].map(({ index, 0: found }) => {
    const isFirst = end === 0 || /[.:!?…]/.test(prose.slice(end, index));
    end = index + found.length;
    return { word: found.replaceAll('\u00ad', '').replace(/[’']s$/, ''), start: start + index, isFirst };
  });
}
