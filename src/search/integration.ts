import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import sirv from 'sirv';
import { rm } from 'node:fs/promises';
import { site } from '../site.ts';
import { writeReplyPages } from './reply-pages.ts';

/** Indexes the built site with Pagefind; in `npm run dev` the index of the last build is served. */
export function search(): AstroIntegration {
  let outDir: string;
  return {
    name: 'search',
    hooks: {
      'astro:config:done': ({ config }) => {
        outDir = fileURLToPath(config.outDir);
      },
      'astro:server:setup': ({ server }) => {
        const serve = sirv(outDir, { dev: true, etag: true });
        server.middlewares.use((request, response, next) => {
          if (request.url?.startsWith('/pagefind/')) serve(request, response, next);
          else next();
        });
      },
      'astro:build:done': async ({ logger }) => {
        logger.info(`${await indexSite(outDir)} pages can be found`);
      },
    },
  };
}

/**
 * Writes the search index of the site in `folder` to `folder/pagefind`.
 * @returns how many pages are in it
 * @throws when Pagefind reports an error or finds no page
 */
export async function indexSite(folder: string): Promise<number> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: site.language });
    if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
    const added = await index.addDirectory({ path: folder });
    if (added.errors.length > 0) throw new Error(`Pagefind could not read the site: ${added.errors.join('; ')}`);
    if (added.page_count === 0) throw new Error(`Pagefind found no page in ${folder}`);
    const replies = await writeReplyPages(folder);
    try {
      const more = await index.addDirectory({ path: replies });
      if (more.errors.length > 0) throw new Error(`Pagefind could not read the replies: ${more.errors.join('; ')}`);
    } finally {
      await rm(replies, { recursive: true });
    }
    const written = await index.writeFiles({ outputPath: `${folder}/pagefind` });
    if (written.errors.length > 0) throw new Error(`Pagefind could not write: ${written.errors.join('; ')}`);
    return added.page_count;
  } finally {
    await close();
  }
}
