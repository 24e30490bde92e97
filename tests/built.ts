import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, type HTMLElement } from 'node-html-parser';

export const root = resolve(import.meta.dirname, '..');
export const dist = join(root, 'dist');

/** A page of the built site. */
export interface BuiltPage {
  /** `/debat/`; the 404 page is `/404.html`. */
  readonly address: string;
  readonly html: string;
  readonly dom: HTMLElement;
}

/** A file of the built site as text. */
export const read = (path: string, folder = dist) => readFileSync(join(folder, path), 'utf8');

/** Every page of the built site in `folder`, by address. */
export function pagesOf(folder = dist): readonly BuiltPage[] {
  return globSync('**/*.html', { cwd: folder, exclude: ['pagefind/**'] })
    .sort()
    .map((path) => {
      const html = read(path, folder);
      return { address: `/${path.replace(/(^|\/)index\.html$/, '$1')}`, html, dom: parse(html) };
    });
}

/** One of each kind of page the site has. */
export const kinds = {
  front: '/',
  'debate list': '/debat/',
  'debate piece': '/debat/en-plan-er-staerkere-end-fire/',
  'debate piece with chart': '/debat/faa-moeder-op-og-hvad-saa/',
  'closed debate piece': '/debat/taal-lyd-og-liv-i-gaarden/',
  'news list': '/nyheder/',
  'news article': '/nyheder/nye-aabningstider-i-vaskeriet/',
  topics: '/emner/',
  topic: '/emner/social-indsats/',
  writer: '/skribenter/redaktionen/',
  'information page': '/kontakt/',
  'page with pages under it': '/praktisk/',
  corrections: '/rettelser/',
  search: '/soeg/',
  index: '/a-aa/',
  archive: '/arkiv/',
  'archive of a year': '/arkiv/2026/',
  'writing page': '/skriv/',
  'page not found': '/404.html',
} as const;
