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
