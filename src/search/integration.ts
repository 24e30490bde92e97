import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import sirv from 'sirv';
import { readSearchWords } from '../gate/search-words.ts';
import { indexSite } from './index-site.ts';
import { minifyEngine } from './minify.ts';
import { reportNewSplits } from './new-splits.ts';

/** Indexes the built site with Pagefind; in `npm run dev` the index of the last build is served. */
export function search(): AstroIntegration {
  let root: string;
  let outDir: string;
  return {
    name: 'search',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
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
        const { words } = await readSearchWords(root);
        const isPlain = process.env['SEARCH_PLAIN'] === '1';
        const { pages, compounds } = await indexSite(outDir, { ...words, isPlain });
        await minifyEngine(join(outDir, 'pagefind'), isPlain);
        logger.info(`${pages} pages can be found`);
        for (const line of await reportNewSplits(root, compounds)) logger.info(line);
      },
    },
  };
}
