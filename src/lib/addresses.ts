import { defineHastPlugin } from 'satteri';
import { site } from '../site.ts';

const letters: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa', ä: 'ae', ö: 'oe', ü: 'u', ß: 'ss' };

/** A word or title as it stands in an address: `Åben gård` becomes `aaben-gaard`. */
export function slugOf(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase(site.locale)
    .replace(/[æøåäöüß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (gap) => (/^\p{M}+$/u.test(gap) ? '' : '-'))
    .replace(/^-+|-+$/g, '');
}

/** The whole address of a path on this site. */
export const absolute = (path: string) => new URL(path, site.url).href;

/** Sätteri plugin: headings get {@link slugOf} as `id`, `-2`, `-3` … when a heading comes again. */
export const headingIds = () => {
  const seen = new Map<string, number>();
  return defineHastPlugin({
    name: 'danish-heading-ids',
    element: {
      filter: ['h2', 'h3', 'h4', 'h5', 'h6'],
      visit(node, context) {
        const slug = slugOf(context.textContent(node)) || 'afsnit';
        const count = (seen.get(slug) ?? 0) + 1;
        seen.set(slug, count);
        context.setProperty(node, 'id', count === 1 ? slug : `${slug}-${count}`);
      },
    },
  });
};
