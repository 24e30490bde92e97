import { hints } from './hints-messages.ts';
import type { Message } from './messages.ts';

const shortest = 5;
const longest = 150;
const kinds =
  'billede|billedet|foto|fotografi|fotoet|illustration|grafik|ikon|logo|skærmbillede|tegning|image|picture|photo';
const onlyKind = new RegExp(`^(et |en )?(${kinds})([ -]?\\d+)?[.]?$`, 'i');
const start =
  /^((et |en )?(billede|foto(grafi)?|skærmbillede) (af|fra|med)|(billed|foto)et viser|på billedet|her ses)\b/i;

/** What is amiss with the description `alt` of the picture in `file`, if anything is. A drawing may be called one. */
export function altHint(alt: string, file: string): Message | undefined {
  const name = file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const text = alt.trim();
  if (text === '') return undefined;
  const isName = letters(text.replace(/\.(jpe?g|png|webp)$/i, '')) === letters(name);
  if (text.length < shortest || onlyKind.test(text) || isName || /^(img|dsc|p)[_-]?\d+/i.test(text))
    return hints.altEmpty(text);
  const opening = start.exec(text)?.[0];
  if (opening) return hints.altStart(opening);
  return text.length > longest ? hints.altLong(text.length, longest) : undefined;
}

/** As a file's name would have it: no blanks, and æ as ae. */
const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'oe')
    .replace(/å/g, 'aa')
    .replace(/[^a-z0-9]/g, '');
