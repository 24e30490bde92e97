/** Keyed hashes. The first secret signs; what any of them signed is believed, so that a secret can be changed in peace. */
export type Secrets = readonly [string, ...string[]];

/**
 * Secrets as they stand in a setting, the newest first, with commas between.
 * @throws when there is none, or one is too short to be one
 */
export function secretsFrom(text: string): Secrets {
  const [first, ...others] = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (!first || [first, ...others].some((each) => each.length < 32)) {
    throw new Error('INBOX_SECRET must be at least 32 characters. Make one with: openssl rand -hex 32');
  }
  return [first, ...others];
}

/** Milliseconds a preview must be looked at before it can be sent, and how long it can be. */
export const previewAge = { least: 3_000, most: 3_600_000 } as const;

/** What became of a preview's token. */
export type TokenVerdict = 'good' | 'early' | 'late' | 'foreign';

/** A token that says: this very reply was shown to its writer at this moment. Nothing is kept of it here. */
export async function signPreview(fingerprint: string, once: string, now: number, secrets: Secrets): Promise<string> {
  return `${now}.${await sign(`preview|${now}|${once}|${fingerprint}`, secrets[0])}`;
}

/** Whether `token` was signed for this reply, and whether it is neither too fresh nor too old. */
export async function checkPreview(
  token: string,
  fingerprint: string,
  once: string,
  now: number,
  secrets: Secrets,
): Promise<TokenVerdict> {
  const [, moment, signature = ''] = /^(\d{1,15})\.([0-9a-z]{26})$/.exec(token) ?? [];
  if (!moment || !(await isSigned(`preview|${moment}|${once}|${fingerprint}`, signature, secrets))) return 'foreign';
  const age = now - Number(moment);
  if (age < previewAge.least) return 'early';
  return age > previewAge.most ? 'late' : 'good';
}

/** The private key of a case: who knows it may withdraw. Made from what only this server and this form know. */
export const caseKey = (once: string, id: string, secrets: Secrets): Promise<string> =>
  sign(`case|${once}|${id}`, secrets[0]);

/** Path of a case, for who knows its key. */
export const caseAddress = (ref: string, key: string): string => `/svar/sag/?noegle=${ref}.${key}`;

/** What is kept of a case's key: enough to know it again, not enough to use it. */
export const keyHash = (key: string): Promise<string> => sign('key', key);

/** 130 bits of an HMAC as 26 letters and digits. */
async function sign(message: string, secret: string): Promise<string> {
  return base32(await crypto.subtle.sign('HMAC', await keyOf(secret), bytesOf(message)), 26);
}

async function isSigned(message: string, signature: string, secrets: Secrets): Promise<boolean> {
  for (const secret of secrets) if (isSame(await sign(message, secret), signature)) return true;
  return false;
}

/** Compares without telling by its time how much was right. */
export function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

const keyOf = (secret: string) =>
  crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Crockford's letters: none that is mistaken for another when it is read aloud. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** The first `length` times five bits of `bytes`, as letters and digits. */
export function base32(bytes: ArrayBuffer, length: number): string {
  const view = new Uint8Array(bytes);
  let text = '';
  for (let at = 0; text.length < length; at += 5) {
    const two = ((view[at >> 3] ?? 0) << 8) | (view[(at >> 3) + 1] ?? 0);
    text += letters[(two >> (11 - (at & 7))) & 31];
  }
  return text;
}

/** A case number of 60 bits from a reply's fingerprint: the same reply has the same number. */
export const caseNumber = (fingerprint: string): string =>
  base32(Uint8Array.from(fingerprint.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)).buffer, 12);
