import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  /** Anything that is JSON. */
  readonly body: unknown;
}

type Headers = Readonly<Record<string, string>>;

const json = { 'content-type': 'application/json; charset=utf-8' };

/** Sends an answer whole. */
export function sendJson(response: ServerResponse, { status, body }: Reply, headers: Headers): void {
  sendText(response, status, JSON.stringify(body), { ...json, ...headers });
}

/** Sends `text` whole, as whatever the headers say it is. */
export function sendText(response: ServerResponse, status: number, text: string | Buffer, headers: Headers): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}

/** Ways to break a good answer on the line. Each gets its JSON as bytes. */
export const broken = {
  /** Half of it, and then silence. */
  stall: (response: ServerResponse, bytes: Buffer, headers: Headers) => {
    response.writeHead(200, { ...json, ...headers, 'content-length': bytes.length }).write(half(bytes));
  },
  /** Half of it, and the line is cut, though its length was promised. */
  cutLength: (response: ServerResponse, bytes: Buffer, headers: Headers) => {
    response.writeHead(200, { ...json, ...headers, 'content-length': bytes.length });
    response.write(half(bytes), () => response.destroy());
  },
  /** Half of it in chunks, and the line is cut before the last one. */
  cutChunks: (response: ServerResponse, bytes: Buffer, headers: Headers) => {
    response.writeHead(200, { ...json, ...headers }).write(half(bytes), () => response.destroy());
  },
  /** Half of it, ended as if that were all. */
  halve: (response: ServerResponse, bytes: Buffer, headers: Headers) =>
    sendText(response, 200, half(bytes), { ...json, ...headers }),
  /** Packed, and half of the packet is missing. */
  cutGzip: (response: ServerResponse, bytes: Buffer, headers: Headers) =>
    sendText(response, 200, half(gzipSync(bytes)), { ...json, ...headers, 'content-encoding': 'gzip' }),
  /** Every text in it ends with a byte that is not UTF-8. */
  notUtf8: (response: ServerResponse, bytes: Buffer, headers: Headers) => {
    const marked = bytes.toString().replace(/(?<!\\)"(?=[,}\]])/g, '\u{e000}"');
    const [first = '', ...rest] = marked.split('\u{e000}');
    const parts = rest.flatMap((part) => [Buffer.of(0xff), Buffer.from(part)]);
    sendText(response, 200, Buffer.concat([Buffer.from(first), ...parts]), { ...json, ...headers });
  },
  /** Some kilobytes that unpack to valid JSON of 50 MB; the answer itself is left out. */
  bomb: (response: ServerResponse, _: Buffer, headers: Headers) => {
    const unpacked = Buffer.concat([Buffer.from('{"data":'), Buffer.alloc(50_000_000, ' '), Buffer.from('null}')]);
    sendText(response, 200, gzipSync(unpacked), { ...json, ...headers, 'content-encoding': 'gzip' });
  },
};

const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
