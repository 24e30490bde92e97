import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { largestPage } from './connection.ts';

/** What a query may cost, known before it runs. */
export interface Price {
  /** Points of the hour's budget. */
  readonly cost: number;
  /** Nodes it may give at most. */
  readonly nodes: number;
}

/** Nodes one query may ask for. */
export const mostNodes = 500_000;

/**
 * The price by GitHub's published formula
 * (docs.github.com/en/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api): nodes are page sizes multiplied
 * on the way down; points are the requests needed, one for each connection below each possible parent, by a hundred,
 * rounded, at least one. People have measured a point less now and then; a budget that holds here holds there.
 */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Price {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  let requests = 0;
  let nodes = 0;
  visit(operation.selectionSet, schema.getRootType(operation.operation), 1);
  return { cost: Math.max(1, Math.round(requests / 100)), nodes };

  function visit(set: SelectionSetNode | undefined, type: GraphQLNamedType | null | undefined, parents: number): void {
    for (const selection of set?.selections ?? []) {
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        if (!field) continue;
        const below = getNamedType(field.type);
        const isConnection = below.name.endsWith('Connection');
        const size = isConnection ? sizeOf(getArgumentValues(field, selection, variables)) : 1;
        if (isConnection) {
          requests += parents;
          nodes += parents * size;
        }
        visit(selection.selectionSet, below, parents * size);
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        const condition = fragment?.typeCondition?.name.value;
        visit(fragment?.selectionSet, condition === undefined ? type : schema.getType(condition), parents);
      }
    }
  }
}

/** A connection that is only counted has no bounds and gives no nodes. One that asks for too many is refused later. */
function sizeOf({ first, last }: Record<string, unknown>): number {
  const size = first ?? last;
  return typeof size === 'number' ? Math.min(Math.max(size, 0), largestPage) : 0;
}

const isLeftOut = (selection: SelectionNode, variables: Readonly<Record<string, unknown>>) =>
  getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true ||
  getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false;
