import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { writeOver } from './copy-folders.ts';
import { fromIndex } from './letters.ts';

const head = 'pagefind_dcd';
/** Milliseconds between two looks at what has been written. */
const betweenLooks = 20;
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
 * Gives every fragment of the index in `folder` the words a reader is to see, and what is shown with them: each when it is
 * whole, while Pagefind writes the others.
 * @param behind what stands behind the copy of each name
 * @param writing ends when Pagefind has written the index
 * @throws when Pagefind fails, or writes its fragments in another way than this was written for
 */
export async function cleanFragments(
  folder: string,
  behind: ReadonlyMap<string, Behind>,
  writing: Promise<void>,
): Promise<void> {
  const cleaned = new Set<string>();
  for (let isWritten = false; !isWritten;) {
    const pause = async () => {
      isWritten = await Promise.race([writing.then(() => true), setTimeout(betweenLooks, false)]);
    };
    await pause();
    for (const path of namesIn(join(folder, 'fragment'))) {
      if (cleaned.has(path)) continue;
      const text = unzipped(readFileSync(path));
      if (text === undefined && !isWritten) await pause();
      else {
        // A fragment is so small that to wait for it takes six times as long as to write it.
        cleanFragment(path, text ?? '', behind);
        cleaned.add(path);
      }
    }
  }
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);

/** Nothing of what is not whole yet: the end holds a sum of it all. */
function unzipped(zipped: Buffer): string | undefined {
  try {
    return gunzipSync(zipped).toString('utf8');
  } catch {
    return undefined;
  }
}

function cleanFragment(path: string, text: string, behind: ReadonlyMap<string, Behind>): void {
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
