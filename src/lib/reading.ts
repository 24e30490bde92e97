/** How many words a text has. */
export const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** Minutes at 200 words a minute, rounded, at least 1. */
export const minutesToRead = (text: string) => Math.max(1, Math.round(wordsIn(text) / 200));
