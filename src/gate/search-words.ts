import { checkFields } from './check-fields.ts';
import { readOne } from './content-files.ts';
import { readYaml } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { searchWordsSchema } from './schema.ts';

/** What the editors tell the search of words. */
export const searchWordFile = 'content/_soegeord.yaml';

/** What the editors know of words, in lower case. */
export interface SearchWords {
  /** What a reader may write, for each word that the site writes. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  /** Compounds the dictionary does not know, and their parts. */
  readonly extra: ReadonlyMap<string, readonly string[]>;
  /** Words that are no compounds, whatever they look like. */
  readonly never: ReadonlySet<string>;
}

const none: SearchWords = { synonyms: new Map(), extra: new Map(), never: new Set() };
const word = /^\p{Ll}{2,40}$/u;
const cutWord = /^\p{Ll}{2,40}(-\p{Ll}{2,40})+$/u;

/** Reads the editors' file under `root`, and everything that is wrong with it; no file says nothing. */
export async function readSearchWords(root: string): Promise<{ words: SearchWords; problems: Problem[] }> {
  const { text, problems } = await readOne(root, searchWordFile);
  if (problems.length > 0 || text === undefined) return { words: none, problems };
  return parseSearchWords(text);
}

/** Reads the text of the editors' file. */
export function parseSearchWords(text: string): { words: SearchWords; problems: Problem[] } {
  const front = readYaml(text, searchWordFile);
  if (Array.isArray(front)) return { words: none, problems: front };
  const schema = searchWordsSchema();
  const wrong = checkFields(front, schema, searchWordFile);
  if (wrong.length > 0) return { words: none, problems: wrong };
  const { synonymer, delOrd, delIkke } = schema.parse(front.data);

  const problems: Problem[] = [];
  const refuse = (path: readonly PropertyKey[], message: Message) =>
    problems.push({ file: searchWordFile, ...front.placeOf(path), ...message });
  const synonyms = new Map<string, string[]>();
  for (const [asked, meant] of Object.entries(synonymer)) {
    if (!word.test(asked)) refuse(['synonymer', asked], messages.searchWord(asked));
    for (const each of meant) {
      if (!word.test(each)) refuse(['synonymer', asked], messages.searchWord(each));
      else if (each === asked) refuse(['synonymer', asked], messages.searchWordItself(each));
      synonyms.set(each, [...(synonyms.get(each) ?? []), asked]);
    }
  }
  const extra = new Map<string, readonly string[]>();
  for (const [index, cut] of delOrd.entries()) {
    const whole = cut.replaceAll('-', '');
    if (!cutWord.test(cut)) refuse(['delOrd', index], messages.searchWordCut(cut));
    else if (extra.has(whole)) refuse(['delOrd', index], messages.searchWordTwice(whole));
    extra.set(whole, cut.split('-'));
  }
  const never = new Set<string>();
  for (const [index, each] of delIkke.entries()) {
    if (!word.test(each)) refuse(['delIkke', index], messages.searchWord(each));
    else if (never.has(each) || extra.has(each)) refuse(['delIkke', index], messages.searchWordTwice(each));
    never.add(each);
  }
  return problems.length > 0 ? { words: none, problems } : { words: { synonyms, extra, never }, problems };
}
