import { z } from 'zod';

/** Where a question goes, and how. */
interface Options {
  /** Nothing is sent for an empty one. */
  readonly token?: string;
  /** Longest wait for the whole answer, in milliseconds. */
  readonly wait?: number;
}

/** Sends a query as a plain client would, and reads the answer whole, whatever it is. */
export async function sendQuery(url: string, query: string, { token = 'test-token', wait = 10_000 }: Options = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...(token && { authorization: `bearer ${token}` }), 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(wait),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, url: response.url };
}

const bodySchema = z.looseObject({
  data: z.record(z.string(), z.json()).nullish(),
  errors: z.array(z.record(z.string(), z.json())).optional(),
});

/** Reads an answer that has GraphQL's form; throws if it has not. */
export const readAnswer = (bytes: Buffer) => bodySchema.parse(JSON.parse(bytes.toString()));

/** Every object anywhere in an answer, from the outside in. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [Object.fromEntries(Object.entries(value)), ...Object.values(value).flatMap(objectsIn)];
}

const listSchema = z.object({
  totalCount: z.int(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(z.json()),
});

/** Every list in an answer, from the outside in. */
export const listsIn = (value: unknown) =>
  objectsIn(value).flatMap((each) => ('nodes' in each ? [listSchema.parse(each)] : []));
