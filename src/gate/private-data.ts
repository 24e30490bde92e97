import { site } from '../site.ts';

/** An address of mail, in text, in a field or in a link. */
export const mail =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
/** An address on the web: digits in it are no one's number. */
export const webAddress = /https?:\/\/[^\s)"'>]+/gi;

const ownDomains = [site.mail.replace(/^.*@/, ''), new URL(site.url).hostname];
/** Authorities, and the two bodies every housing department has to do with (BL and Landsbyggefonden). */
const publicDomains =
  `borger.dk bl.dk datatilsynet.dk digst.dk domstol.dk dst.dk ft.dk kl.dk lbf.dk ombudsmanden.dk politi.dk
  pressenaevnet.dk regionh.dk regionsjaelland.dk rm.dk rn.dk rsyd.dk sbst.dk skat.dk sm.dk sundhed.dk virk.dk`.split(
    /\s+/,
  );
/** What stands before the @ where an office reads the mail. */
const office = /^(info|kontakt|post|mail|kontor|drift|redaktion|bestyrelse|sekretariat|borgerservice)(en|et)?$/;

/** True unless the address is this site's, an authority's or an office's. */
export function isPrivateMail(address: string): boolean {
  const [name = '', domain = ''] = address.toLowerCase().split('@');
  const isAt = (known: string) => domain === known || domain.endsWith(`.${known}`);
  return !office.test(name) && !domain.includes('kommune') && ![...ownDomains, ...publicDomains].some(isAt);
}

const named = (words: string) => String.raw`\b(?:${words})\.?[ -]?(?:nr\.?|nummer)?:?[ \u00a0]?`;
const digits = String.raw`\d[\d \u00a0]{4,11}\d`;

/** A registration number and an account, one of them with its name, or an IBAN. */
export const account = new RegExp(
  [
    String.raw`${named('reg|registrerings')}\d{4}[ ,.:-]{1,3}(?:og )?(?:${named('konto')})?${digits}`,
    String.raw`${named('konto')}\d{4}[ -]${digits}`,
    String.raw`\bDK\d\d(?:[ \u00a0]?\d{4}){3}[ \u00a0]?\d\d\b`,
  ].join('|'),
  'giu',
);

/** A number that has another name than a telephone's. */
export const otherNumber = new RegExp(
  String.raw`${named('cvr|se-nr|p-nr|ean|gln|konto|sags?|faktura|ordre|matrikel')}\d[\d \u00a0-]{5,}\d`,
  'giu',
);

const country = String.raw`(?:(?:\+|00)45[ \u00a0-]?)`;
const groups = String.raw`[2-9]\d(?:(?:[ \u00a0-]\d\d){3}|(?:\.\d\d){3}|\d\d[ \u00a0]\d{4}|\d\d(?:[ \u00a0]\d\d){2})`;
const calling = String.raw`\b(?:tlf|(?:telefon|mobil)(?:nummer)?|sms|ringe?|nummeret|nr)[.:]?(?: til| på)?[ \u00a0]`;

/**
 * Eight digits as Danes group them; eight in a row only after +45 or a word like `tlf.`, since dates and case numbers
 * look the same. No subscriber's number begins with 0 or 1.
 */
export const telephone = new RegExp(
  String.raw`(?<![\p{L}\p{N}_/+-]|\p{N}[., ])(?:${country}?${groups}|${country}[2-9]\d{7}|(?<=${calling})[2-9]\d{7})` +
    String.raw`(?![\p{L}\p{N}]|[.,-]\p{N}|[ \u00a0](?:\d|kr))`,
  'giu',
);

/** Not our own, not two years, and not 70, 80 or 90, which only firms and offices have. */
export function isPrivateTelephone(found: string): boolean {
  const number = found.replace(/^(\+|00)45/, '').replace(/\D/g, '');
  return number !== site.phone.replace(/\D/g, '') && !/^([789]0|(19|20)\d\d(19|20))/.test(number);
}
