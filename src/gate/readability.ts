import type { TextFile } from './content-files.ts';
import { hints } from './hints-messages.ts';
import type { Problem } from './messages.ts';
import { proseOf } from './prose.ts';

const limit = 45;
/** Under so many words one long sentence decides the figure. */
const fewest = 60;

/** The site's own pages (`sider/`, `emner/`) that are hard to read, each at its longest sentence. */
export const hardPages = (texts: readonly TextFile[]): Problem[] =>
  texts
    .filter(({ collection }) => collection === 'sider' || collection === 'emner')
    .flatMap((text) => {
      const { placeOf } = proseOf(text);
      const sentences = sentencesOf(text);
      const lix = lixOf(sentences.map(({ words }) => words));
      const [longest] = sentences.toSorted((a, b) => b.words.length - a.words.length);
      if (lix === undefined || lix <= limit || !longest) return [];
      return [{ file: text.file, ...placeOf(longest.start), ...hints.hardToRead(lix, limit, longest.words.length) }];
    });

/**
 * LIX (C. H. Björnsson, 1968): words for each sentence, plus how many in a hundred words have more than six letters,
 * as a whole number; `undefined` for texts too short to tell.
 */
export function lixOf(sentences: readonly (readonly string[])[]): number | undefined {
  const words = sentences.flat();
  if (words.length < fewest) return undefined;
  const long = words.filter((word) => word.replace(/\P{L}/gu, '').length > 6);
  return Math.round(words.length / sentences.length + (100 * long.length) / words.length);
}

interface Sentence {
  readonly words: readonly string[];
  readonly start: number;
}

/** A sentence ends with its paragraph, or with `.`, `:`, `!` or `?` before a capital: `kl. 9` and `3. maj` go on. */
const end = /(?<=[.:!?]["»«”’)]?)\s+(?=["»“(]?\p{Lu})/u;

function sentencesOf(text: TextFile): Sentence[] {
  return proseOf(text)
    .passages.filter(({ kind }) => kind === 'paragraph' || kind === 'manchet')
    .flatMap(({ prose, start }) =>
      prose.split(end).map((sentence) => ({
        start: start + prose.indexOf(sentence),
        words: sentence.match(/[\p{L}\p{N}]+(?:[-’'.,:][\p{L}\p{N}]+)*/gu) ?? [],
      })),
    )
    .filter(({ words }) => words.length > 0);
}
