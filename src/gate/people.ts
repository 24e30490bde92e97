import type { TextFile } from './content-files.ts';
import { findCprNumbers } from './cpr.ts';
import { hints } from './hints-messages.ts';
import type { Message, Problem } from './messages.ts';
import { firstOfEach, placesIn } from './places.ts';
import {
  account,
  isPrivateMail,
  isPrivateTelephone,
  mail,
  otherNumber,
  telephone,
  webAddress,
} from './private-data.ts';

/** Personal numbers in any text, fields and body, the site's own pages too. The message does not repeat them. */
export const peopleErrors = (texts: readonly Pick<TextFile, 'file' | 'text'>[]): Problem[] =>
  texts.flatMap(({ file, text }) => {
    const placeOf = placesIn(text);
    return findCprNumbers(text).map((at) => ({ file, ...placeOf(at), ...hints.cprNumber() }));
  });

/**
 * Mail addresses, accounts and telephone numbers that may be a private person's, each once in a text. Pages of `sider/`
 * and what stands in `<Kontakt>` are there to be called and written to.
 */
export const peopleWarnings = (texts: readonly TextFile[]): Problem[] =>
  texts.filter(({ collection }) => collection !== 'sider').flatMap(lookIn);

/** In this order: what one kind has taken, or a number of another sort, is not looked at again. */
const kinds: readonly (readonly [RegExp, (found: string) => boolean, () => Message])[] = [
  [mail, isPrivateMail, hints.privateMail],
  [webAddress, () => false, hints.privateMail],
  [account, () => true, hints.account],
  [otherNumber, () => false, hints.account],
  [telephone, isPrivateTelephone, hints.privateTelephone],
];
const contactBox = /<Kontakt\b[^<>]*\/>|<Kontakt\b(?:(?!<Kontakt\b)[\s\S])*?<\/Kontakt>/g;

function lookIn({ file, text, collection }: TextFile): Problem[] {
  const placeOf = placesIn(text);
  let rest = collection === 'svar' ? text : blotted(text, contactBox);
  return kinds.flatMap(([pattern, isPrivate, message]) => {
    const found = [...rest.matchAll(pattern)].filter(([each]) => isPrivate(each));
    rest = blotted(rest, pattern);
    return firstOfEach(found, ([each]) => each.replace(/[\s.-]/g, '').replace(/^(\+|00)45/, '')).map(({ index }) => ({
      file,
      ...placeOf(index),
      ...message(),
    }));
  });
}

const blotted = (text: string, pattern: RegExp) =>
  text.replace(pattern, (found) => found.replace(/[^\r\n]/g, '\ufffc'));
