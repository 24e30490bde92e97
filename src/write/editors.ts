import { writeTexts as texts } from '../texts.ts';
import type { Draft, Picture } from './draft.ts';
import type { DraftFile } from './files.ts';
import { copy } from './save.ts';
import { articleLimit, letterOf, mailAddress } from './ways.ts';

/** All that the editors are to get. */
export interface Parcel {
  readonly draft: Draft;
  /** The text's file, and that of a new writer. */
  readonly files: readonly DraftFile[];
  readonly pictures: readonly Picture[];
}

/**
 * Takes a text to the inbox at `address`, which shows it once more before it is sent; gives what to tell the writer when
 * it cannot be taken there.
 */
export function sendToInbox({ files, pictures }: Parcel, address: string): string {
  if (pictures.length > 0) return texts['write.inbox.pictures'];
  if (files.reduce((sum, { text }) => sum + text.length, 0) > articleLimit) return texts['write.inbox.long'];
  // A form of its own, so that it goes as any form goes, to whatever address.
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: address, hidden: true });
  form.append(Object.assign(document.createElement('input'), { name: 'files', value: JSON.stringify(files) }));
  document.body.append(form);
  form.submit();
  form.remove();
  return '';
}

/** Opens a mail to the editors with the text in it; gives what to tell the writer. */
export async function sendByMail({ draft, files, pictures }: Parcel): Promise<string> {
  const letter = letterOf(files, pictures.length > 0);
  const { href, isWhole } = mailAddress(draft.title.trim(), letter);
  const isCopied = isWhole || (await copy(letter));
  if (!isCopied) return texts['write.copy.failed'];
  location.assign(href);
  const told = texts[isWhole ? 'write.mail.opened' : 'write.mail.copied'];
  return pictures.length > 0 ? `${told} ${texts['write.mail.picture']}` : told;
}
