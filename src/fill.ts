/** `text` with each `{name}` replaced by `values.name`; an unknown name stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
