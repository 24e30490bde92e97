const vowels = 'aeiouyæøå';
const endings = (
  'hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes ernes eres ' +
  'ens hedens erens ers ets erets et eret'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);
/** By their last letter, since this is asked of each word of the site. */
const endingsOn = new Map([...'denrst'].map((last) => [last, endings.filter((ending) => ending.endsWith(last))]));

/**
 * What is left of a Danish word in lower case without its ending, as Pagefind's stemmer leaves it: the algorithm of
 * https://snowballstem.org/algorithms/danish/stemmer.html.
 */
export function stem(word: string): string {
  const start = regionOf(word);
  const cut = (text: string, ending: string) =>
    text.endsWith(ending) && text.length - ending.length >= start
      ? text.slice(0, text.length - ending.length)
      : undefined;
  const shorten = (text: string) =>
    /[gd]d$|[dgk]t$/.test(text) && cut(text, text.slice(-2)) !== undefined ? text.slice(0, -1) : text;

  let left = word;
  const ending = endingsOn.get(left.slice(-1))?.find((each) => cut(left, each) !== undefined);
  if (ending) left = left.slice(0, -ending.length);
  else if (/[abcdfghjklmnoprtvyzå]s$/.test(left)) left = cut(left, 's') ?? left;
  left = shorten(left);
  if (left.endsWith('igst')) left = left.slice(0, -2);
  const tail = ['elig', 'lig', 'els', 'ig'].find((each) => cut(left, each) !== undefined);
  if (cut(left, 'løst') !== undefined) left = left.slice(0, -1);
  else if (tail) left = shorten(left.slice(0, -tail.length));
  return left.length > start && left.at(-1) === left.at(-2) && !vowels.includes(left.at(-1) ?? '')
    ? left.slice(0, -1)
    : left;
}

/** Where endings may begin: after the first consonant that follows a vowel, and after three letters. */
function regionOf(word: string): number {
  const found = /[aeiouyæøå][^aeiouyæøå]/.exec(word);
  return found ? Math.max(3, found.index + 2) : word.length;
}

/** What a superlative in lower case is of: of billigste, billig; of grønnest, grøn. Any other word is its own. */
export function positiveOf(word: string): string {
  const [, start = ''] = /^(.+ig)ste?$/.exec(word) ?? /^(.{2,})este?$/.exec(word) ?? [];
  return (start.at(-1) === start.at(-2) ? start.slice(0, -1) : start) || word;
}
