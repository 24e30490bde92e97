import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../built.ts';

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};

/** The package Node would find for `name` from the package at `path`: its own, or that of a folder above. */
function found(name: string, path: string): Locked | undefined {
  const own = packages[`${path}/node_modules/${name}`.replace(/^\//, '')];
  if (own || path === '') return own;
  return found(name, path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)));
}

test('what other machines need is locked too: without it `npm ci` stops, and a Mac has no Pagefind', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && found(name, path)?.version !== version)
      .map(([name, version]) => `${name} ${version} for ${path}`),
  );
  expect(missing).toEqual([]);
});
