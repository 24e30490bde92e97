/** JSON of `kind` in an HTML comment of one line, which GitHub does not show; what could end either is written in code. */
export const dataComment = (kind: string, data: object): string =>
  `<!-- ${kind} ${JSON.stringify(data).replace(/[<>\u2028\u2029-]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)} -->`;

/** What the first comment that `pattern` finds holds; its one group is the JSON. `undefined` when there is none. */
export function dataIn(text: string, pattern: RegExp): unknown {
  try {
    return JSON.parse(pattern.exec(text)?.[1] ?? '');
  } catch {
    return undefined;
  }
}
