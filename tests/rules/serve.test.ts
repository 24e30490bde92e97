import { readFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseHeaders, siteServer } from '../../src/serve.ts';

const sent = (text: string, path: string) =>
  parseHeaders(text)
    .filter((rule) => rule.path.test(path))
    .flatMap(({ headers }) => headers);

const file = `# A comment
/*
  X-Frame-Options: DENY
  # one more
  Content-Security-Policy: default-src 'none'; img-src https://x.example:8080

/_astro/*.js
  Cache-Control: max-age=31536000
/om.html
\tX-Page: om
`;
const everywhere = [
  ['X-Frame-Options', 'DENY'],
  ['Content-Security-Policy', "default-src 'none'; img-src https://x.example:8080"],
];

test.each([
  ['/', everywhere],
  ['/_astro/a/b.js', [...everywhere, ['Cache-Control', 'max-age=31536000']]],
  ['/_astro/a.css', everywhere],
  ['/x/_astro/a.js', everywhere],
  ['/om.html', [...everywhere, ['X-Page', 'om']]],
  ['/omXhtml', everywhere],
  ['/om.html/', everywhere],
])('%s is sent its headers', (path, headers) => {
  expect(sent(file, path)).toEqual(headers);
});

// Git for Windows may write the file so.
test('lines may end as in Windows', () => {
  expect(sent(file.replaceAll('\n', '\r\n'), '/')).toEqual(everywhere);
});

test('an empty file has no rules, and a header before the first path is nobody’s', () => {
  expect(parseHeaders('')).toEqual([]);
  expect(parseHeaders('  X-A: 1\n/a\n')).toMatchObject([{ headers: [] }]);
});

test.each(['//', '/\\', '/%', '/a?b#c'])('the path %s is answered', (path) => {
  const request = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: path });
  const server = siteServer(resolve(import.meta.dirname, '../../public'));
  expect(() => server.emit('request', request, new ServerResponse(request))).not.toThrow();
});

test('our own headers reach every page', () => {
  const own = readFileSync(resolve(import.meta.dirname, '../../public/_headers'), 'utf8');
  const names = sent(own, '/debat/en-baenk/').map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(['X-Content-Type-Options', 'Referrer-Policy', 'X-Frame-Options']));
});
