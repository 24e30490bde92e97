/** A word in lower case as one may write it without Danish letters: `Åge`, `Aage` and `Age` are all `age`. */
export const fold = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replace(/æ|ae|ä/g, 'a')
    .replace(/ø|oe|ö/g, 'o')
    .replace(/å|aa/g, 'a')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** A word in lower case with æ, ø and å for what may stand for them. */
export const withDanishLetters = (word: string): string =>
  word.replaceAll('ae', 'æ').replaceAll('oe', 'ø').replaceAll('aa', 'å');
