import { today } from '../lib/days.ts';
import { readContent, readOne, type Content } from './content-files.ts';
import { danishSpeller, type Speller } from './dictionary.ts';
import { hintsBetween } from './hints-between.ts';
import { textHints } from './hints.ts';
import type { Problem } from './messages.ts';
import { peopleWarnings } from './people.ts';
import { byPlace } from './places.ts';
import { hardPages } from './readability.ts';
import { misspellings, wordsIn } from './spelling.ts';

/** What a caller may set. */
export interface WarningOptions {
  /** The day to hold dates up to, `YYYY-MM-DD`. */
  readonly day?: string;
  /** `root/content`, when it has been read already. */
  readonly content?: Content;
  readonly speller?: Speller;
  /** Is told, in one Danish line, of a check that was left out. */
  readonly say?: (line: string) => void;
}

/** The house's own words, one on each line. */
export const wordList = 'content/_ordliste.txt';

/** Everything in `root/content` that an editor should look at again, sorted by place. None of it stops a build. */
export async function warningsOf(root: string, options: WarningOptions = {}): Promise<Problem[]> {
  const { day = today(), speller = danishSpeller(root), say = console.warn } = options;
  const { texts } = options.content ?? (await readContent(root));
  const { text: list = '' } = await readOne(root, wordList);
  const spelling = await misspellings(texts, speller, wordsIn(list)).catch((error: unknown) => {
    if (!isNotInstalled(error)) throw error;
    say('Stavekontrollen er sprunget over, for ordbogen er ikke installeret. Skriv npm install for at hente den.');
    return [];
  });
  return [
    ...peopleWarnings(texts),
    ...spelling,
    ...hardPages(texts),
    ...textHints(texts),
    ...hintsBetween(texts, day),
  ].sort(byPlace);
}

const isNotInstalled = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code));
