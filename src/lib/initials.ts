/** The first letters of the first and the last word that are names, at most two. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  const last = words.length > 1 ? words.at(-1) : '';
  const first = words[0] ?? /\p{L}/u.exec(name)?.[0] ?? '';
  return (first.charAt(0) + (last ?? '').charAt(0)).toUpperCase();
}
