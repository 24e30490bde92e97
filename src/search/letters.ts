import { remembered } from './remembered.ts';
import { stopWords } from './stop-words.ts';
import { joinedWords, wordsIn } from './text-words.ts';

/**
 * How words are written in the index. Pagefind takes å for a, and shortens words to others: farlig to far, and værelse
 * to vær, as være, so that rooms are found wherever something is. Two letters no Danish text has keep them apart: å is
 * written aꝗ, ig and hed are written iꝟg and heꝟd, and a word of no subject ends on ꝟ. `^` stands between the parts of a compound.
 */
const mark = '^';
/** Characters that mean something here; where a text has them itself, an escape and their number stand for them. */
const own = ['^', 'ꝗ', 'Ꝗ', 'ꝟ', 'Ꝟ', '\uE000'];
const escape = '\uE000';

const set = new RegExp(`[\\^\\uE000]|${joinedWords.source}`, 'gu');
const escaped = (sign: string) => escape + own.indexOf(sign);

/**
 * Gives a text as Pagefind is to have it, and adds what is `known` of its words to `words`.
 * @param split gives the parts of a word in lower case
 * @param known gives what is to be added for a word in lower case
 */
export function indexWriter<Known = string>(
  split: (word: string) => readonly string[],
  known: (word: string) => Known,
): (text: string, words?: Set<Known>) => string {
  const read = remembered((found) => ({
    words: Array.from(wordsIn(found), known),
    written: found
      .replace(/[\^ꝗꝖꝟꝞ\uE000]/g, escaped)
      .replace(/[\p{L}\p{M}]+/gu, (letters) => wordToIndex(letters, split)),
  }));
  return (text, words) =>
    text
      .normalize('NFC')
      .replaceAll('\u00AD', '')
      .replace(set, (found) => {
        const { words: own, written } = read(found);
        if (words) for (const word of own) words.add(word);
        return written;
      });
}

/** A word of a query, in lower case, as the index has it. */
export const wordInIndex = (word: string): string => wordToIndex(word, (whole) => [whole]);

function wordToIndex(word: string, split: (word: string) => readonly string[]): string {
  const lower = word.toLowerCase();
  if (stopWords.has(lower)) return spelled(word) + (/\p{Lu}{2}$/u.test(word) ? 'Ꝟ' : 'ꝟ');
  // Where lower case is longer, as in Turkish, the cuts of one would not fit the other.
  if (lower.length !== word.length) return spelled(word);
  let start = 0;
  const parts = split(lower).map((part) => word.slice(start, (start += part.length)));
  return parts.map(spelled).join(mark);
}

/**
 * A word as the index has it, whatever it means. Pagefind cuts words where a capital follows a small letter, so among capitals the
 * letters put in are capitals.
 */
export const spelled = (word: string) =>
  /å|ig|hed/i.test(word)
    ? word
        .replace(/Å/g, (_, at: number) => (/\p{Lu}/u.test(`${word[at - 1]} ${word[at + 1]}`) ? 'AꝖ' : 'Aꝗ'))
        .replaceAll('å', 'aꝗ')
        .replace(/I(?=G)|HE(?=D)/g, '$&Ꝟ')
        .replace(/[iI](?=g)|[hH]e(?=d)/g, '$&ꝟ')
    : word;

/** What {@link indexWriter} was given, for the reader. */
export const fromIndex = (text: string): string =>
  text.replace(/\uE000([0-5])|[aA][ꝗꝖ]|[\^ꝟꝞ]/g, (found, index?: string) => {
    if (index) return own[Number(index)] ?? '';
    return found.startsWith('a') ? 'å' : found.startsWith('A') ? 'Å' : '';
  });
