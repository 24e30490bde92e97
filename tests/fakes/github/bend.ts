import { firstCursor } from './connection.ts';
import type { Reply } from './wire.ts';

type Fields = Record<string, unknown>;

/**
 * Ways to bend a good answer so that it is still JSON and often still fits the schema, but is not true. Each takes the
 * answer's body and gives another one.
 */
export const bent = {
  /** `repository`, or whatever `node` led to, is gone; nobody says why. */
  nothingThere: (body: unknown) =>
    isFields(body) && isFields(body['data'])
      ? { ...body, data: mapFields(body['data'], (value, key) => (asked.has(key) ? null : value)) }
      : body,
  /** Every list begins with `null`. */
  nullNodes,
  /** Every list lacks its last node, and says that there are no more. */
  shortPages: (body: unknown) => eachConnection(body, shorten),
  /** The same, but only in lists that hold no others: the answers, where a query goes that deep. */
  shortInnerPages: (body: unknown) => eachConnection(body, (list, isInner) => (isInner ? shorten(list) : list)),
  /** There is always a next page, and it is always the same. */
  endlessPages: (body: unknown) =>
    eachFields(body, (fields) => ('endCursor' in fields ? { ...fields, ...endless } : fields)),
  /** A part is missing, and the answer says so. */
  partial: (body: unknown) => ({ ...toFields(nullNodes(body)), errors: [somethingWrong] }),
} satisfies Record<string, (body: unknown) => unknown>;

/** An answer with another body; what is not an answer to a query is left alone. */
export const bendReply = ({ status, body }: Reply, bend: (body: unknown) => unknown): Reply => ({
  status,
  body: status === 200 ? bend(body) : body,
});

const asked = new Set(['repository', 'node']);
const endless = { hasNextPage: true, hasPreviousPage: true, startCursor: firstCursor, endCursor: firstCursor };
const somethingWrong = {
  message:
    'Something went wrong while executing your query. Please include `FA4E:0001:2E88B87:1351B40` when reporting this issue.',
};

interface Connection extends Fields {
  readonly nodes: readonly unknown[];
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isConnection = (fields: Fields): fields is Connection => Array.isArray(fields['nodes']);
const toFields = (value: unknown) => (isFields(value) ? value : {});
const mapFields = (fields: Fields, map: (value: unknown, key: string) => unknown) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value, key)]));

function shorten(list: Connection): Fields {
  const pageInfo = isFields(list['pageInfo']) ? { pageInfo: { ...list['pageInfo'], hasNextPage: false } } : {};
  return { ...list, nodes: list.nodes.slice(0, -1), ...pageInfo };
}

function nullNodes(body: unknown): unknown {
  return eachConnection(body, (list) => ({ ...list, nodes: [null, ...list.nodes.slice(1)] }));
}

/** Changes every list that is not empty, from the inside out. */
function eachConnection(body: unknown, change: (list: Connection, isInner: boolean) => Fields): unknown {
  return eachFields(body, (fields) => {
    if (!isConnection(fields) || fields.nodes.length === 0) return fields;
    return change(fields, !holdsConnection(fields.nodes));
  });
}

const holdsConnection = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(holdsConnection)
    : isFields(value) && (isConnection(value) || Object.values(value).some(holdsConnection));

/** Changes every object in a tree, from the inside out. */
function eachFields(value: unknown, change: (fields: Fields) => Fields): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => eachFields(item, change));
  return isFields(value) ? change(mapFields(value, (inner) => eachFields(inner, change))) : value;
}
