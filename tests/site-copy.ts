import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './built.ts';

/** How a program ended: its exit code, everything it said, and the most memory it held at once. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly megabytes: number;
}

/** The project in another folder, with nothing built and nothing cached. */
export interface SiteCopy {
  readonly folder: string;
  readonly dist: string;
  /** Writes a file, its folders too. */
  write(path: string, text: string): Promise<void>;
  /** Runs the real build; gives its exit code and everything it said. */
  build(environment?: Record<string, string>): Promise<Ran>;
  remove(): Promise<void>;
}

const parts = ['astro.config.mjs', 'content', 'package.json', 'public', 'src', 'tsconfig.json'];

/** Copies the project to a fresh temporary folder; dependencies are shared. */
export async function copySite(): Promise<SiteCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'beboerdebat-'));
  for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return {
    folder,
    dist: join(folder, 'dist'),
    write: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    build: (environment) => run('node_modules/astro/bin/astro.mjs', ['build'], folder, environment),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Runs a script with this Node. */
export function run(script: string, values: readonly string[], cwd: string, environment: Record<string, string> = {}) {
  return new Promise<Ran>((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...values], { cwd, env: { ...outsideTests(), ...environment } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
    let kilobytes = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        kilobytes = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? kilobytes);
      } catch {
        // Not Linux, or just ended: memory is only measured in benchmarks.
      }
    }, 200);
    child.on('error', reject).on('close', (code) => {
      clearInterval(watch);
      resolve({ code, output, megabytes: Math.round(kilobytes / 1024) });
    });
  });
}

/** The environment without what Vitest puts into it, which would tell Astro that it is being tested. */
export function outsideTests(): NodeJS.ProcessEnv {
  const { VITEST: _, NODE_ENV: __, MODE: ___, DEV: ____, PROD: _____, ...rest } = process.env;
  return rest;
}
