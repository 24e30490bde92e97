import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { createRequestListener } from '@remix-run/node-fetch-server';
import compression from 'compression';
import sirv from 'sirv';
import type { InboxEnv } from './inbox/env.ts';
import { handle, isInboxPath } from './inbox/handler.ts';
import { inboxFrom, nodeEnv, senderHeader } from './inbox/node.ts';
import { rebuildOnChange } from './rebuild.ts';
import { site } from './site.ts';
import { say } from './texts.ts';
import { tend } from './upkeep.ts';

/** One rule of a `_headers` file: for which paths, and what is sent with them. */
export interface HeaderRule {
  readonly path: RegExp;
  readonly headers: readonly (readonly [string, string])[];
}

/** Reads the `_headers` format of Netlify and Cloudflare: a path, then indented `Name: value` lines; `*` is any text. */
export function parseHeaders(text: string): readonly HeaderRule[] {
  const rules: { path: RegExp; headers: [string, string][] }[] = [];
  for (const line of text.split(/\r?\n/).filter((each) => each.trim() !== '' && !each.trim().startsWith('#'))) {
    const [, name, value] = /^\s+([\w-]+):\s*(.+)$/.exec(line) ?? [];
    if (name && value) rules.at(-1)?.headers.push([name, value.trim()]);
    else rules.push({ path: new RegExp(`^${line.trim().split('*').map(RegExp.escape).join('.*')}$`), headers: [] });
  }
  return rules;
}

/** A server of the built site that can be told to read it anew. */
export type SiteServer = Server & { reload(): void };

/** Everything the built site in `folder` is served with: its files, its `_headers` and its own 404 page. */
function loadSite(folder: string) {
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
  const notFound = read('404.html');
  return {
    rules: parseHeaders(read('_headers')),
    files: sirv(folder, {
      // A page that a reply was taken from must not be shown from a browser's memory.
      maxAge: 0,
      etag: true,
      onNoMatch: (_, response) =>
        void response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound),
    }),
  };
}

/** A server for the built site in `folder`, with compression; and for the inbox, where `inbox` says how. */
export function siteServer(folder: string, inbox?: InboxEnv): SiteServer {
  let current = loadSite(folder);
  const compress = compression();
  const setHeaders = (response: ServerResponse, path: string) => {
    for (const rule of current.rules) {
      if (rule.path.test(path)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
  };
  const answerForm =
    inbox &&
    createRequestListener(
      (request: Request, { address }: { address: string }) => {
        request.headers.set(senderHeader, address);
        return handle(request, inbox);
      },
      {
        trustProxy: process.env['TRUST_PROXY'] === '1',
        // A request no address can be made of.
        onError: () => new Response(say('refused.method'), { status: 400 }),
      },
    );
  const server = createServer((request, response) => {
    const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/';
    setHeaders(response, path);
    // Methods no web-standard request can have.
    if (/^(TRACE|TRACK|CONNECT)$/.test(request.method ?? '')) return void response.writeHead(405).end();
    // @ts-expect-error: written for Express, but it asks nothing of it that Node has not.
    compress(request, response, () =>
      answerForm && isInboxPath(path) ? answerForm(request, response) : current.files(request, response),
    );
  });
  return Object.assign(server, {
    reload: () => {
      current = loadSite(folder);
    },
  });
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '..');
  const folder = join(root, 'dist');
  const host = process.env['HOST'] ?? 'localhost';
  const port = Number(process.env['PORT'] ?? 4321);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    stop(`PORT must be a number from 0 to 65535, not "${process.env['PORT']}".`);
  if (!existsSync(join(folder, 'index.html'))) stop('There is no built site in dist/. Run: npm run build');
  const inbox = site.inbox ? inboxOrStop(root, folder) : undefined;
  const server = siteServer(folder, inbox);
  server
    .on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        stop(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
      stop(`The server could not start on ${host}:${port}: ${error.message}`);
    })
    .listen(port, host, function (this: Server) {
      const address = this.address();
      const real = typeof address === 'object' && address ? address.port : port;
      console.log(
        `\n  ${site.name} is ready:  http://${host === '0.0.0.0' ? 'localhost' : host}:${real}/\n  Stop it with Ctrl+C.\n`,
      );
      if (!inbox) return;
      rebuildOnChange(root, () => server.reload(), console.log);
      tend(root, inboxFrom(process.env, root), console.log);
    });
}

function inboxOrStop(root: string, folder: string): ReturnType<typeof nodeEnv> {
  try {
    return nodeEnv(process.env, root, folder);
  } catch (error) {
    return stop(`The inbox cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
