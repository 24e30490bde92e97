import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { writeOver } from './copy-folders.ts';
import { fromIndex } from './letters.ts';

const head = 'pagefind_dcd';
/** What Pagefind 1.6 keeps of a page beside its index, as far as it is changed here. It is not documented. */
const schema = z.looseObject({
  url: z.string(),
  content: z.string(),
  meta: z.record(z.string(), z.string()),
  anchors: z.array(z.looseObject({ text: z.string() })),
});

/** What a copy stands for: its page's address, and what is shown with it. */
export interface Behind {
  readonly url: string;
  readonly shown: Readonly<Record<string, string>>;
}

/**
 * Gives every fragment of the index in `folder` the words a reader is to see, and what is shown with them.
 * @param behind what stands behind the copy of each name
 * @throws when Pagefind writes its fragments in another way than this was written for
 */
export function cleanFragments(folder: string, behind: ReadonlyMap<string, Behind>): void {
  // A fragment is so small that to wait for it takes six times as long as to write it.
  for (const name of readdirSync(join(folder, 'fragment'))) cleanFragment(join(folder, 'fragment', name), behind);
}

function cleanFragment(path: string, behind: ReadonlyMap<string, Behind>): void {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  const fragment = readFragment(text, path);
  const meta = Object.entries(fragment.meta).filter(([name]) => name !== 'led');
  const cleaned = {
    ...fragment,
    url: behind.get(fragment.url)?.url ?? fragment.url,
    content: fromIndex(fragment.content),
    meta: {
      ...Object.fromEntries(meta.map(([name, value]) => [name, fromIndex(value)])),
      ...behind.get(fragment.url)?.shown,
    },
    anchors: fragment.anchors.map((anchor) => ({ ...anchor, text: fromIndex(anchor.text) })),
  };
  writeOver(path, gzipSync(head + JSON.stringify(cleaned), { level: 9 }));
}

/** @throws with what to do, when `text` is not what Pagefind 1.6 writes */
export function readFragment(text: string, path: string): z.output<typeof schema> {
  try {
    if (!text.startsWith(head)) throw new Error(`it does not begin with ${head}`);
    return schema.parse(JSON.parse(text.slice(head.length)));
  } catch (error) {
    throw new Error(
      `Pagefind writes its fragments in another way than src/search/fragments.ts knows (${path}). Install the ` +
        'version package.json names, or build with SEARCH_PLAIN=1 until fragments.ts has been put right.',
      { cause: error },
    );
  }
}
