import { fold } from './fold.ts';

/** What the word list says of itself. */
export interface WordListHead {
  /** Its files, without `.txt`. */
  readonly shards: readonly string[];
  /** Another when the words are others. */
  readonly version: string;
  /** True when the index was built without letters and marks of our own. */
  readonly isPlain: boolean;
}

/** What stands between the words of a file and what titles begin with. */
export const beforeTitles = '\n=';

/** The file a word stands in: its first letter, the same however æ, ø and å are written. */
export function shardOf(word: string): string {
  const letter = fold(word).charAt(0);
  return /[a-z]/.test(letter) ? letter : 'other';
}

/** A word of the site. */
export interface ListedWord {
  readonly word: string;
  /** How common it is, 0 to 9. */
  readonly level: number;
}
/** A file of the word list. */
export interface Shard {
  readonly entries: readonly ListedWord[];
  readonly titles: ReadonlySet<string>;
}

/** Reads the text of such a file; of one that is not there, nothing. */
export function readShard(text: string): Shard {
  const [words = '', titles = ''] = text.split(beforeTitles);
  const entries = words.split('\n').flatMap((line) => {
    const [word, level = '0'] = line.split(' ');
    return word ? { word, level: Number(level) } : [];
  });
  return { entries, titles: new Set(titles.split(' ')) };
}
