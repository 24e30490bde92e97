import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, type HTMLElement } from 'node-html-parser';
import { site } from '../site.ts';
import { readContent, readOne, type TextFile } from './content-files.ts';
import { nearestOf } from './nearest.ts';
import { messages, type Problem } from './messages.ts';
import { placesIn } from './places.ts';
import { addressOf } from './text-address.ts';
import { parseRedirects, redirectFile, type Redirect } from './redirects.ts';

/** A built page: its address, its links, and the places in it a link can point to. */
interface BuiltPage {
  readonly address: string;
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

/**
 * Looks at the site in `folder` as built from `root/content`: every published text has its page and no page is without
 * a text, and every link on the site leads somewhere.
 */
export async function checkBuiltSite(folder: string, root: string): Promise<Problem[]> {
  const [pages, files, { texts }, { text }, moved] = await Promise.all([
    readPages(folder),
    filesIn(folder),
    readContent(root),
    readOne(root, frontPage),
    readOne(root, redirectFile),
  ]);
  const { redirects } = parseRedirects(moved.text ?? '');
  const front = text === undefined ? [] : [{ file: frontPage, text }];
  return [...checkCount(pages, texts, redirects), ...checkLinks(pages, files, texts, front)];
}

async function filesIn(folder: string): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  for await (const name of glob('**/*.*', { cwd: folder })) files.add(`/${name.replaceAll('\\', '/')}`);
  return files;
}

async function readPages(folder: string): Promise<BuiltPage[]> {
  const pages: BuiltPage[] = [];
  for await (const name of glob('**/*.html', { cwd: folder, exclude: ['pagefind/**'] })) {
    const html = parse(await readFile(join(folder, name), 'utf8'));
    pages.push({
      address: `/${name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`,
      // What stands in a reply is a stranger's: a link of theirs that leads nowhere must not stop the board's build.
      links: html
        .querySelectorAll('a[href]')
        .filter((link) => link.closest('[data-reply] .text') === null)
        .map((link) => attribute(link, 'href')),
      ids: new Set(html.querySelectorAll('[id]').map(({ id }) => id)),
    });
  }
  return pages.sort((a, b) => a.address.localeCompare(b.address));
}

const frontPage = 'content/forside.yaml';

/** `%C3%A5` as `å`; what is no such code stays. */
function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

const attribute = (element: HTMLElement, name: string) => element.getAttribute(name) ?? '';

function checkCount(
  pages: readonly BuiltPage[],
  texts: readonly TextFile[],
  redirects: readonly Redirect[],
): Problem[] {
  const built = new Set(pages.map(({ address }) => address));
  const wanted = new Map(
    texts.flatMap((text) => {
      const address = addressOf(text);
      return address ? [[address, text.file]] : [];
    }),
  );
  const missing = [...wanted].filter(([address]) => !built.has(address));
  const extra = [...built].filter(
    (address) =>
      /^\/(debat|nyheder|emner|skribenter)\/(?!side\/)[^/]+\/$/.test(address) &&
      !wanted.has(address) &&
      !redirects.some(({ from }) => from === address),
  );
  return [
    ...missing.map(([address, file]) => ({ file, ...messages.pageMissing(address) })),
    ...extra.map((address) => ({ file: `dist${address}`, ...messages.pageUnexpected(address) })),
  ];
}

/** Pages the inbox answers with, which no file stands for. */
const inboxPath = /^\/svar\/(anmeld|sag)\/$/;

function checkLinks(
  pages: readonly BuiltPage[],
  files: ReadonlySet<string>,
  texts: readonly TextFile[],
  front: readonly Pick<TextFile, 'text' | 'file'>[],
): Problem[] {
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  const addresses = [...byAddress.keys()];
  const problems = pages.flatMap((page) =>
    [...new Set(page.links)].flatMap((href) => {
      const url = URL.parse(href, new URL(page.address, site.url).href);
      if (url && url.origin !== new URL(site.url).origin) return [];
      const path = url ? decoded(url.pathname) : href;
      const target = byAddress.get(path);
      const place = () => placeOf(href, page.address, texts, front);
      if (!target)
        return files.has(path) || inboxPath.test(path)
          ? []
          : [{ ...place(), ...messages.linkBroken(href, nearestOf(path, addresses)) }];
      const id = decoded(url?.hash.slice(1) ?? '');
      if (id === '' || target.ids.has(id)) return [];
      const nearest = nearestOf(id, [...target.ids]);
      return [{ ...place(), ...messages.anchorBroken(href, nearest && `#${nearest}`) }];
    }),
  );
  return [...new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.what}`, problem])).values()];
}

/** The file and place that hold a link: where the writer can put it right. */
function placeOf(
  href: string,
  address: string,
  texts: readonly TextFile[],
  front: readonly Pick<TextFile, 'text' | 'file'>[],
): { file: string; line?: number; column?: number } {
  const own = texts.filter(({ collection, id }) => `/${collection}/${id}/` === address || `/${id}/` === address);
  const written = new RegExp(`(?<![\\w/-])(${RegExp.escape(href)}|${RegExp.escape(decoded(href))})(?![\\w/#?-])`, 'u');
  for (const { text, file } of [...own, ...texts, ...front]) {
    const found = written.exec(text);
    if (found) return { file, ...placesIn(text)(found.index) };
  }
  return { file: own[0]?.file ?? `dist${address}` };
}
