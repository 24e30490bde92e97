import { parse, type HTMLElement } from 'node-html-parser';
import postcss from 'postcss';
import { site } from '../site.ts';
import { escape } from './report.ts';

/** A page of the site as the build wrote it. */
export interface PreviewPage {
  readonly address: string;
  readonly title: string;
  readonly html: string;
}

/** Gives the bytes of a built file by its path on the site (`/_astro/x.webp`); `undefined` when there is none. */
export type Asset = (path: string) => Promise<Buffer | undefined>;

/** What is never shown: all that could run, load, or be sent. */
const dropped =
  'script, noscript, template, iframe, object, embed, link, meta, base, audio, video, source, button, dialog';
/** Attributes that hold the names of elements, and must follow them when they are renamed. */
const naming = ['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers'];
const types: Readonly<Record<string, string>> = {
  webp: 'image/webp',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  woff2: 'font/woff2',
};
/** Width in pixels a picture should at least have: sharp on a phone, small in the file. */
const enough = 600;
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

/**
 * One HTML file with all `pages` as the site shows them, pictures and fonts inside, and no script. `remarks` are said at
 * the top: what is missing, and why.
 */
export async function previewOf(
  pages: readonly PreviewPage[],
  remarks: readonly string[],
  asset: Asset,
): Promise<string> {
  const parts: Part[] = [];
  for (const [index, page] of pages.entries()) parts.push(await partOf(page, `p${index + 1}`, pages, asset));
  const fonts = [...new Set(parts.flatMap((part) => part.fonts))];
  const styles = [...new Set([fonts.join('\n'), ...parts.map(({ css }) => css), frame])];
  const list = pages.map(
    ({ title, address }, index) =>
      `<li><a href="#p${index + 1}">${escape(title)}</a> <span>${escape(address)}</span></li>`,
  );
  const notes = remarks.map((remark) => `<li>${escape(remark)}</li>`);
  return `<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>Forhåndsvisning – ${escape(site.name)}</title>
${styles.map((css) => `<style>${css}</style>`).join('\n')}
</head><body class="preview">
<header class="preview-top" id="top"><h1>Forhåndsvisning</h1>
<p>${pages.length === 0 ? 'Der er ingen sider at vise.' : 'Sådan kommer det til at se ud. Knapper og formularer virker ikke her.'}</p>
${list.length > 0 ? `<nav aria-label="Siderne"><ol>${list.join('')}</ol></nav>` : ''}
${notes.length > 0 ? `<ul class="preview-notes">${notes.join('')}</ul>` : ''}
</header>
<main>${parts.map(({ html }) => html).join('\n')}</main>
</body></html>
`;
}

interface Part {
  readonly html: string;
  readonly css: string;
  readonly fonts: readonly string[];
}

async function partOf(page: PreviewPage, mark: string, pages: readonly PreviewPage[], asset: Asset): Promise<Part> {
  const document = parse(page.html);
  const main = document.querySelector('main');
  const inside = (path: string) => dataOf(path, page.address, asset);
  const { css, fonts } = await stylesOf(document, mark, inside);
  for (const element of main?.querySelectorAll(dropped) ?? []) element.remove();
  for (const form of main?.querySelectorAll('form') ?? []) {
    form.replaceWith('<p class="preview-gone">Her er der en formular på siden.</p>');
  }
  for (const element of [...(main ? [main] : []), ...(main?.querySelectorAll('*') ?? [])]) {
    renameIn(element, mark);
    linkIn(element, mark, page.address, pages);
  }
  for (const picture of main?.querySelectorAll('img') ?? []) await embedIn(picture, inside);
  const attributes = main?.rawAttrs ?? '';
  const bar = `<p class="preview-bar">${escape(page.address)} <a href="#top">Til toppen</a></p>`;
  // A page has one <main>, and this is many pages: an element of the same weight in the styles stands in for it.
  return {
    html: `<section id="${mark}">${bar}<site-page ${attributes}>${main?.innerHTML ?? ''}</site-page></section>`,
    css,
    fonts,
  };
}

/** Each page calls its own components `c-0`, `c-1` …: here every page gets names of its own. */
function renameIn(element: HTMLElement, mark: string): void {
  for (const [name, value] of Object.entries(element.rawAttributes)) {
    if (/^(on|style$|srcdoc$|formaction$|ping$|background$|xlink:)/i.test(name)) element.removeAttribute(name);
    if (/^c-[0-9a-z]+$/.test(name)) {
      element.removeAttribute(name);
      element.setAttribute(`${mark}-${name}`, '');
    }
    if (naming.includes(name)) {
      const names = value.split(/\s+/).filter(Boolean);
      element.setAttribute(name, names.map((each) => `${mark}-${each}`).join(' '));
    }
  }
}

function linkIn(element: HTMLElement, mark: string, address: string, pages: readonly PreviewPage[]): void {
  const href = element.getAttribute('href');
  if (href === undefined) return;
  const url = URL.parse(href, new URL(address, site.url));
  const isHere = url?.origin === new URL(site.url).origin;
  const place = isHere ? pages.findIndex((page) => page.address === url.pathname) : -1;
  if (href.startsWith('#')) element.setAttribute('href', href.length > 1 ? `#${mark}-${href.slice(1)}` : `#${mark}`);
  else if (place >= 0) element.setAttribute('href', `#p${place + 1}${url?.hash ? `-${url.hash.slice(1)}` : ''}`);
  else if (url && /^(https?|mailto|tel):$/.test(url.protocol)) element.setAttribute('href', url.href);
  else element.removeAttribute('href');
}

async function embedIn(picture: HTMLElement, inside: (path: string) => Promise<string | undefined>): Promise<void> {
  const sizes = (picture.getAttribute('srcset') ?? '').split(',').flatMap((each) => {
    const [path, width] = each.trim().split(/\s+/);
    return path && width?.endsWith('w') ? [{ path, width: Number.parseInt(width, 10) }] : [];
  });
  const ordered = sizes.sort((a, b) => a.width - b.width);
  const path = (ordered.find(({ width }) => width >= enough) ?? ordered.at(-1))?.path ?? picture.getAttribute('src');
  const data = path === undefined ? undefined : await inside(path);
  for (const name of ['srcset', 'sizes', 'src', 'loading', 'fetchpriority']) picture.removeAttribute(name);
  if (data) picture.setAttribute('src', data);
}

async function dataOf(path: string, address: string, asset: Asset): Promise<string | undefined> {
  const url = URL.parse(path, new URL(address, site.url));
  if (url?.origin !== new URL(site.url).origin) return undefined;
  const type = types[/\.(\w+)$/.exec(url.pathname)?.[1]?.toLowerCase() ?? ''];
  const bytes = type ? await asset(decoded(url.pathname)) : undefined;
  return bytes && `data:${type};base64,${bytes.toString('base64')}`;
}

/** `%C3%A5` as `å`; what is no such code stays. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

async function stylesOf(
  document: HTMLElement,
  mark: string,
  inside: (path: string) => Promise<string | undefined>,
): Promise<Pick<Part, 'css' | 'fonts'>> {
  const written = document.querySelectorAll('head > style, body style').map((style) => style.rawText);
  const sheet = postcss.parse(written.join('\n'));
  sheet.walkRules((rule) => {
    rule.selector = rule.selector
      .replace(/\[(c-[0-9a-z]+)\]/g, `[${mark}-$1]`)
      .replace(/(^|[\s,>+~(])main(?![\w-])/g, '$1site-page');
  });
  const fonts: string[] = [];
  const faces: postcss.AtRule[] = [];
  sheet.walkAtRules('font-face', (rule) => void faces.push(rule));
  for (const face of faces) {
    fonts.push(await embedUrls(face.toString(), inside));
    face.remove();
  }
  // Nothing else in the site's styles loads anything; should it ever, it stays out.
  return { css: sheet.toString().replace(/url\((?!["']?data:)[^)]*\)/g, 'none'), fonts };
}

async function embedUrls(css: string, inside: (path: string) => Promise<string | undefined>): Promise<string> {
  let done = css;
  for (const [whole, path = ''] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
    const data = await inside(path);
    done = done.replace(whole, data ? `url(${data})` : 'local("")');
  }
  return done;
}

/** How the preview itself looks, around the pages: the site's colours when it has them. */
const frame = `
.preview{display:block;margin:0;font-family:var(--font-text,system-ui,sans-serif);line-height:1.5}
.preview>main{display:block}
.preview-top,.preview-bar{margin:0 auto;max-width:44rem;padding:1rem;font-family:var(--font-interface,system-ui,sans-serif)}
.preview-top h1{font-size:1.6rem;margin:0 0 .5rem}
.preview-top ol,.preview-notes{padding-inline-start:1.4rem}
.preview-top li{margin-block:.5rem;overflow-wrap:anywhere}
.preview-top nav a{display:inline-block;padding-block:.4rem;font-weight:bold}
.preview-top span{opacity:.8}
.preview-bar{border-block-start:4px solid;display:flex;flex-wrap:wrap;gap:.2rem 1rem;justify-content:space-between;margin-block-start:2rem;max-width:none;overflow-wrap:anywhere}
.preview-gone{border:1px dashed;padding:.7rem}
site-page{display:block}
site-page img{height:auto;max-width:100%}`;
