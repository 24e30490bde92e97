import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Gives those of `words` that are in no dictionary, each with what may have been meant, likeliest first. */
export type Speller = (words: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

/**
 * A Danish speller that writes down in `root/.cache` what it has looked up: the dictionary takes most of a second to
 * load, and is only loaded for words not seen before. It throws when the packages of the dictionary are not installed.
 */
export function danishSpeller(root: string): Speller {
  return async (words) => {
    const trie = createRequire(import.meta.url)
      .resolve('@cspell/dict-da-dk')
      .replace(/cspell-ext\.json$/, 'da_DK.trie');
    const { size } = statSync(trie);
    const path = join(root, '.cache/ord.json');
    const before = read(path, size);
    const fresh = words.filter((word) => !before.known.has(word) && !before.unknown.has(word));
    const found = fresh.length > 0 ? await lookUp(fresh, trie) : new Map<string, readonly string[]>();
    const asked = new Set(words);
    const unknown = new Map([...before.unknown, ...found].filter(([word]) => asked.has(word)));
    if (fresh.length > 0) write(path, { version, size, known: words.filter((word) => !unknown.has(word)), unknown });
    return unknown;
  };
}

/** The dictionary's own table of what letters are like which takes two seconds to load and changed no suggestion. */
async function lookUp(words: readonly string[], path: string): Promise<Map<string, readonly string[]>> {
  const { getDictionary } = await import('cspell-lib');
  const name = 'da-dk';
  const dictionary = await getDictionary({ dictionaries: [name], dictionaryDefinitions: [{ name, path }] });
  const has = (word: string) => dictionary.has(word, { ignoreCase: false });
  // An abbreviation stands in it with its full stop. A capital may be that of a sentence.
  const isKnown = (word: string) => [word, `${word}.`, word.toLowerCase()].some(has);
  const suggest = (word: string) =>
    dictionary
      .suggest(word, { numSuggestions: 6, ignoreCase: false })
      .map((each) => each.word)
      .filter((each) => /^\p{L}\p{Ll}*$/u.test(each) && each !== word)
      .slice(0, 3);
  return new Map(words.filter((word) => !isKnown(word)).map((word) => [word, suggest(word)]));
}

/** Raise this when the same word would be judged otherwise. */
const version = 1;
const schema = z.strictObject({
  version: z.literal(version),
  size: z.number(),
  known: z.array(z.string()).transform((words) => new Set(words)),
  unknown: z.array(z.tuple([z.string(), z.array(z.string())])).transform((pairs) => new Map(pairs)),
});

/** What was looked up in a dictionary of `size` bytes; nothing, when that cannot be read. */
function read(path: string, size: number): Pick<z.output<typeof schema>, 'known' | 'unknown'> {
  try {
    const memory = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (memory.size === size) return memory;
  } catch {
    // As good as empty.
  }
  return { known: new Set(), unknown: new Map() };
}

interface Memory {
  readonly version: number;
  readonly size: number;
  readonly known: readonly string[];
  readonly unknown: ReadonlyMap<string, readonly string[]>;
}

function write(path: string, memory: Memory): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ ...memory, unknown: [...memory.unknown] }));
  } catch {
    // Without it the next look takes longer.
  }
}
