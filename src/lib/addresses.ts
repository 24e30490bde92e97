import { defineHastPlugin } from 'satteri';
import { site } from '../site.ts';
import { slugOf } from './slug.ts';

export { slugOf };

/** The whole address of a path on this site. */
export const absolute = (path: string) => new URL(path, site.url).href;

/** GitHub's editor for a file of this project, by its path; `undefined` without a repository or a path. */
export const editAddress = (path: string | undefined) =>
  site.giscus && path ? `https://github.com/${site.giscus.repo}/edit/main/${encodeURI(path)}` : undefined;

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
