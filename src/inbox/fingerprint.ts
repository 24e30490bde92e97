/** What makes a reply the reply it is. An empty string is what was not filled in. */
export interface Content {
  /** `reply`, or `report` of something that stands on the site. */
  readonly kind: Kind;
  /** Permanent name of the thread. */
  readonly thread: string;
  /** `id` of the reply that is answered or reported. */
  readonly parent: string;
  readonly name: string;
  readonly place: string;
  readonly ties: string;
  readonly text: string;
}
/** What the form under a text may send in. */
export type Kind = 'reply' | 'report';

/** Longest that may be written in each field, in UTF-16 units as browsers count them. */
export const longest = { name: 40, place: 60, ties: 80, text: 3_000 } as const;

// Control characters but line break and tab, marks that turn the direction of others' text, and the byte order mark.
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A field as it is kept: one form of each letter, plain line breaks, nothing invisible that could deceive a reader. */
export const tidy = (value: string): string =>
  value.replace(/\r\n?/g, '\n').replace(invisible, '').normalize('NFC').trim();

/** {@link tidy} for a field of one line. */
export const tidyLine = (value: string): string => tidy(value).replace(/\s+/g, ' ');

/** A reply with every field tidy. */
export const tidied = ({ kind, thread, parent, name, place, ties, text }: Content): Content => ({
  kind,
  thread,
  parent,
  name: tidyLine(name),
  place: tidyLine(place),
  ties: tidyLine(ties),
  text: tidy(text),
});

/** SHA-256 of a tidy reply, hexadecimal: what a proof of work and a preview are bound to. Browser and server agree on it. */
export const fingerprintOf = ({ kind, thread, parent, name, place, ties, text }: Content): Promise<string> =>
  fingerprintOfParts([kind, thread, parent, name, place, ties, text]);

/** SHA-256 of several texts, hexadecimal. */
export async function fingerprintOfParts(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(parts.join('\0'));
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** 26 random letters and digits, made once for each form: what is sent twice with the same word is one. */
export const randomOnce = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => (byte % 32).toString(32)).join('');
