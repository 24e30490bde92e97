import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';

/** Shortens Pagefind's own script in the index `folder`, which each reader's first search fetches. */
export async function minifyEngine(folder: string): Promise<void> {
  const path = join(folder, 'pagefind.js');
  const { code } = await transform(await readFile(path, 'utf8'), { format: 'esm', minify: true, target: 'es2020' });
  await writeFile(path, code);
}
