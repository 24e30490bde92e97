/** `node search-build.ts <engine> <folder>`: builds one index of the pages in `folder`; says how long, as JSON. */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { close, createIndex } from 'pagefind';
import { danishDictionary } from '../../src/search/dictionary.ts';
import { indexSite } from '../../src/search/index-site.ts';

const [engine = '', folder = ''] = process.argv.slice(2);
const pages = () =>
  JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8')) as { id: number; title: string; text: string }[];

const builds: Record<string, () => unknown> = {
  ours: () => indexSite(folder, { extra: new Map(), never: new Set(), synonyms: new Map(), isPlain: false }),
  /** What of our own is no more with more pages. */
  dictionary: danishDictionary,
  stock: async () => {
    const { index } = await createIndex({ forceLanguage: 'da' });
    await index?.addDirectory({ path: folder, glob: 'nyheder/**/*.html' });
    await index?.writeFiles({ outputPath: join(folder, 'stock/pagefind') });
    await close();
  },
  fuse: async () => {
    await mkdir(join(folder, 'fuse'), { recursive: true });
    const index = Fuse.createIndex(['title', 'text'], pages());
    await writeFile(join(folder, 'fuse/index.json'), JSON.stringify({ pages: pages(), index: index.toJSON() }));
  },
  minisearch: async () => {
    await mkdir(join(folder, 'minisearch'), { recursive: true });
    const index = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title'] });
    index.addAll(pages());
    await writeFile(join(folder, 'minisearch/index.json'), JSON.stringify(index));
  },
};

const start = performance.now();
await builds[engine]?.();
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000 }));
