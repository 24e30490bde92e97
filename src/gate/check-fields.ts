import type { z } from 'zod';
import type { FrontMatter } from './front-matter.ts';
import { messages, type Message, type Problem } from './messages.ts';
import { nearestOf } from './nearest.ts';

/** What a schema says of the fields, each complaint at its line. */
export function checkFields(front: FrontMatter, schema: z.ZodType, file: string): Problem[] {
  const result = schema.safeParse(front.data);
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, issue.path);
      return issue.keys.map((key) => ({
        file,
        ...front.keyPlaceOf([...issue.path, key]),
        ...messages.fieldUnknown(key, nearestOf(key, known), known),
      }));
    }
    const message = issue.code === 'invalid_union' ? (deepest(issue) ?? issue.message) : issue.message;
    return [{ file, ...front.placeOf(issue.path), ...unpack(message) }];
  });
}

/** A union's own complaint is general; that of the branch that got furthest is what the writer needs. */
function deepest(issue: z.core.$ZodIssueInvalidUnion): string | undefined {
  return issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0]?.message;
}

/** A schema's message holds both sentences, each on its line; what a writer wrote stands in the first. */
function unpack(text: string): Message {
  const end = text.lastIndexOf('\n');
  return { what: text.slice(0, end), instead: text.slice(end + 1) };
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  const open = (one: unknown): unknown => {
    const def = (one as { def?: Record<string, unknown> } | undefined)?.def;
    const inner = def?.['innerType'] ?? (def?.['type'] === 'pipe' ? def['in'] : undefined);
    return inner ? open(inner) : one;
  };
  for (const step of path) {
    const def = (open(at) as { def: Record<string, unknown> }).def;
    at =
      def['type'] === 'array' ? def['element'] : (def['shape'] as Record<string, unknown> | undefined)?.[String(step)];
  }
  const shape = (open(at) as { def?: { shape?: Record<string, unknown> } }).def?.shape;
  return Object.keys(shape ?? {});
}
