import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';

/**
 * Where the build, which reads YAML with js-yaml, would find something else in the fields than `data`: the path of the
 * field, or an empty one when it finds no fields at all. `undefined` when the two agree.
 */
export function differenceFrom(data: unknown, yaml: string): readonly string[] | undefined {
  let other: unknown;
  try {
    other = load(yaml) ?? {};
  } catch {
    return [];
  }
  return differs(data, other);
}

function differs(a: unknown, b: unknown): readonly string[] | undefined {
  if (isDay(a, b) || isDeepStrictEqual(a, b)) return undefined;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return [];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const below = differs(a[key], b[key]);
    if (below) return [key, ...below];
  }
  return undefined;
}

/** What js-yaml makes a `Date` of is text again before the schema reads it. */
const isDay = (a: unknown, b: unknown) => typeof a === 'string' && b instanceof Date;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
