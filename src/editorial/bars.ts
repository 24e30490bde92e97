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

/** Where everything of a chart stands: lengths in `em` and in per cent of its width, so that letters keep their size. */
export interface Drawing {
  readonly height: string;
  readonly rows: readonly {
    readonly label: string;
    readonly labelY: string;
    readonly barY: string;
    readonly width: string;
    readonly value: string;
    readonly valueY: string;
  }[];
}

const row = 3.2;
const em = (lines: number) => `${Math.round(lines * 100) / 100}em`;
const number = new Intl.NumberFormat('da-DK', { maximumFractionDigits: 2 });

/** A drawing of `bars`, one under the other; the longest leaves room for its number. */
export function drawingOf(bars: readonly Bar[]): Drawing {
  const largest = Math.max(...bars.map(({ value }) => value), 1);
  return {
    height: em(bars.length * row),
    rows: bars.map(({ label, value }, index) => ({
      label,
      labelY: em(index * row + 1),
      barY: em(index * row + 1.35),
      width: `${Math.max(0.5, Math.round((value / largest) * 800) / 10)}%`,
      value: number.format(value),
      valueY: em(index * row + 2.3),
    })),
  };
}
