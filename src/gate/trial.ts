import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { checkBuiltSite } from './built-site.ts';
import { readAt } from './changes.ts';
import { checkContent } from './check.ts';
import type { Problem } from './messages.ts';

/** How a build went. */
export interface Trial {
  /** Folder with the pages that were built. */
  readonly folder: string;
  readonly isBuilt: boolean;
  /** What is wrong with the built pages, such as links that lead nowhere. */
  readonly problems: readonly Problem[];
  /** Everything the build said. */
  readonly said: string;
}

/** Builds the project in `root` into `folder`, as it stands on `day` (today when not given). */
export async function tryBuild(root: string, folder: string, day?: string): Promise<Trial> {
  await rm(folder, { recursive: true, force: true });
  const said: string[] = [];
  const child = spawn(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--outDir', folder], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...(day !== undefined && { SITE_TODAY: day }) },
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  const code = await new Promise<number | null>((resolve) =>
    child.on('error', () => resolve(null)).on('close', resolve),
  );
  const isBuilt = code === 0;
  const problems = isBuilt || !existsSync(join(folder, 'index.html')) ? [] : await checkBuiltSite(folder, root);
  return { folder, isBuilt, problems, said: stripVTControlCharacters(said.join('')) };
}

/** Reads files of the site by their path on it, from the first build that has them, and never one that lies elsewhere. */
export function builtFilesOf(trials: readonly Trial[]) {
  return async (path: string): Promise<Buffer | undefined> => {
    for (const { folder } of trials) {
      try {
        const file = await realpath(join(folder, path));
        if (file.startsWith((await realpath(folder)) + sep)) return await readFile(file);
      } catch {
        // Not in this build.
      }
    }
    return undefined;
  };
}

const parts = ['astro.config.mjs', 'content', 'package.json', 'public', 'src', 'tsconfig.json'];

/**
 * A copy of `root` in which the refused files are as they were at the commit `start`, or gone when they are new, so that
 * the others can be shown. `undefined` when the copy is refused too. The caller removes it.
 */
export async function copyWithout(
  root: string,
  start: string,
  refused: readonly Problem[],
): Promise<string | undefined> {
  const copy = await mkdtemp(join(tmpdir(), 'kontrol-'));
  for (const part of parts) {
    if (existsSync(join(root, part))) await cp(join(root, part), join(copy, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const restored = new Set<string>();
  let problems = refused;
  // First as it was; if that will not do either, without it. More rounds than that mend nothing.
  for (let round = 0; round < 3 && problems.length > 0; round += 1) {
    for (const file of new Set(problems.map((problem) => problem.file))) {
      if (!/^content\/(?!.*(^|\/)\.\.(\/|$))/.test(file)) continue;
      await rm(join(copy, file), { recursive: true, force: true });
      const before = restored.has(file) ? undefined : await readAt(root, start, file);
      restored.add(file);
      if (!before) continue;
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await writeFile(join(copy, file), before);
    }
    problems = await checkContent(copy);
  }
  if (problems.length === 0) return copy;
  await rm(copy, { recursive: true, force: true });
  return undefined;
}
