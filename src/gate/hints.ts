import type { TextFile } from './content-files.ts';
import { altHint } from './alt-text.ts';
import { hints } from './hints-messages.ts';
import type { Message, Problem } from './messages.ts';
import { proseOf, type Prose } from './prose.ts';

type Hint = readonly [offset: number, message: Message];

/** What an editor would remark on in each text by itself. Residents' replies are left as they are. */
export const textHints = (texts: readonly TextFile[]): Problem[] =>
  texts
    .filter(({ collection }) => collection !== 'svar')
    .flatMap((text) => {
      const prose = proseOf(text);
      const found = [pictures(prose), headings(prose), links(prose), wordsTwice(prose), lead(prose)].flat();
      return found.map(([offset, message]) => ({ file: text.file, ...prose.placeOf(offset), ...message }));
    });

function pictures({ passages, fields }: Prose): Hint[] {
  const leadPicture = fields.find(({ name }) => name === 'billede.fil')?.value;
  return passages.flatMap(({ kind, start, prose, picture = leadPicture }) => {
    const message = /(^|\.)alt$/.test(kind) ? altHint(prose, picture ?? '') : undefined;
    return message ? [[start, message] as const] : [];
  });
}

function headings({ passages }: Prose): Hint[] {
  const all = passages.filter(({ kind }) => kind === 'heading');
  return all.flatMap(({ start, depth = 2 }, index): Hint[] => {
    const above = all[index - 1]?.depth;
    if (above === undefined) return depth > 2 ? [[start, hints.headingStart(depth)]] : [];
    return depth > above + 1 ? [[start, hints.headingJump(depth, above + 1)]] : [];
  });
}

const saysNothing =
  /^(her|mere|(dette )?link(et)?|(klik|tryk|læs|se)( (mere|videre|det|den))?( her)?|(denne |hjemme)?siden?|artiklen)$/;

function links({ links: all }: Prose): Hint[] {
  return all.flatMap(({ words, start }): Hint[] =>
    saysNothing.test(plain(words)) ? [[start, hints.linkEmpty(words.trim())]] : [],
  );
}

/** Danish says these twice with reason: `det det koster`, `den, der der`, `for for mange`, `meget meget`. */
const oftenTwice = new Set('at den der det de for i ja meget mange nej om på som så til'.split(' '));
const twice = /(?<![\p{L}\p{N}’'-])(\p{L}+)\s+(\1)(?![\p{L}\p{N}’'-])/giu;

function wordsTwice({ passages }: Prose): Hint[] {
  return passages.flatMap(({ prose, start }) =>
    [...prose.matchAll(twice)].flatMap(({ index, 0: both, 2: word = '' }): Hint[] =>
      oftenTwice.has(word.toLowerCase()) ? [] : [[start + index + both.length - word.length, hints.wordTwice(word)]],
    ),
  );
}

/** A lead with fewer than three words that the title does not have. */
function lead({ fields }: Prose): Hint[] {
  const title = new Set(wordsOf(fields.find(({ name }) => name === 'titel')?.value ?? ''));
  const under = fields.find(({ name }) => name === 'manchet' || name === 'beskrivelse');
  if (!under || title.size === 0) return [];
  const fresh = new Set(wordsOf(under.value).filter((word) => !title.has(word)));
  return fresh.size < 3 && wordsOf(under.value).some((word) => title.has(word))
    ? [[under.start, hints.leadRepeats()]]
    : [];
}

/** Letters, digits and single spaces, in lower case. */
export const plain = (text: string): string => wordsOf(text).join(' ');
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
