/** Words as they are written together: e-mail, 12-14, d’Arc. */
export const joinedWords = /[\p{L}\p{M}\p{N}]+(?:[-‑–'’./][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text in lower case: of e-mail, also email and its parts. */
export function* wordsIn(text: string): Generator<string> {
  const plain = text.normalize('NFC').replaceAll('\u00AD', '').toLowerCase();
  for (const [joined] of plain.matchAll(joinedWords)) {
    const parts = /[-‑–'’./]/.test(joined) ? joined.split(/[-‑–'’./]/) : [];
    yield* parts;
    yield parts.length > 0 ? parts.join('') : joined;
  }
}
