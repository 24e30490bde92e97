/** C0 controls, zero-width marks and bidirectional overrides: they change what a reader sees, not what a writer wrote. */
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** The first sign in `text` that nobody sees, as `U+202E`, and where it stands. */
export function hiddenIn(text: string): { readonly code: string; readonly at: number } | undefined {
  const found = hidden.exec(text);
  if (!found) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return { code: `U+${code}`, at: found.index };
}
