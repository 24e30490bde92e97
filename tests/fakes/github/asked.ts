import { getOperationAST, GraphQLError, Kind, parse } from 'graphql';
import { z } from 'zod';

/** A query as it arrives. */
export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | null | undefined;
}

const askedSchema = z.object({
  query: z.string(),
  variables: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((variables) => variables ?? {}),
  operationName: z.string().nullish(),
});

/** A request's body as a query, or `undefined` if it is none. */
export function readAsked(text: string): Asked | undefined {
  try {
    return askedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What a query is known by: its own name, and those of the fields at its root. Nothing for what is not a query. */
export function operationsOf({ query, operationName }: Asked): string[] {
  const document = parseQuery(query);
  const operation = document instanceof GraphQLError ? null : getOperationAST(document, operationName);
  if (!operation) return [];
  const fields = operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []));
  return [...(operation.name ? [operation.name.value] : []), ...fields];
}

/** The query as a tree, or the error GraphQL finds in its syntax. */
export function parseQuery(query: string) {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}
