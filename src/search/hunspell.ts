/** Hunspell’s files with numeric flags, as `man 5 hunspell` has them: the words, and the rules by which they bend. */
import { remembered } from './remembered.ts';

/** A base form of the dictionary that a word may be a form of. */
export interface Base {
  readonly word: string;
  /** What the dictionary says of it: `,10,11,2,39,31,`, numbers that its `.aff` file explains. */
  readonly flags: string;
  /** True when the form that was asked for may be the last part of a compound. */
  readonly mayEnd: boolean;
  /** True when the form is not the base with an ending: cykler of cykel, fandt of finde. */
  readonly isShortened: boolean;
}

/** A line of the `.dic` file. */
export interface Entry extends Base {
  /** As the file has it, accents too. */
  readonly accented: string;
}

/** A line of the `.aff` file. */
export interface Rule {
  readonly flag: string;
  readonly strip: string;
  readonly add: string;
  /** What the base form must end on. */
  readonly condition: RegExp | undefined;
  readonly isLink: boolean;
  readonly mayEnd: boolean;
}

/** Flags of Hunspell with a meaning in `index.aff`: parts of compounds, their ends, and half-made forms. */
const flag = { begin: '32', middle: '33', end: '34', needsMore: '8', last: '39', forbidden: '6' } as const;

/** The words of a `.dic` file in lower case, and what it says of each. */
export function readEntries(words: string): Map<string, Entry[]> {
  // One string for each of the few combinations, so that what is remembered of it is found at once.
  const flagsOf = remembered((numbers) => `,${numbers},`);
  const entries = new Map<string, Entry[]>();
  for (const [, word, numbers = '', base] of words.matchAll(/^([^/\s]+)(?:\/([\d,]+))?(?:.*? st:(\S+))?/gm)) {
    // A name bends as other words do, but is no part of them.
    if (!word || word !== word.toLowerCase() || numbers === flag.forbidden) continue;
    const flags = flagsOf(numbers);
    const mayEnd = base !== undefined || flags.includes(`,${flag.last},`) || flags.includes(`,${flag.end},`);
    // Few write the accents: sprogcafé, sprogcafe.
    for (const spelling of word.includes('é') ? [word, word.replaceAll('é', 'e')] : [word]) {
      const known = entries.get(spelling);
      // Of an irregular form the base form is given: of fandt, finde.
      const entry = { word: base ?? spelling, accented: word, flags, mayEnd, isShortened: base !== undefined };
      if (known) known.push(entry);
      else entries.set(spelling, [entry]);
    }
  }
  return entries;
}

/** Every rule `SFX flag strip add/flags condition`; those that only double a consonant are joined with what follows. */
export function rulesOf(affixes: string): Rule[] {
  const lines = [...affixes.matchAll(/^SFX (\d+) (\S+) ([^\s/]+)(?:\/([\d,]+))?[ \t]*([^\s+]\S*)?/gm)]
    .map(([, own = '', strip = '', add = '', more = '', condition = '.']) => ({
      flag: own,
      strip: strip === '0' ? '' : strip,
      add: add === '0' ? '' : add,
      more: more.split(','),
      condition,
    }))
    .filter(({ condition }) => !/^\d+$/.test(condition));
  const ruleOf = ({ flag: own, strip, add, more, condition }: (typeof lines)[number]): Rule => ({
    flag: own,
    strip,
    add,
    condition: condition === '.' ? undefined : new RegExp(`${condition}$`, 'u'),
    isLink: more.includes(flag.begin) || more.includes(flag.middle),
    mayEnd: more.includes(flag.end),
  });
  return lines.flatMap((line) => {
    if (!line.more.includes(flag.needsMore)) return [ruleOf(line)];
    return lines
      .filter((next) => line.more.includes(next.flag) && next.strip === '')
      .filter((next) => new RegExp(`${next.condition}$`, 'u').test(line.add))
      .map((next) => ruleOf({ ...next, flag: line.flag, add: line.add + next.add, condition: line.condition }));
  });
}
