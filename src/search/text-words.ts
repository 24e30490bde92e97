/** Words as they are written together: e-mail, 12-14, d’Arc, 1,3. */
export const joinedWords =
  /(?:\p{N}+,(?=\p{N}))*[\p{L}\p{M}\p{N}]+(?:[-‑–'’./](?:\p{N}+,(?=\p{N}))*[\p{L}\p{M}\p{N}]+)*/gu;

/** The letters and figures of a text in lower case, and nothing between them. */
export const lettersOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** So much of a title tells it from most others. */
export const titleKey = (title: string): string => lettersOf(title).slice(0, 20);

/** The text with a sign for each half of a letter that has lost the other. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD');

/** The words of a text in lower case: of e-mail, also email and its parts. */
export function* wordsIn(text: string): Generator<string> {
  const plain = text.normalize('NFC').replaceAll('\u00AD', '').toLowerCase();
  for (const [joined] of plain.matchAll(joinedWords)) {
    const parts = /[-‑–'’./,]/.test(joined) ? joined.split(/[-‑–'’./,]/) : [];
    yield* parts;
    yield parts.length > 0 ? parts.join('') : joined;
  }
}
