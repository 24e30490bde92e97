import { stopWords } from './stop-words.ts';
import { joinedWords, wellFormed } from './text-words.ts';

/** A part of what was asked: a word, a day, or words in quotes. */
export interface Term {
  readonly kind: 'word' | 'day' | 'quoted';
  /** One word, or more where they stand side by side; lower case. */
  readonly words: readonly string[];
  /** The pieces of a word with hyphens or full stops in it. */
  readonly pieces?: readonly string[];
}

/** Longer questions are cut. */
export const longestQuery = 200;
/** More words than these are no question. */
const mostTerms = 16;

const months = 'januar februar marts april maj juni juli august september oktober november december'.split(' ');
/** 12/5, 12/5-26, and with a year also 12.5.2026; 8.30 is the time of day. */
const day =
  /(^|[^\d.\/-])(\d{1,2})(?:\/(\d{1,2})(?:[./-](\d{4}|\d\d))?|[.-] ?(\d{1,2})[.-] ?(\d{4}))(?![\d\/-]|\.\d)/gu;
const isoDay = /\b(\d{4})-(\d\d)-(\d\d)\b/gu;
const dayInWords = new RegExp(`^(\\d{1,2}) (${months.join('|')})( \\d{4})?$`, 'u');

/** Eight figures, alone or two by two: a telephone number. */
const phone = /(?:^|[^\d.,/-])(\d{2}(?:[ \u00A0]?\d{2}){3})(?![\d/-]|[.,]\d)/gu;

/** Reads what a reader wrote: what stands in quotes is taken as it is, stop words are left out where others are left. */
export function parseQuery(written: string): readonly Term[] {
  const text = wellFormed(wellFormed(written).normalize('NFC').slice(0, longestQuery)).toLowerCase();
  const terms: Term[] = [];
  let end = 0;
  for (const { index, 0: whole, 1: inside = '' } of text.matchAll(/["”“„»]([^"”“„»«]*)["”“«»]/gu)) {
    terms.push(...loose(text.slice(end, index)));
    const words = wordsOf(inside).flatMap((word) => word.split(/[^\p{L}\p{M}\p{N}]/u));
    if (words.length > 0) terms.push({ kind: 'quoted', words });
    end = index + whole.length;
  }
  terms.push(...loose(text.slice(end)));
  const once = [...new Map(terms.map((term) => [term.words.join(' '), term])).values()].slice(0, mostTerms);
  const telling = once.filter(({ kind, words }) => kind !== 'word' || !stopWords.has(words[0] ?? ''));
  return telling.length > 0 ? telling : once;
}

/** The terms as a reader may write them. */
export const textOf = (terms: readonly Term[]): string =>
  terms.map(({ kind, words }) => (kind === 'quoted' ? `"${words.join(' ')}"` : words.join(' '))).join(' ');

function loose(text: string): Term[] {
  const found = wordsOf(withDays(text));
  const terms: Term[] = [];
  for (let at = 0; at < found.length; at += 1) {
    const size = [3, 2].find((count) => dayInWords.test(found.slice(at, at + count).join(' ')));
    if (size) {
      terms.push({ kind: 'day', words: found.slice(at, at + size) });
      at += size - 1;
    } else {
      const pieces = (found[at] ?? '').split(/[^\p{L}\p{M}\p{N}]/u);
      terms.push({ kind: 'word', words: [pieces.join('')], ...(pieces.length > 1 && { pieces }) });
    }
  }
  return terms;
}

/** The days that stand in figures in a text, in words: 12 maj, 12 maj 2026. */
export function daysIn(text: string): readonly string[] {
  const days: string[] = [];
  withDays(text, (said) => days.push(said.trim()));
  return days;
}

/** The telephone numbers of a text, each as one number and two figures by two: 12345678, 12 34 56 78. */
export const phonesIn = (text: string): readonly string[] =>
  [...text.matchAll(phone)].flatMap(([, found = '']) => {
    const figures = found.replace(/\D/g, '');
    return [figures, figures.replace(/..(?=.)/g, '$& ')];
  });

/** 12/5, 12.05.2026 and 2026-05-12 as 12 maj and 12 maj 2026; `tell` is told of each. */
function withDays(text: string, tell: (said: string) => void = () => undefined): string {
  const said = (whole: string, date: string, month: string, year?: string, before = '') => {
    const name = months[Number(month) - 1];
    if (!name || Number(date) < 1 || Number(date) > 31) return whole;
    const words = ` ${Number(date)} ${name} ${year ? (year.length === 2 ? `20${year}` : year) : ''} `;
    tell(words);
    return before + words;
  };
  return text
    .replace(isoDay, (whole, year: string, month: string, date: string) => said(whole, date, month, year))
    .replace(
      day,
      (whole, before: string, date: string, month?: string, year?: string, month2?: string, year2?: string) =>
        said(whole, date, month ?? month2 ?? '', year ?? year2, before),
    );
}

const wordsOf = (text: string): string[] => [...text.matchAll(joinedWords)].map(([word]) => word);
