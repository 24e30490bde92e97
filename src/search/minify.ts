import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';

/** What Pagefind writes for search boxes, languages and threads that this site does not use. */
const unused = /^pagefind-(component-ui|modular-ui|ui|highlight|worker)\.|^wasm\.unknown\./;

/** Shortens Pagefind's own script in the index `folder`, which each reader's first search fetches, and drops what is not used. */
export async function minifyEngine(folder: string): Promise<void> {
  const path = join(folder, 'pagefind.js');
  const { code } = await transform(await readFile(path, 'utf8'), { format: 'esm', minify: true, target: 'es2020' });
  await writeFile(path, code);
  for (const name of await readdir(folder)) if (unused.test(name)) await rm(join(folder, name));
}
