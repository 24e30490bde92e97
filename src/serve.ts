import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import compression from 'compression';
import sirv from 'sirv';
import { site } from './site.ts';

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

/** A server for the built site in `folder`, with its `_headers`, compression and its own 404 page. */
export function siteServer(folder: string): Server {
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
  const rules = parseHeaders(read('_headers'));
  const notFound = read('404.html');
  const compress = compression();
  const setHeaders = (response: ServerResponse, path: string) => {
    for (const rule of rules) {
      if (rule.path.test(path)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
  };
  const files = sirv(folder, {
    etag: true,
    onNoMatch: (_, response) =>
      void response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound),
  });
  return createServer((request, response) => {
    setHeaders(response, URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/');
    // @ts-expect-error: written for Express, but it asks nothing of it that Node has not.
    compress(request, response, () => files(request, response));
  });
}

if (import.meta.main) {
  const folder = resolve(import.meta.dirname, '../dist');
  const host = process.env['HOST'] ?? 'localhost';
  const port = Number(process.env['PORT'] ?? 4321);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    stop(`PORT must be a number from 0 to 65535, not "${process.env['PORT']}".`);
  if (!existsSync(join(folder, 'index.html'))) stop('There is no built site in dist/. Run: npm run build');
  siteServer(folder)
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
    });
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
