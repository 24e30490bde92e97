/** Marks no reader sees but that change what is read; the gate refuses them. */
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** Typed or pasted text as every machine can read it: whole letters, plain line ends, nothing hidden. */
export const cleanText = (typed: string) =>
  typed
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(hidden, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC');

/** {@link cleanText} on one line. */
export const cleanLine = (typed: string) => cleanText(typed).replace(/\s+/g, ' ').trim();
