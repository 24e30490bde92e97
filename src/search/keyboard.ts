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

/** `word` as it would be, had its first letter been one beside it. */
export const withNeighbourFirst = (word: string): string[] =>
  [...(beside[word.charAt(0)] ?? '')].map((letter) => letter + word.slice(1));
