import { randomBytes } from 'node:crypto';
import { fingerprintOf, tidied, type Kind } from '../src/inbox/fingerprint.ts';
import { signPreview } from '../src/inbox/secrets.ts';

/** Fields of a form; one that is `undefined` is not sent. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** A form's body as it stands on the line. */
export interface Body {
  readonly body: Buffer;
  readonly type: string;
}

/** What a resident writes. */
export const written = {
  name: 'Åse',
  place: 'Blok 4',
  ties: 'nabo',
  text: 'Sæt en bænk ved <porten> & »legepladsen«.\n\nSå kan alle "sidde" der.',
} as const;

/** The form of {@link written}, under a text that is open, before its writer has said that it is meant. */
export const filled = {
  thread: 'unge-ved-bordet',
  parent: '',
  ...written,
  consent: 'ja',
  homepage: '',
  once: '0123456789abcdefghijklmnop',
} as const;

/** The same with other fields, and with the token of a preview that has been looked at. */
export async function meant(changes: Fields, secret: string, kind: Kind = 'reply'): Promise<Fields> {
  const fields: Fields = { ...filled, ...changes };
  const fingerprint = await fingerprintFor(fields, kind);
  return { ...fields, token: await signPreview(fingerprint, fields['once'] ?? '', Date.now() - 60_000, [secret]) };
}

/** The fingerprint of what a form says. */
export function fingerprintFor(fields: Fields, kind: Kind = 'reply'): Promise<string> {
  const value = (name: string) => fields[name] ?? '';
  const [thread, parent, name, place, ties, text] = ['thread', 'parent', 'name', 'place', 'ties', 'text'].map(value);
  return fingerprintOf(tidied({ kind, thread, parent, name, place, ties, text }));
}

/** A form as browsers put it on the line, from its fields in order. */
export function multipart(fields: readonly (readonly [string, string | Buffer | undefined])[]): Body {
  const boundary = `----prøve${randomBytes(8).toString('hex')}`.replace('ø', 'o');
  const parts = fields.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`), value, '\r\n'],
  );
  return {
    body: Buffer.concat([...parts, `--${boundary}--\r\n`].map((part) => Buffer.from(part))),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
