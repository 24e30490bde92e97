const space = '\u00a0';
const month =
  'januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan\\.|feb\\.|mar\\.|apr\\.|jun\\.|jul\\.|aug\\.|sep\\.|sept\\.|okt\\.|nov\\.|dec\\.';

/** Danish rules for what must not be parted at a line's end: pattern and what holds it together. */
const joins: readonly (readonly [RegExp, string])[] = [
  [/\b(kl\.) (?=\d)/gi, `$1${space}`],
  [new RegExp(`(\\d\\.) (?=(?:${month})(?![a-zæøå]))`, 'gi'), `$1${space}`],
  [/(§{1,2}) ?(?=\d)/g, `$1${space}`],
  [/(\d) (?=(?:kr\.|kr\b|mio\.|mia\.|øre\b|pct\.|%|procent\b|km\b|m²|kg\b|kWh\b|°C))/g, `$1${space}`],
  [/(mio\.|mia\.) (?=kr)/g, `$1${space}`],
  [/\b(\d\d) (\d\d) (\d\d) (\d\d)\b/g, ['$1', '$2', '$3', '$4'].join(space)],
  [/\b(nr\.|stk\.|ca\.|side|blok|tlf\.) (?=\d)/gi, `$1${space}`],
];

/** `9-14`, `19.30-21.00`, `2016-2022`; not `2026-11-14` and not telephone numbers. (Old phones know no look-behind.) */
const range = /(^|[^\d./-])(\d{1,2}(?:\.\d{2})?|\d{4})-(\d{1,2}(?:\.\d{2})?|\d{4})(?![\d-])/g;

/** What stands in the source just before and just after a text: bold, italics and links part a sentence. */
type Around = readonly [before: string, after: string];

/** Straight double quotes become »…«: one that a word follows opens, every other closes. */
function danishQuotes(text: string, [first, last]: Around): string {
  return text.replace(/"/g, (_, at: number) => {
    const before = text.charAt(at - 1) || first;
    const after = text.slice(at + 1) || last;
    const opens = /^$|[\s([{–—/*_>-]/.test(before) && /^(?:\.\.\.|[^\s.,:;!?)\]}])/.test(after);
    return opens ? '»' : '«';
  });
}

/** Sets edited text as a Danish printer would: »…«, a dash between numbers, and non-breaking spaces. */
export function typeset(text: string, around: Around = ['', '']): string {
  const dashed = text.replace(/ - /g, ' – ').replace(range, '$1$2–$3');
  return joins.reduce((line, [pattern, joined]) => line.replace(pattern, joined), danishQuotes(dashed, around));
}

/** Attributes people read; an address (`mail`) or a number to call (`telefon`) stays as it is. */
export const readAttributes: ReadonlySet<string> = new Set([
  'titel',
  'tekst',
  'kredit',
  'kilde',
  'hvem',
  'enhed',
  'navn',
  'adresse',
  'tid',
]);
