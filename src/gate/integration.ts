import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { site } from '../site.ts';
import { checkBuiltSite } from './built-site.ts';
import { checkContent } from './check.ts';
import { tightenPolicies } from './policy.ts';
import { failurePage, reportOf } from './report.ts';

/**
 * Stops a build whose content or result is not sound, and says why in Danish.
 * In `npm run dev` every page tells what is wrong until it is put right.
 */
export function gate(): AstroIntegration {
  let root = '';
  let outDir = '';
  return {
    name: 'gate',
    hooks: {
      'astro:config:setup': async ({ config, logger, command }) => {
        root = fileURLToPath(config.root);
        outDir = fileURLToPath(config.outDir);
        if (command !== 'build') return;
        if (!site.giscus) logger.warn('giscus is left out: src/site.ts names no repository');
        refuse(await checkContent(root));
      },
      'astro:server:setup': ({ server, logger }) => {
        let check = checkContent(root);
        server.watcher.on('all', (_, path) => {
          if (relative(root, path).startsWith('content')) check = checkContent(root);
        });
        server.middlewares.use((request, response, next) => {
          void check.then((problems) => {
            if (problems.length === 0 || !request.headers.accept?.includes('text/html')) return next();
            logger.error(`\n${reportOf(problems)}`);
            response.writeHead(500, { 'Content-Type': 'text/html; charset=utf-8' }).end(failurePage(problems));
          }, next);
        });
      },
      'astro:build:done': async () => {
        await tightenPolicies(outDir);
        refuse(await checkBuiltSite(outDir, root));
      },
    },
  };
}

function refuse(problems: Parameters<typeof reportOf>[0]): void {
  if (problems.length === 0) return;
  const error = new Error(reportOf(problems));
  error.name = 'Siden blev ikke bygget';
  error.stack = '';
  throw error;
}
