import { request, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { isBody, multipart, type Body, type Fields } from './inbox-forms.ts';

/** An answer, read whole; nothing in it has been followed. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Headers of a request. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** How one speaks to a server: each request on a line of its own, so that what one answer closes no other waits for. */
export interface Wire {
  readonly origin: string;
  send(method: string, path: string, sending?: { body?: Buffer; headers?: Headers }): Promise<Answer>;
  /** Sends a form as our own page does; a header that is `undefined` is left out. */
  post(path: string, form: Fields | Body, headers?: Headers): Promise<Answer>;
  /** Sends a form one byte a second, until it is answered. */
  drip(path: string, form: Fields | Body): Promise<Answer>;
  /** Sends the first half of a form, and hangs up. */
  hangUp(path: string, form: Fields | Body): Promise<void>;
}

/** Speaks to the server at `origin`. */
export function speakTo(origin: string): Wire {
  const begin = (path: string, method: string, headers: Headers) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    return request(`${origin}${path}`, { method, headers: given, agent: false });
  };
  const bodyOf = (form: Fields | Body): Body => (isBody(form) ? form : multipart(Object.entries(form)));
  const beginForm = (path: string, form: Fields | Body) => {
    const { body, type } = bodyOf(form);
    const asking = begin(path, 'POST', { origin, 'content-type': type, 'content-length': String(body.length) });
    asking.flushHeaders();
    return { asking, body };
  };
  const send: Wire['send'] = (method, path, { body, headers = {} } = {}) => {
    const asking = begin(path, method, headers);
    asking.end(body);
    return answerTo(asking);
  };
  return {
    origin,
    send,
    post(path, form, headers) {
      const { body, type } = bodyOf(form);
      return send('POST', path, { body, headers: { origin, 'content-type': type, ...headers } });
    },
    drip(path, form) {
      const { asking, body } = beginForm(path, form);
      let sent = 0;
      const timer = setInterval(() => asking.write(body.subarray(sent, (sent += 1))), 1_000);
      return answerTo(asking).finally(() => {
        clearInterval(timer);
        asking.destroy();
      });
    },
    hangUp: (path, form) =>
      new Promise((resolve) => {
        const { asking, body } = beginForm(path, form);
        asking.on('error', () => undefined).on('close', resolve);
        asking.write(body.subarray(0, body.length / 2), () => asking.destroy());
      }),
  };
}

/** The whole answer. What is sent after it has come may be refused: it was not asked for. */
function answerTo(asking: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    asking.on('error', reject).on('response', (response) => {
      const parts: Buffer[] = [];
      response
        .on('data', (part: Buffer) => parts.push(part))
        .on('error', reject)
        .on('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text: Buffer.concat(parts).toString() });
        });
    });
  });
}
