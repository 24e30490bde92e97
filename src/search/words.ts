import { awayFrom, isSwapped } from './distance.ts';
import { fold, withDanishLetters } from './fold.ts';
import { withOtherFirst } from './first-letters.ts';
import { spelled, wordInIndex } from './letters.ts';
import { remembered } from './remembered.ts';
import { readShard, shardOf, type ListedWord, type Shard, type WordListHead } from './shards.ts';
import { firstLettersOf, soundOf } from './sound.ts';
import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';
import { titleKey } from './text-words.ts';

/** How a word of a query stands to the words of the site: in it, the beginning of one, or neither. */
export type Known = 'word' | 'beginning' | 'unknown';

/** The words of the site, fetched as they are needed. */
export interface Words {
  know(word: string): Promise<Known>;
  /** What may have been meant by a word that is not known; more than one for a compound of known words. */
  correct(word: string): Promise<readonly string[] | undefined>;
  /** What of all that begins as `word` does, its ending apart, is of the same root: of vask, vaskeri; of plan, not planter. */
  family(word: string): Promise<Family>;
  /** True when a page may have just `text` for its title; false when none has. */
  mayBeTitle(text: string): Promise<boolean>;
  /** Words of the site that look like `word`, likeliest first. */
  near(word: string): Promise<readonly string[]>;
  /** A word as the index has it; in the second, where it is no small word: to have, a garden (have). */
  inIndex(word: string): string;
  asSubject(word: string): string;
}

/** Other words of a word's root; `isAll` when no other words of the site begin as it does. */
export interface Family {
  readonly others: readonly string[];
  readonly isAll: boolean;
}

const suffix = /^(else|eri|ing|isk|ning)/;
/** So many of a family are asked for beside the word that was written. */
const mostOthers = 8;

interface Folded extends ListedWord {
  readonly folded: string;
}

/** @param read gives the text of a file of the word list */
export async function openWords(read: (name: string) => Promise<string>): Promise<Words> {
  const head = JSON.parse(await read('list.json')) as WordListHead;
  const shards = new Map<string, Promise<Shard>>();
  const shardOn = (word: string) => {
    const name = shardOf(word);
    let shard = shards.get(name);
    if (!shard) {
      shard = (head.shards.includes(name) ? read(`${name}.txt?${head.version}`) : Promise.resolve('')).then(readShard);
      shards.set(name, shard);
    }
    return shard;
  };
  const shardFor = async (word: string) => (await shardOn(word)).entries;

  async function know(word: string): Promise<Known> {
    const near = (await shardFor(word)).filter((each) => each.word.startsWith(word.slice(0, 2)));
    const own = stemOf(word);
    if (near.some((each) => each.word === word || stemOf(each.word) === own)) return 'word';
    return near.some((each) => each.word.startsWith(word)) ? 'beginning' : 'unknown';
  }

  /** The same word, but for æ, ø, å and accents: as it stands, in another form, or as its beginning. */
  async function otherSpelling(word: string): Promise<string | undefined> {
    const danish = withDanishLetters(word);
    if (danish !== word && (await know(danish)) === 'word') return danish;
    const folded = fold(word);
    const own = stem(folded);
    const near = foldedOf(await shardFor(word)).filter((each) => each.folded.startsWith(folded.slice(0, 2)));
    const first = (fits: (each: Folded) => boolean) => commonest(near.filter(fits))?.word;
    return (
      first((each) => each.folded === folded) ??
      first((each) => stem(each.folded) === own) ??
      (folded.length > 3 ? first((each) => each.folded.startsWith(folded)) : undefined)
    );
  }

  /** Words within `limit` errors of `word`, nearest first. */
  async function within(word: string, limit: number): Promise<readonly string[]> {
    const folded = fold(word);
    // With two letters swapped, or one too many in front, what was meant begins with the second.
    const entries = new Set([...(await shardFor(word)), ...(await shardFor(word.slice(1)))]);
    return foldedOf([...entries])
      .filter(({ word: other }) => !stopWords.has(other) && /^\p{L}/u.test(other))
      .filter(({ folded: other }) => Math.abs(other.length - folded.length) <= limit + 3)
      .map((each) => ({ ...each, away: awayFrom(folded, each, limit) }))
      .filter(({ away }) => away < limit + 1)
      .sort(
        (a, b) =>
          a.away - b.away ||
          Number(isSwapped(folded, b.folded)) - Number(isSwapped(folded, a.folded)) ||
          b.level - a.level ||
          a.word.length - b.word.length ||
          (a.word < b.word ? -1 : 1),
      )
      .map((each) => each.word);
  }

  /** The commonest word that sounds as `word` does, or differs from that by its ending. */
  async function alikeInSound(word: string): Promise<string | undefined> {
    const folded = fold(word);
    const own = [soundOf(folded), soundOf(stem(folded))];
    const near = (await Promise.all(firstLettersOf(folded).map(shardFor))).flat();
    const [same, root] = [0, 1].map((which) => near.filter((each) => soundsOf(each.word)[which] === own[which]));
    return commonest(same?.length ? same : (root ?? []))?.word;
  }

  /** What `word` is when its first letter is another that sounds like it, or lies beside it on the keyboard. */
  async function otherFirstLetter(word: string): Promise<string | undefined> {
    const meant = withOtherFirst(word);
    const known = await Promise.all(meant.map(know));
    return meant.find((_, index) => known[index] === 'word');
  }

  /** Words of the site that `word` can be put together of, with -s- or -e- between them. */
  async function parts(word: string): Promise<readonly string[] | undefined> {
    const starts = (await shardFor(word))
      .map((each) => each.word)
      .filter((each) => each.length > 1 && each.length < word.length - 2 && word.startsWith(each))
      .sort((a, b) => b.length - a.length);
    for (const start of starts) {
      for (const rest of [word.slice(start.length), word.slice(start.length).replace(/^[se]/, '')]) {
        if (rest.length < 3) continue;
        if ((await know(rest)) === 'word') return [start, rest];
        const more = await parts(rest);
        if (more) return [start, ...more];
      }
    }
    return undefined;
  }

  async function correct(word: string): Promise<readonly string[] | undefined> {
    if (/\p{N}/u.test(word)) return undefined;
    const spelling = word.length > 1 ? await otherSpelling(word) : undefined;
    if (spelling) return [spelling];
    if (withDanishLetters(word).length < 4) return undefined;
    const alike = await alikeInSound(word);
    if (alike) return [alike];
    const [nearest] = await within(word, 1);
    if (nearest) return [nearest];
    const other = word.length > 4 ? await otherFirstLetter(word) : undefined;
    if (other) return [other];
    const split = await parts(word);
    if (split) return split;
    const [far] = word.length > 6 ? await within(word, 2) : [];
    return far ? [far] : undefined;
  }

  async function family(word: string): Promise<Family> {
    const own = stemOf(word);
    const longer = (await shardFor(word))
      .filter((each) => each.word.startsWith(word.slice(0, 2)))
      .map((each) => ({ ...each, stem: stemOf(each.word) }))
      .filter((each) => each.stem.startsWith(own) && each.stem !== own);
    const isOfIt = (other: string) =>
      word.length > 3 && other.startsWith(word) && (word.length > 4 || suffix.test(other.slice(word.length)));
    const others = longer.filter((each) => isOfIt(each.word)).sort((a, b) => a.level - b.level);
    const byStem = new Map(others.map((each) => [each.stem, each.word]));
    return { others: [...byStem.values()].reverse().slice(0, mostOthers), isAll: others.length === longer.length };
  }

  return {
    know,
    correct,
    family,
    mayBeTitle: async (text) => (await shardOn(text)).titles.has(titleKey(text)),
    near: async (word) => (word.length < 3 ? [] : (await within(word, word.length > 5 ? 3 : 2)).slice(0, 3)),
    inIndex: head.isPlain ? (word) => word : wordInIndex,
    asSubject: head.isPlain ? (word) => word : spelled,
  };
}

const foldedOf = (entries: readonly ListedWord[]): Folded[] =>
  entries.map((each) => ({ ...each, folded: fold(each.word) }));

/** Asked of each word of the list with each key that is pressed. */
const stemOf = remembered((word) => stem(wordInIndex(word)));

const soundsOf = remembered((word) => [soundOf(fold(word)), soundOf(stem(fold(word)))] as const);

const commonest = (entries: readonly ListedWord[]) =>
  entries.reduce<ListedWord | undefined>((best, each) => (!best || each.level > best.level ? each : best), undefined);
