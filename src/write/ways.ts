import { site } from '../site.ts';
import { writeTexts } from '../texts.ts';
import type { DraftFile } from './files.ts';

/** GitHub's server takes 8,191 bytes; whoever is not signed in is sent by an address that holds this one in it. */
const githubLimit = 7_800;
/**
 * Longest text with its fields that the inbox takes, in UTF-16 units: where it waits on GitHub it stands twice in a comment,
 * which holds 65,536.
 */
export const articleLimit = 20_000;
/** Longest `mailto:` every mail program is known to open. */
const mailLimit = 1_800;

/** GitHub's page for a new file; `isWhole` when the text fits in the address, else only the name is there. */
export function githubAddress({ path, text }: DraftFile, repository: string): { href: string; isWhole: boolean } {
  const bare = `https://github.com/${repository}/new/main?filename=${encodeURIComponent(path).replaceAll('%2F', '/')}`;
  const whole = `${bare}&value=${encodeURIComponent(text)}`;
  const isWhole = viaLogin(whole).length <= githubLimit;
  return { href: isWhole ? whole : bare, isWhole };
}

/** The address GitHub sends those through who are not signed in. All of it is ASCII, so its length is in bytes. */
export const viaLogin = (address: string) => `https://github.com/login?return_to=${encodeURIComponent(address)}`;

/** An e-mail to the editors; `isWhole` when the files' texts fit in it, else there is room to paste them. */
export function mailAddress(title: string, text: string): { href: string; isWhole: boolean } {
  const subject = writeTexts['write.mail.subject'].replace('{title}', title || writeTexts['write.untitled']);
  const addressed = (body: string) =>
    `mailto:${site.mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
  const whole = addressed(text);
  return whole.length <= mailLimit
    ? { href: whole, isWhole: true }
    : { href: addressed(writeTexts['write.mail.paste']), isWhole: false };
}

/** Several files as one text for a letter, each under its name. */
export const letterOf = (files: readonly DraftFile[], hasPictures: boolean) =>
  [
    writeTexts['write.mail.intro'],
    ...files.map(({ path, text }) => `${writeTexts['write.mail.file'].replace('{path}', path)}\n\n${text}`),
    ...(hasPictures ? [writeTexts['write.mail.pictures']] : []),
  ].join('\n\n');
