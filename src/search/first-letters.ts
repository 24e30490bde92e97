/** Of `abc`: a, and the letters after it, which may be meant by it. */
const byFirst = (groups: string) =>
  new Map(groups.split(' ').map((letters) => [letters.charAt(0), letters.slice(1)] as const));

/** Keys of a Danish keyboard, and those beside each, where a finger lands by mistake. */
const beside = byFirst(
  'qwa wqeas ewrsd retdf tryfg ytugh uyihj iuojk oipkl poålæ åpæø aqwsz sawedzx dserfxc fdrtgcv gftyhvb hgyujbn ' +
    'jhuiknm kjiolm lkopæ ælpåø øæå zasx xzsdc cxdfv vcfgb bvghn nbhjm mnjk',
);
/** Letters that are taken for one another at the beginning of a word; those that sound the same are known by `sound.ts`. */
const alike = byFirst('bp pb dt td fv vf gkj kg jgy yj');

/** `word` as it would be, had its first letter been one that sounds like it, or one beside it. */
export const withOtherFirst = (word: string): string[] => {
  const first = word.charAt(0);
  const letters = new Set((alike.get(first) ?? '') + (beside.get(first) ?? ''));
  return [...letters].map((letter) => letter + word.slice(1));
};
