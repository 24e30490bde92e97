import { randomBytes } from 'node:crypto';
import { createChallenge, solveChallenge, type Challenge, type CreateChallengeOptions, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { fingerprintOf, tidied, type Kind } from '../src/inbox/fingerprint.ts';
import { signPreview } from '../src/inbox/secrets.ts';

/** Fields of a form; one that is `undefined` is not sent. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** A form's body as it stands on the line. */
export interface Body {
  readonly body: Buffer;
  readonly type: string;
}

/** Whether a form is already as it will stand on the line. */
export const isBody = (form: Fields | Body): form is Body => form['body'] instanceof Buffer;

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
  const { thread = '', parent = '', name = '', place = '', ties = '', text = '' } = fields;
  return fingerprintOf(tidied({ kind, thread, parent, name, place, ties, text }));
}

/** A form as browsers put it on the line, from its fields in order. */
export function multipart(fields: readonly (readonly [string, string | Buffer | undefined])[]): Body {
  const boundary = `----graense${randomBytes(8).toString('hex')}`;
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

/** A task as the inbox sets it, with some of its parts otherwise. */
export const taskFor = (fingerprint: string, secret: string, changes: Partial<CreateChallengeOptions> = {}) =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1_000,
    keyPrefix: '00',
    deriveKey,
    data: { fingerprint },
    expiresAt: Math.floor(Date.now() / 1_000) + 300,
    hmacSignatureSecret: `task|${secret}`,
    ...changes,
  });

/** Does a task's work. */
export async function solved(challenge: Challenge): Promise<Payload> {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('no solution was found');
  return { challenge, solution };
}

/** A proof as the form sends it. */
export const proofOf = (payload: unknown): string => btoa(JSON.stringify(payload));
