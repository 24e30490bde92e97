import type { Term } from './query.ts';
import type { Words } from './words.ts';

/** What was asked, in words the site has: what was meant by those it has not. */
export async function termsOnSite(asked: readonly Term[], words: Words): Promise<readonly Term[]> {
  const whole = await joinUnknown(asked, words);
  return (await Promise.all(whole.map((term) => resolve(term, words)))).flat();
}

/** Words that the site does not have, but has as one: street food, where it writes streetfood. */
async function joinUnknown(terms: readonly Term[], words: Words): Promise<readonly Term[]> {
  const joined: Term[] = [];
  for (const term of terms) {
    const before = joined.at(-1);
    if (before?.kind === 'word' && term.kind === 'word') {
      const word = `${before.words[0]}${term.words[0]}`;
      const known = await Promise.all([...before.words, ...term.words].map(words.know));
      if (known.includes('unknown') && (await words.know(word)) === 'word') {
        joined[joined.length - 1] = { kind: 'word', words: [word] };
        continue;
      }
    }
    joined.push(term);
  }
  return joined;
}

/** A term in words the site has. */
async function resolve(term: Term, words: Words): Promise<readonly Term[]> {
  if (term.kind !== 'word') return [term];
  const [word = ''] = term.words;
  if ((await words.know(word)) !== 'unknown') return [{ kind: 'word', words: [word] }];
  if (term.pieces) {
    const pieces = term.pieces.map((piece): Term => ({ kind: 'word', words: [piece] }));
    return (await Promise.all(pieces.map((piece) => resolve(piece, words)))).flat();
  }
  const meant = (await words.correct(word)) ?? [word];
  return meant.map((each) => ({ kind: 'word', words: [each] }));
}
