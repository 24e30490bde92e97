import { isDay } from './schema.ts';

/** Ten digits with nothing grown to them but the name: day, month and year, then what may stand between, then four. */
const shape = new RegExp(
  String.raw`(?<![\p{N}_]|\p{N}[.,:/-]|\p{L}(?<!cpr|nr|nummer))` +
    String.raw`(\d\d)([ .]?)(\d\d)\2(\d\d)( ?[-‐‑–] ?|[ \u00a0]?)(\d{4})` +
    String.raw`(?![\p{L}\p{N}_]|[.,:/-]\p{N})`,
  'giu',
);
const ownName = /cpr|person-?(nr|nummer)/i;
/** What stands before a number that is another kind of number; of an account also its registration number. */
const otherName = new RegExp(
  String.raw`\b(konto|reg\.|registrering|sag|journal|j\.|faktura|ordre|vare|matrikel|ean|gln|cvr|model|serie)` +
    String.raw`\p{L}*[-. \u00a0]*(nr\.?|nummer)?[:. \u00a0]*(\d{4}[ -])?$`,
  'iu',
);
const inAddress = /:\/\/[^\s)"'<>]*$/;

/**
 * Offsets in `text` of what must be taken for a Danish personal number (CPR).
 *
 * With a hyphen, a day that exists is enough: since 2007 numbers are given out that no check digit holds for. Without
 * one, ten digits are too common (accounts, orders): the check digit must hold, or the words around must name it.
 */
export function findCprNumbers(text: string): number[] {
  return [...text.matchAll(shape)].flatMap((match) => {
    const [found, day = '', gap = '', month = '', year = '', hyphen = '', serial = ''] = match;
    const { index } = match;
    if (!isBirthday(day, month, year, serial)) return [];
    const before = text.slice(Math.max(0, index - 40), index);
    const isNamed = ownName.test(before) || ownName.test(text.slice(index + found.length, index + found.length + 20));
    const isOther = otherName.test(before) || gap !== '' || inAddress.test(text.slice(Math.max(0, index - 300), index));
    const isLikely = hyphen.trim() !== '' || isModulus11(day + month + year + serial);
    return isNamed || (!isOther && isLikely) ? [index] : [];
  });
}

/**
 * True when the day exists. The first digit of `serial` gives the century, and only 29 February of the year 00 asks for
 * it: below 4 it is 1900, which had none.
 */
const isBirthday = (day: string, month: string, year: string, serial: string) =>
  isDay(`${Number(serial.charAt(0)) < 4 ? 19 : 20}${year}-${month}-${day}`);

const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

const isModulus11 = (digits: string) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0) % 11 === 0;
