import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Whom a room of `src/` may import besides its own files: other rooms, or single files of them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  pages: ['components', 'editorial', 'lib', 'replies', 'search/Search', 'site', 'texts', 'write/Write'],
  components: ['inbox/form', 'inbox/form-helper', 'inbox/solver', 'lib', 'site', 'styles', 'texts'],
  editorial: ['texts'],
  lib: ['editorial/components', 'gate/redirects', 'inbox/site-index', 'replies', 'site', 'texts'],
  replies: ['gate', 'github', 'lib/days', 'site', 'texts'],
  inbox: [
    'gate/check',
    'gate/report',
    'gate/schema',
    'github',
    'lib/addresses',
    'lib/days',
    'replies',
    'site',
    'texts',
    'write/ways',
  ],
  search: ['gate/search-words', 'site', 'texts'],
  write: [
    'components/Byline',
    'components/Kicker',
    'editorial',
    'gate/body-rules',
    'gate/limits',
    'gate/messages',
    'gate/schema',
    'inbox/form',
    'lib',
    'site',
    'texts',
  ],
  gate: ['editorial/allowed', 'editorial/bars', 'lib/addresses', 'lib/days', 'site', 'texts'],
  'content.config': ['gate', 'replies/model'],
  serve: ['inbox', 'rebuild', 'site', 'texts', 'upkeep'],
  upkeep: ['gate', 'inbox', 'replies', 'site'],
  doctor: ['github', 'site'],
};
const src = resolve(import.meta.dirname, '../../src');
const files = globSync('**/*.{ts,astro}', { cwd: src }).map((file) => file.replaceAll('\\', '/'));
const codeOf = (file: string) => readFileSync(join(src, file), 'utf8');
const imports = files.flatMap((file) =>
  [...codeOf(file).matchAll(/\b(?:from|import)[\s(]*['"](\.[^'"?]+)/g)].map(([, path = '']) => ({
    file,
    path,
    target: posix.join(dirname(file), path),
  })),
);

type Import = (typeof imports)[number];
const told = ({ file, path }: Import) => `${file} imports ${path}`;
const bare = (file: string) => file.replace(/\.(ts|astro)$/, '');
const roomOf = (file: string) => bare(file).split('/')[0] ?? '';

function isForbidden({ file, target }: Import): boolean {
  const from = roomOf(file);
  return from !== roomOf(target) && !allowed[from]?.some((each) => each === roomOf(target) || each === bare(target));
}

test('each room imports only those it may', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(isForbidden).map(told).sort()).toEqual([]);
});

test('no import climbs more than two folders, but from a page that lies deeper', () => {
  const limitOf = (file: string) => (roomOf(file) === 'pages' ? Math.max(2, file.split('/').length - 1) : 2);
  const climbing = imports.filter(({ file, path }) => path.split('../').length - 1 > limitOf(file));
  expect(climbing.map(told)).toEqual([]);
});

test('no file imports itself, by however long a way', () => {
  const next = Map.groupBy(imports, ({ file }) => file);
  const circles = files.filter((file) => {
    const reached = new Set<string>();
    const queue = [file];
    for (const at of queue) {
      for (const { target } of next.get(at) ?? []) if (!reached.has(target)) queue.push(target);
      for (const { target } of next.get(at) ?? []) reached.add(target);
    }
    return reached.has(file);
  });
  expect(circles).toEqual([]);
});

test('only lib asks for content', () => {
  const asking = files.filter((file) => /\bget(Collection|Entry|Entries)\b/.test(codeOf(file)));
  expect(asking.filter((file) => roomOf(file) !== 'lib')).toEqual([]);
  expect(asking.length).toBeGreaterThan(3);
});
