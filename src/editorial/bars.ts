/** One bar of a chart. */
export interface Bar {
  readonly label: string;
  /** The number as the writer wrote it, for people. */
  readonly shown: string;
  readonly value: number;
}

/** A Danish number (`1.342`, `12,5`, `−3`) as a number; `undefined` when it is none. */
export function danishNumber(text: string): number | undefined {
  const bare = text.trim().replace(/^[−–]/, '-');
  return /^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(bare)
    ? Number(bare.replaceAll('.', '').replace(',', '.'))
    : undefined;
}

/** A line like `2023: 168`; `undefined` when it has no label or no number of zero or more. */
export function barOf(line: string): Bar | undefined {
  const [, label, shown] = /^(.+):\s*([^:]+)$/s.exec(line.trim()) ?? [];
  if (!label || !shown) return undefined;
  const value = danishNumber(shown);
  return value === undefined || value < 0 ? undefined : { label: label.trim(), shown: shown.trim(), value };
}
