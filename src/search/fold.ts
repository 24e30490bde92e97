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

/** A word in lower case with æ, ø and å for what stands for them; in short words oe and ae mostly stand for themselves: roer. */
export const withDanishLetters = (word: string): string => {
  const ringed = word.replaceAll('aa', 'å');
  return word.length > 6 ? ringed.replaceAll('ae', 'æ').replaceAll('oe', 'ø') : ringed;
};
