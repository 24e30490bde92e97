import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { GitHubError } from './errors.ts';

/** How a query asks for a part of a list. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export const largestPage = 100;

/** How a connection's items are told apart and shown. */
interface Shape<Item, Node> {
  readonly keyOf: (item: Item) => number;
  readonly nodeOf: (item: Item) => Node;
}

/**
 * The part of `items` a query asks for, in the form all GitHub's lists have. Nodes are made only if they are asked for.
 * @throws GitHubError when the bounds are not GitHub's 1–100, or a cursor is not a cursor
 */
export function connect<Item, Node>(
  items: readonly Item[],
  asked: PageArguments,
  info: GraphQLResolveInfo,
  { keyOf, nodeOf }: Shape<Item, Node>,
) {
  checkBounds(asked, info);
  const cursorAt = (index: number) => {
    const item = items[index];
    return item === undefined ? null : encodeCursor(keyOf(item), index);
  };
  const from = asked.after == null ? 0 : placeOf(asked.after, items, keyOf).next;
  const to = asked.before == null ? items.length : placeOf(asked.before, items, keyOf).own;
  const start = asked.last == null ? from : Math.max(from, to - asked.last);
  const end = asked.first == null ? to : Math.min(to, from + asked.first);
  const page = () => items.slice(start, end);
  const isEmpty = end <= start;
  return {
    totalCount: items.length,
    nodes: () => page().map(nodeOf),
    edges: () => page().map((item, index) => ({ cursor: cursorAt(start + index), node: nodeOf(item) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: isEmpty ? null : cursorAt(start),
      endCursor: isEmpty ? null : cursorAt(end - 1),
    },
  };
}

/** A cursor that is valid and always leads back to the first item. */
export const firstCursor = encodeCursor(0, 0);

/**
 * A query that only counts (`{ totalCount }`) needs no bounds: giscus itself counts reactions so. The types of the two
 * last errors are a guess; the words are GitHub's, except that it says zero where its documentation says one.
 */
function checkBounds({ first, last }: PageArguments, info: GraphQLResolveInfo): void {
  const name = `\`${info.fieldName}\` connection`;
  if (first == null && last == null) {
    if (!info.fieldNodes.some(({ selectionSet }) => isListing(selectionSet, info))) return;
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the ${name}.`;
    throw new GitHubError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  for (const [bound, value] of Object.entries({ first, last })) {
    if (value == null) continue;
    if (value > largestPage) {
      const message = `Requesting ${value} records on the ${name} exceeds the \`${bound}\` limit of ${largestPage} records.`;
      throw new GitHubError('EXCESSIVE_PAGINATION', message);
    }
    if (value < 1)
      throw new GitHubError('EXCESSIVE_PAGINATION', `\`${bound}\` on the ${name} cannot be less than one.`);
  }
  if (first != null && last != null) {
    const message = `Passing both \`first\` and \`last\` to paginate the ${name} is not supported.`;
    throw new GitHubError('EXCESSIVE_PAGINATION', message);
  }
}

const listing = new Set(['nodes', 'edges', 'pageInfo']);

function isListing(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return listing.has(selection.name.value);
    const isInline = selection.kind === Kind.INLINE_FRAGMENT;
    return isListing((isInline ? selection : info.fragments[selection.name.value])?.selectionSet, info);
  });
}

/** An item's key finds it again when others came or went; its index is used when it went itself. */
function encodeCursor(key: number, index: number): string {
  return Buffer.from(`cursor:v2:${key}:${index}`).toString('base64');
}

function placeOf<Item>(cursor: string, items: readonly Item[], keyOf: (item: Item) => number) {
  const [, key, index] = /^cursor:v2:(\d+):(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (key === undefined || index === undefined) {
    throw new GitHubError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  const own = items.findIndex((item) => keyOf(item) === Number(key));
  return own === -1 ? { own: Number(index), next: Number(index) } : { own, next: own + 1 };
}
