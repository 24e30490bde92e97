/** `npm run find -- "ord"`: addresses of the built site, best first, one on each line, as the search page finds them. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { say } from '../texts.ts';
import { openEngine } from './engine.ts';
import { searchSite, type Answer } from './search.ts';
import { openWords } from './words.ts';

/** A search of a built site, outside a browser. */
export interface Finder {
  find(written: string): Promise<{ addresses: readonly string[]; answer: Answer }>;
  close(): void;
}

/** Opens the search of the site in `folder`. Pagefind fetches its files, so they are served while it is open. */
export async function openFinder(folder: string): Promise<Finder> {
  const index = join(folder, 'pagefind');
  const server = createServer(sirv(folder, { dev: true }));
  // A connection that lies idle between two questions is kept: closed in the moment it is used, its question would be lost.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pagefind/`;
  const pagefind = await import(pathToFileURL(join(index, 'pagefind.js')).href);
  const engine = await openEngine(pagefind, { replies: say('section.svar'), basePath });
  const words = await openWords((name) => readFile(join(index, 'words', name.replace(/\?.*/, '')), 'utf8'));
  return {
    find: async (written) => {
      const answer = await searchSite(engine, words, written);
      const found = await Promise.all(answer.hits.map((hit) => hit.data()));
      const addresses = found.map(({ url, meta }) => meta.adresse ?? URL.parse(url, basePath)?.pathname ?? url);
      return { addresses, answer };
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (import.meta.main) {
  const written = process.argv.slice(2).join(' ');
  const folder = resolve(import.meta.dirname, '../../dist');
  if (written.trim() === '') stop('What are you looking for? npm run find -- "vaskeri"');
  if (!existsSync(join(folder, 'pagefind/words/list.json')))
    stop('There is no search index in dist/. Run: npm run build');
  const finder = await openFinder(folder);
  const { addresses, answer } = await finder.find(written);
  finder.close();
  if (answer.instead) console.error(`${say('search.instead')} ${answer.instead}.`);
  if (addresses.length > 0) console.log(addresses.join('\n'));
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
