import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { siteServer } from '../../src/serve.ts';
import { dist, root } from '../built.ts';
import { run } from '../site-copy.ts';

const script = join(root, 'src/serve.ts');

async function served(check: (origin: string) => Promise<void>): Promise<void> {
  const server = siteServer(dist).listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await check(`http://localhost:${(server.address() as { port: number }).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('pages come compressed, with the headers of _headers', () =>
  served(async (origin) => {
    const response = await fetch(`${origin}/debat/`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-type')).toMatch(/^text\/html;\s?charset=utf-8/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    expect(await response.text()).toContain('<h1');
  }));

test('files with a hash in their name may be kept for a year', () =>
  served(async (origin) => {
    const page = await (await fetch(origin)).text();
    const font = /href="(\/_astro\/[^"]+\.woff2)"/.exec(page)?.[1];
    const response = await fetch(origin + font);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }));

test('a page is asked for anew each time, so that what was taken down is not shown from memory', () =>
  served(async (origin) => {
    const response = await fetch(`${origin}/debat/`);
    expect(response.headers.get('cache-control')).toBe('public,max-age=0,must-revalidate');
    const again = { 'If-None-Match': response.headers.get('etag') ?? '' };
    expect((await fetch(`${origin}/debat/`, { headers: again })).status).toBe(304);
  }));

test.each(['/findes-ikke/', '/debat/findes-ikke', '/%E0%A4%A', '/../package.json', '//'])(
  '%s is answered with the Danish page for what is not there',
  (path) =>
    served(async (origin) => {
      const response = await fetch(origin + path);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('Vi kan ikke finde siden');
    }),
);

test('it says where to look and how to stop', async () => {
  const child = spawn(process.execPath, [script], { env: { ...process.env, PORT: '0' } });
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(text.toString())),
  );
  expect(said).toMatch(/http:\/\/localhost:\d+\/\n {2}Stop it with Ctrl\+C/);
  child.kill();
});

test('a taken port is a clear message', async () => {
  const other = createServer().listen(0, 'localhost');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const { code, output } = await run(script, [], root, { PORT: String(port) });
  expect(code).toBe(1);
  expect(output).toBe(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start\n`);
  other.close();
});

test.each(['abc', '-1', '70000', '80.5'])('PORT=%s is refused', async (port) => {
  const { code, output } = await run(script, [], root, { PORT: port });
  expect(code).toBe(1);
  expect(output).toContain(`not "${port}"`);
});
