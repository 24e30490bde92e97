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
  const seen = new Set<string>();
  return defineHastPlugin({
    name: 'danish-heading-ids',
    element: {
      filter: ['h2', 'h3', 'h4', 'h5', 'h6'],
      visit(node, context) {
        const slug = slugOf(context.textContent(node)) || 'afsnit';
        let id = slug;
        for (let count = 2; seen.has(id); count += 1) id = `${slug}-${count}`;
        seen.add(id);
        context.setProperty(node, 'id', id);
      },
    },
  });
};
