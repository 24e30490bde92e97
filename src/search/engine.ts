/** What Pagefind 1.6 gives back of a page, as far as it is used. */
export interface Found {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: {
    readonly title?: string;
    readonly afsnit?: string;
    readonly dato?: string;
    readonly adresse?: string;
    readonly svar?: string;
    readonly til?: string;
  };
}

/** A hit before its page is fetched. */
export interface Hit {
  readonly id: string;
  readonly score: number;
  /** Fields of the page, beside its text, that have what was asked for. */
  readonly matchedMetaFields?: readonly string[];
  data(): Promise<Found>;
}

type Filters = Readonly<Record<string, string>>;

interface Pagefind {
  destroy(): Promise<void>;
  options(options: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  preload(query: string): Promise<void>;
  search(
    query: string | null,
    options: { filters?: Filters; sort?: Record<string, 'asc' | 'desc'> },
  ): Promise<{ results: Hit[] }>;
}

/** Pagefind, ready to be asked. */
export interface Engine {
  /** Pages with words that begin as `words` do; with quotes around them, with those words side by side. */
  search(words: string, filters: Filters): Promise<readonly Hit[]>;
  /** Begins to fetch what a search for `words` will need. */
  preload(words: string): void;
  /** Place of each page that has a day, newest first. */
  readonly newest: ReadonlyMap<string, number>;
  readonly replies: ReadonlySet<string>;
}

/**
 * Starts the Pagefind that was imported.
 * @param options more of Pagefind's own; `replies` is the section that replies are in
 * @throws when its files are missing or broken, or WebAssembly is not allowed
 */
export async function openEngine(
  pagefind: Pagefind,
  { replies, ...options }: { replies: string } & Record<string, unknown>,
): Promise<Engine> {
  // What a reply is about is shown with it, but it is found by its own words.
  const metaWeights = { title: 8, led: 0.3, skribent: 1, svar: 0.1, til: 0, adresse: 0, dato: 0, afsnit: 0 };
  // One that was opened before keeps what it fetched, though the site may have been published anew since.
  await pagefind.destroy();
  await pagefind.options({ excerptLength: 24, noWorker: true, ranking: { metaWeights }, ...options });
  await pagefind.init();
  const all = async (asked: Parameters<Pagefind['search']>[1]) => (await pagefind.search(null, asked)).results;
  const dated = await all({ sort: { dato: 'desc' } });
  const answers = await all({ filters: { afsnit: replies } });
  return {
    search: async (words, filters) => (await pagefind.search(words, { filters })).results,
    preload: (words) => void pagefind.preload(words).catch(() => undefined),
    newest: new Map(dated.map(({ id }, place) => [id, place])),
    replies: new Set(answers.map(({ id }) => id)),
  };
}
