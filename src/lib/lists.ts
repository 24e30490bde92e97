/** How many articles a list page holds. */
export const pageSize = 20;

/** One page of a longer list. Numbers count from 1. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly number: number;
  readonly count: number;
}

/** Parts a list into pages of `size`; an empty list is one empty page. */
export function pagesOf<Item>(items: readonly Item[], size = pageSize): readonly ListPage<Item>[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, index) => ({
    items: items.slice(index * size, (index + 1) * size),
    number: index + 1,
    count,
  }));
}

/** Address of page `number` of the list at `base`: the first is the list's own address. */
export const pageAddress = (base: string, number: number) => (number === 1 ? base : `${base}side/${number}/`);

/** Routes for Astro's `getStaticPaths`: the rest parameter `list` is absent on the first page, `side/2` on the second. */
export const listPaths = <Item, Props extends object>(items: readonly Item[], props: Props, params: object = {}) =>
  pagesOf(items).map((page) => ({
    params: { ...params, list: page.number === 1 ? undefined : `side/${page.number}` },
    props: { ...props, page },
  }));
