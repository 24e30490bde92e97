import { writeTexts as texts } from '../texts.ts';
import type { Draft, Picture } from './draft.ts';
import type { DraftFile } from './files.ts';
import { copy } from './save.ts';
import { letterOf, mailAddress } from './ways.ts';

/** All that the editors are to get. */
export interface Parcel {
  readonly draft: Draft;
  /** The text's file, and that of a new writer. */
  readonly files: readonly DraftFile[];
  readonly pictures: readonly Picture[];
}

/** Hands a parcel to the editors and gives what to tell the writer. An inbox that takes texts in has its place here. */
export async function sendToEditors(parcel: Parcel): Promise<string> {
  return sendByMail(parcel);
}

async function sendByMail({ draft, files, pictures }: Parcel): Promise<string> {
  const letter = letterOf(files, pictures.length > 0);
  const { href, isWhole } = mailAddress(draft.title.trim(), letter);
  const isCopied = isWhole || (await copy(letter));
  if (!isCopied) return texts['write.copy.failed'];
  location.assign(href);
  const told = texts[isWhole ? 'write.mail.opened' : 'write.mail.copied'];
  return pictures.length > 0 ? `${told} ${texts['write.mail.picture']}` : told;
}
