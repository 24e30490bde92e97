import { schema as published } from '@octokit/graphql-schema';
import {
  buildSchema,
  defaultFieldResolver,
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  validate,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { parseQuery, type Asked } from './asked.ts';
import type { Budget } from './budget.ts';
import { reportErrors, reportInvalid, type ReportedError } from './errors.ts';
import { issueMutationsOf } from './issue-mutations.ts';
import { mutationsOf } from './mutations.ts';
import { mostNodes, priceOf, type Price } from './price.ts';
import { queriesOf } from './queries.ts';
import type { World } from './world.ts';

/** What GitHub says to it, and what that took. */
export interface Told extends Price {
  readonly body: { readonly data?: unknown; readonly errors?: readonly ReportedError[] };
}

let schema: GraphQLSchema | undefined;

/**
 * GitHub's schema, built once in a process. The published text has a field twice, which is an error in GraphQL but not
 * ours: hence not checked.
 */
export const githubSchema = (): GraphQLSchema =>
  (schema ??= buildSchema(published.idl, { assumeValid: true, assumeValidSDL: true, noLocation: true }));

/** Answers a query as GitHub does: checked, priced, paid for, and only then run. */
export async function runQuery(world: World, budget: Budget, asked: Asked): Promise<Told> {
  const document = parseQuery(asked.query);
  if (document instanceof GraphQLError) return refused(reportInvalid([document]));
  const mistakes = validate(githubSchema(), document);
  if (mistakes.length > 0) return refused(reportInvalid(mistakes));
  const operation = getOperationAST(document, asked.operationName);
  if (!operation) return refused([{ message: 'An operation name is required' }]);
  const { coerced, errors } = getVariableValues(githubSchema(), operation.variableDefinitions ?? [], asked.variables);
  if (errors) return refused(reportInvalid(errors));

  const price = priceOf(githubSchema(), document, operation, coerced);
  if (price.nodes > mostNodes) {
    const [count, limit] = [price.nodes, mostNodes].map((number) => number.toLocaleString('en-US'));
    const message = `This query requests up to ${count} possible nodes which exceeds the maximum limit of ${limit}.`;
    return refused([{ type: 'MAX_NODE_LIMIT_EXCEEDED', message }]);
  }
  if (!budget.spend(price.cost)) return refused([rateLimited]);
  const result = await execute({
    schema: githubSchema(),
    document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    rootValue: {
      ...queriesOf(world),
      ...mutationsOf(world),
      ...issueMutationsOf(world),
      rateLimit: rateLimitOf(budget, price),
    },
    fieldResolver: resolveField,
  });
  const reported = result.errors ? { errors: reportErrors(result.errors) } : {};
  return { body: { data: result.data ?? null, ...reported }, ...price };
}

/** The error when the hour's points are used. */
export const rateLimited = {
  type: 'RATE_LIMITED',
  message: 'API rate limit exceeded for user ID 41898282.',
} satisfies ReportedError;

/** An answer without `data`: the query did not run, and cost nothing. */
const refused = (errors: readonly ReportedError[]): Told => ({ body: { errors }, cost: 0, nodes: 0 });

const rateLimitOf =
  ({ limit, remaining, used, reset }: Budget, { cost, nodes }: Price) =>
  ({ dryRun }: { dryRun: boolean | null }) => {
    if (dryRun) throw new Error('The fake GitHub does not know rateLimit(dryRun: true) (tests/fakes/github/)');
    const resetAt = new Date(reset * 1000).toISOString().replace('.000Z', 'Z');
    return { limit, remaining, used, cost, nodeCount: nodes, resetAt };
  };

/** GitHub knows thousands of fields; one this fake does not know must not look like an empty one. */
const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, values, context, info) => {
  if (typeof source === 'object' && source !== null && info.fieldName in source) {
    return defaultFieldResolver(source, values, context, info);
  }
  throw new Error(`The fake GitHub does not know ${info.parentType.name}.${info.fieldName} (tests/fakes/github/)`);
};
