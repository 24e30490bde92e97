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
  let isWritten = false;
  const pause = async () => {
    isWritten = await Promise.race([writing.then(() => true), setTimeout(betweenLooks, false)]);
  };
  const cleanWhole = async () => {
    for (const path of namesIn(join(folder, 'fragment')).filter((each) => !cleaned.has(each))) {
      // A fragment is so small that to wait for it takes six times as long as to write it.
      const text = unzipped(readFileSync(path));
      if (text !== undefined) {
        cleanFragment(path, text, behind);
        cleaned.add(path);
      } else await pause();
    }
  };
  while (!isWritten) {
    await pause();
    await cleanWhole();
  }
  // What became whole while others were looked at.
  await cleanWhole();
  const { length } = namesIn(join(folder, 'fragment'));
  if (cleaned.size !== length) throw unknown(`${cleaned.size} of ${length} are whole`);
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
  const page = behind.get(fragment.url);
  if (!page) throw unknown(`${path} is of ${fragment.url}`);
  const meta = Object.entries(fragment.meta).filter(([name]) => name !== 'led');
  const cleaned = {
    ...fragment,
    url: page.url,
    content: fromIndex(fragment.content),
    meta: {
      ...Object.fromEntries(meta.map(([name, value]) => [name, fromIndex(value)])),
      ...page.shown,
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
    throw unknown(path, error);
  }
}

const unknown = (what: string, cause?: unknown) =>
  new Error(
    `Pagefind writes its fragments in another way than src/search/fragments.ts knows (${what}). Install the ` +
      'version package.json names, or build with SEARCH_PLAIN=1 until fragments.ts has been put right.',
    { cause },
  );
