import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkContent } from '../gate/check.ts';
import { linesOf } from '../gate/report.ts';
import type { ArticleFile } from './queue.ts';

/** What became of files that were to be put into `content/`: a problem in Danish, or how to take them away again. */
export type Placed = { readonly problem: string } | { readonly takeBack: () => Promise<unknown> };

/**
 * Puts the files of a text into `root/content`, whole and checked by the gate, or not at all; one that lies there already
 * with the same words stays.
 */
export async function placeFiles(root: string, files: readonly ArticleFile[]): Promise<Placed> {
  const placed: string[] = [];
  const takeBack = () => Promise.all(placed.map((path) => rm(join(root, path), { force: true })));
  try {
    for (const { path, text } of files) {
      const there = await readFile(join(root, path), 'utf8').catch(() => undefined);
      if (there === text) continue;
      if (there !== undefined) {
        await takeBack();
        const problem = `Der er allerede en fil, der hedder ${path}. Omdøb den, eller læg selv teksten i en anden fil (npm run inbox -- show), og afvis sagen med den grund.`;
        return { problem };
      }
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text, { flag: 'wx' });
      placed.push(path);
    }
    const problems = (await checkContent(root)).filter(({ file }) => placed.includes(file));
    if (problems.length === 0) return { takeBack };
    await takeBack();
    return { problem: `Teksten kan ikke bygges, som den er. Den er ikke lagt i content/.\n\n${linesOf(problems)}` };
  } catch (error) {
    await takeBack();
    throw error;
  }
}
