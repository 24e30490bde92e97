/** Keys beside each key of a Danish keyboard, where a finger lands by mistake. */
const beside: Readonly<Record<string, string>> = {
  ...{
    q: 'wa',
    w: 'qeas',
    e: 'wrsd',
    r: 'etdf',
    t: 'ryfg',
    y: 'tugh',
    u: 'yihj',
    i: 'uojk',
    o: 'ipkl',
    p: 'oålæ',
    å: 'pæø',
  },
  ...{ a: 'qwsz', s: 'awedzx', d: 'serfxc', f: 'drtgcv', g: 'ftyhvb', h: 'gyujbn', j: 'huiknm', k: 'jiolm', l: 'kopæ' },
  ...{ æ: 'lpåø', ø: 'æå', z: 'asx', x: 'zsdc', c: 'xdfv', v: 'cfgb', b: 'vghn', n: 'bhjm', m: 'njk' },
};

/** Letters that sound much like each letter at the beginning of a word. */
const alike: Readonly<Record<string, string>> = {
  ...{
    b: 'p',
    c: 'ks',
    d: 't',
    f: 'v',
    g: 'kj',
    j: 'gy',
    k: 'gc',
    p: 'b',
    s: 'cz',
    t: 'd',
    v: 'fw',
    w: 'v',
    y: 'j',
    z: 's',
  },
};

/** `word` as it would be, had its first letter been one that sounds like it, or one beside it. */
export const withOtherFirst = (word: string): string[] => {
  const letters = (alike[word.charAt(0)] ?? '') + (beside[word.charAt(0)] ?? '');
  return [...new Set(letters)].map((letter) => letter + word.slice(1));
};
