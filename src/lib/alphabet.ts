/** A line of the A–Å index. */
export interface IndexLine {
  readonly title: string;
  readonly url: string;
  /** What it is: »Debat«, »Emner« … */
  readonly label: string;
}

const collator = new Intl.Collator('da', { sensitivity: 'base', numeric: true });

/** The letter a title is filed under: `Aa` counts as Å, É as E; what begins with no letter goes under `#`. */
export function letterOf(title: string): string {
  const word = bare(title).normalize('NFC');
  if (/^aa/i.test(word)) return 'Å';
  const first = word.charAt(0).toLocaleUpperCase('da');
  if (/[ÆØÅ]/.test(first)) return first;
  const foreign = { Ä: 'Æ', Ö: 'Ø', Ü: 'Y' }[first];
  if (foreign) return foreign;
  const base = first.normalize('NFD').charAt(0);
  return /[A-Z]/.test(base) ? base : '#';
}

/** Lines by letter, in the order of the Danish alphabet. */
export function alphabetical(lines: readonly IndexLine[]): readonly (readonly [string, readonly IndexLine[]])[] {
  const sorted = [...lines].sort(
    (a, b) => collator.compare(bare(a.title), bare(b.title)) || a.url.localeCompare(b.url),
  );
  return [...Map.groupBy(sorted, ({ title }) => letterOf(title))];
}

const bare = (title: string) => title.replace(/^[^\p{L}\p{N}]+/u, '');
