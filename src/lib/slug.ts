import { site } from '../site.ts';

const letters: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa', ä: 'ae', ö: 'oe', ü: 'u', ß: 'ss' };

/** A word or title as it stands in an address: `Åben gård` becomes `aaben-gaard`. */
export function slugOf(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase(site.locale)
    .replace(/[æøåäöüß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (gap) => (/^\p{M}+$/u.test(gap) ? '' : '-'))
    .replace(/^-+|-+$/g, '');
}
