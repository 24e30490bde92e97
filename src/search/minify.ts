import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';

/** What Pagefind writes for search boxes, languages and threads that this site does not use. */
const unused = /^pagefind-(component-ui|modular-ui|ui|highlight|worker)\.|^wasm\.unknown\./;

/** Where Pagefind 1.6 takes a part of the index that does not come for one that has nothing in it. */
const silent = /("load_(?:index|filter)_chunk"\)\))\.catch\(\(\)\s*=>\s*\{\s*\}\)/g;

/**
 * Makes Pagefind's own script say when a part of the index has not come: »nothing was found« would be untrue.
 * @throws when Pagefind's script is another than this was written for
 */
export function outspoken(script: string): string {
  if (script.match(silent)?.length !== 2)
    throw new Error(
      'Pagefind fetches its index in another way than src/search/minify.ts knows. Install the version package.json ' +
        'names, or build with SEARCH_PLAIN=1 until minify.ts has been put right.',
    );
  return script.replace(silent, '$1');
}

/** Shortens Pagefind's own script in the index `folder`, which each reader's first search fetches, and drops what is not used. */
export async function minifyEngine(folder: string, isPlain: boolean): Promise<void> {
  const path = join(folder, 'pagefind.js');
  const script = await readFile(path, 'utf8');
  const { code } = await transform(isPlain ? script : outspoken(script), {
    format: 'esm',
    minify: true,
    target: 'es2020',
  });
  await writeFile(path, code);
  for (const name of await readdir(folder)) if (unused.test(name)) await rm(join(folder, name));
}
