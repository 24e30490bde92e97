/**
 * C0 controls, zero-width marks and bidirectional overrides: they change what a reader sees, not what a writer wrote. A
 * carriage return by itself ends a line for some parsers and not for others.
 */
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\r(?!\n)/gu;

/** A sign that nobody sees, as `U+202E`, and where it stands. */
export interface Hidden {
  readonly code: string;
  readonly at: number;
}

/** Every sign in `text` that nobody sees, in its order. */
export const hiddenSigns = (text: string): Hidden[] =>
  [...text.matchAll(hidden)].map(({ 0: sign, index }) => ({
    code: `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    at: index,
  }));

/** The first of {@link hiddenSigns}. */
export const hiddenIn = (text: string): Hidden | undefined => hiddenSigns(text)[0];
