import { expect } from 'vitest';
import { say } from '../../src/texts.ts';
import { meant, multipart, written } from '../inbox-forms.ts';
import { secret } from '../inbox-hosts.ts';
import type { Headers } from '../inbox-wire.ts';
import { testRows, type Row } from '../inbox-rows.ts';

const taken = { status: 303, queue: 1 } as const;

const methods: readonly Row[] = Object.entries({
  '/svar/': 'GET, POST',
  '/svar/anmeld/': 'GET, POST',
  '/svar/sag/': 'GET, POST',
  '/svar/opgave/': 'POST',
}).flatMap(([path, allow]) =>
  ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', ...(allow === 'POST' ? ['GET'] : [])].map((method) => ({
    name: `${method} ${path}`,
    send: (host) => host.send(method, path),
    status: 405,
    headers: { allow },
    says: say('refused.method'),
    queue: 0,
  })),
);

/** A whole reply with other headers, or with none of them. */
const withHeaders =
  (headers: Headers, path = '/svar/'): Row['send'] =>
  async (host) =>
    host.post(path, await meant({}, secret), headers);

const types: readonly Row[] = [
  'application/x-www-form-urlencoded',
  'application/json',
  'text/plain',
  'multipart/mixed; boundary=x',
  'multipart/form-data',
  'multipart/form-dataset; boundary=x',
  'text/html; multipart/form-data; boundary=x',
  undefined,
].flatMap((type) =>
  ['/svar/', '/svar/anmeld/', '/svar/sag/'].map((path) => ({
    name: `${type} to ${path}`,
    send: withHeaders({ 'content-type': type }, path),
    status: 415,
    says: say('refused.type'),
    queue: 0,
  })),
);

const foreign = { status: 403, says: say('refused.origin'), keepsText: true, queue: 0 } as const;
const origins: readonly Row[] = [
  { name: 'another site', send: withHeaders({ origin: 'https://andet.example' }), ...foreign },
  { name: 'null, as a sandboxed frame', send: withHeaders({ origin: 'null' }), ...foreign },
  { name: 'none', send: withHeaders({ origin: undefined }), ...foreign },
  { name: 'empty', send: withHeaders({ origin: '' }), ...foreign },
  { name: 'no address', send: withHeaders({ origin: 'beboerdebat.example' }), ...foreign },
  { name: 'a script', send: withHeaders({ origin: 'javascript:alert(1)' }), ...foreign },
  {
    name: 'one that begins with ours',
    send: withHeaders({ origin: 'https://beboerdebat.example.andet.example' }),
    ...foreign,
  },
  {
    name: 'none, and the browser says that it is from another site',
    send: withHeaders({ origin: undefined, 'sec-fetch-site': 'cross-site' }),
    ...foreign,
  },
  {
    name: 'another site, whatever else is said',
    send: withHeaders({ origin: 'https://andet.example', 'sec-fetch-site': 'same-origin' }),
    ...foreign,
  },
  {
    name: 'none, and the browser says that it is from here',
    send: withHeaders({ origin: undefined, 'sec-fetch-site': 'same-origin' }),
    ...taken,
  },
  { name: 'our own address', send: withHeaders({ origin: 'https://beboerdebat.example' }), ...taken },
];

/** A whole reply in exactly so many bytes: spaces after a text are not part of it. */
const ofSize =
  (bytes: number): Row['send'] =>
  async (host) => {
    const fields = await meant({}, secret);
    const missing = bytes - multipart(Object.entries(fields)).body.length;
    return host.post('/svar/', multipart(Object.entries({ ...fields, text: fields['text'] + ' '.repeat(missing) })));
  };

const tooLarge = { status: 413, says: say('refused.size'), queue: 0 } as const;
const sizes: readonly Row[] = [
  { name: '16,384 bytes', send: ofSize(16_384), ...taken, stored: written },
  { name: 'one more', send: ofSize(16_385), ...tooLarge, keepsText: true },
  { name: '65,536 bytes', send: ofSize(65_536), ...tooLarge, keepsText: true },
  { name: 'one more: it cannot be given back', send: ofSize(65_537), ...tooLarge, keepsText: false },
  { name: 'twenty million', send: ofSize(20_000_000), ...tooLarge },
];

/** The fields of a whole reply with bytes in the middle of one. */
const withBytes =
  (bytes: readonly number[], field: string): Row['send'] =>
  async (host) => {
    const fields = await meant({}, secret);
    const value = fields[field] ?? '';
    const broken = Buffer.concat([Buffer.from(value.slice(0, 2)), Buffer.of(...bytes), Buffer.from(value.slice(2))]);
    return host.post('/svar/', multipart(Object.entries({ ...fields, [field]: broken })));
  };

const { text, ...others } = written;
const encodings: readonly Row[] = Object.entries({
  'a byte that never is': [0xff],
  'a letter of Latin-1': [0xe6],
  'a slash in two bytes': [0xc0, 0xaf],
  'half a pair': [0xed, 0xa0, 0x80],
  'beyond the last letter': [0xf4, 0x90, 0x80, 0x80],
}).map(([name, bytes]) => ({
  name,
  send: withBytes(bytes, 'text'),
  status: 400,
  says: say('refused.encoding'),
  keepsText: { ...others, text: expect.stringContaining(text.slice(2)) },
  queue: 0,
}));

/** A whole reply with its boundary in sight, changed as a text. */
const changed =
  (change: (body: string) => string, type = 'multipart/form-data; boundary=GRAENSE'): Row['send'] =>
  async (host) => {
    const { body, type: before } = multipart(Object.entries(await meant({}, secret)));
    const boundary = before.replace(/.*=/, '');
    return host.post('/svar/', { body: Buffer.from(change(body.toString().replaceAll(boundary, 'GRAENSE'))), type });
  };
const more = (part: string) => (body: string) =>
  body.replace(/--GRAENSE--\r\n$/, `--GRAENSE\r\n${part}\r\n--GRAENSE--\r\n`);

const unreadable = { status: 400, says: say('refused.fields'), queue: 0 } as const;
const multiparts: readonly Row[] = [
  { name: 'whole, as these rows change it', send: changed((body) => body), ...taken, stored: written },
  { name: 'nothing', send: changed(() => ''), ...unreadable },
  { name: 'no parts', send: changed(() => 'Hej med jer'), ...unreadable },
  { name: 'cut in the text', send: changed((body) => body.slice(0, body.indexOf('legepladsen'))), ...unreadable },
  { name: 'cut before the end', send: changed((body) => body.replace('--GRAENSE--\r\n', '')), ...unreadable },
  { name: 'never ended', send: changed((body) => body.replace('--GRAENSE--', '--GRAENSE')), ...unreadable },
  {
    name: 'another boundary',
    send: changed((body) => body, 'multipart/form-data; boundary=ANDEN'),
    ...unreadable,
  },
  { name: 'an empty boundary', send: changed((body) => body, 'multipart/form-data; boundary='), ...unreadable },
  { name: 'no boundary', send: changed((body) => body, 'multipart/form-data; charset=utf-8'), ...unreadable },
  { name: 'a part without a name', send: changed(more('Content-Disposition: form-data\r\n\r\nx')), ...unreadable },
  { name: 'a part that is no field', send: changed(more('Content-Disposition: attachment\r\n\r\nx')), ...unreadable },
  { name: 'a part with no head', send: changed(more('Content-Type: text/plain\r\n\r\nx')), ...unreadable },
];

testRows({
  'a wrong method is refused, and told which are right': methods,
  'a wrong type is refused': types,
  'an origin': origins,
  'a size': sizes,
  'broken UTF-8': encodings,
  'a multipart body': multiparts,
});
