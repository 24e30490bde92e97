import type { ServerResponse } from 'node:http';
import { emptyHeaders, limitHeaders, type Budget } from './budget.ts';
import { bendReply, bent } from './bend.ts';
import { rateLimited } from './run.ts';
import { broken, sendJson, sendText, type Reply } from './wire.ts';

/** One request that waits for its answer. */
interface Exchange {
  readonly response: ServerResponse;
  readonly budget: Budget;
  /** This same server under another origin. */
  readonly elsewhere: string;
  /** Does what is asked, with all that follows: a query is paid for, a mutation carried out, a token issued. */
  reply(): Promise<Reply>;
}

/** Answers, or does not; gives the status that was sent, 0 for none. */
type Answer = (exchange: Exchange) => number | Promise<number>;

/** The name of one way to fail; `none` lets a request through, so that `failNext` can hit a later one. */
export type Fault = keyof typeof faults;

const manyRequests = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
/** GitHub often says 60; tests have less time. */
const soon = { 'retry-after': '1' };
const unicorn = '<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body>…</body></html>\n';

/** Every way to answer. A fault that leaves the answer out does not run the query. */
export const faults = {
  none: async ({ response, budget, reply }) => {
    const whole = await reply();
    sendJson(response, whole, limitHeaders(budget));
    return whole.status;
  },

  'bad credentials': say(401, 'Bad credentials'),
  forbidden: say(403, 'Resource not accessible by integration'),
  'primary limit': ({ response, budget }) => {
    sendJson(response, { status: 403, body: { message: rateLimited.message } }, emptyHeaders(budget));
    return 403;
  },
  'secondary limit': say(403, manyRequests, soon),
  /** Without a word on how long (hub4j/github-api#2009). */
  'secondary limit, bare': say(403, manyRequests),
  'too many requests': say(429, manyRequests, soon),
  'server error': say(500, 'Server Error'),
  'bad gateway': sayHtml(502),
  unavailable: say(503, 'Service Unavailable'),

  'no answer': () => 0,
  'connection reset': ({ response }) => {
    response.socket?.resetAndDestroy();
    return 0;
  },
  /** All is done that was asked, and the line is cut before a byte of the answer. */
  'answer lost': async ({ response, reply }) => {
    await reply();
    response.socket?.resetAndDestroy();
    return 0;
  },
  'stalled body': breakIt(broken.stall),
  'truncated length': breakIt(broken.cutLength),
  'truncated chunks': breakIt(broken.cutChunks),
  'half JSON': breakIt(broken.halve),
  'cut gzip': breakIt(broken.cutGzip),
  'invalid UTF-8': breakIt(broken.notUtf8),
  'gzip bomb': breakIt(broken.bomb),
  HTML: sayHtml(200),
  'foreign redirect': ({ response, budget, elsewhere }) => {
    sendText(response, 307, '', { ...limitHeaders(budget), location: elsewhere });
    return 307;
  },

  'rate limited': refuse(rateLimited),
  /** As it has looked since 2026, first in some places (yanyongyu/githubkit#271). */
  'rate limited, new form': refuse({
    type: 'RATE_LIMIT',
    code: 'graphql_rate_limit',
    message: 'API rate limit already exceeded for user ID 41898282.',
  }),
  'partial data': bendIt(bent.partial),
  'nothing there': bendIt(bent.nothingThere),
  'null nodes': bendIt(bent.nullNodes),
  'short pages': bendIt(bent.shortPages),
  'short inner pages': bendIt(bent.shortInnerPages),
  'endless pages': bendIt(bent.endlessPages),
} satisfies Record<string, Answer>;

function say(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return ({ response, budget }) => {
    sendJson(response, { status, body: { message, status: String(status) } }, { ...limitHeaders(budget), ...headers });
    return status;
  };
}

function sayHtml(status: number): Answer {
  return ({ response, budget }) => {
    sendText(response, status, unicorn, { ...limitHeaders(budget), 'content-type': 'text/html; charset=utf-8' });
    return status;
  };
}

function refuse(error: Record<string, string>): Answer {
  return ({ response, budget }) => {
    sendJson(response, { status: 200, body: { errors: [error] } }, emptyHeaders(budget));
    return 200;
  };
}

function breakIt(send: (typeof broken)[keyof typeof broken]): Answer {
  return async ({ response, budget, reply }) => {
    const { body } = await reply();
    send(response, Buffer.from(JSON.stringify(body)), limitHeaders(budget));
    return 200;
  };
}

function bendIt(bend: (body: unknown) => unknown): Answer {
  return async ({ response, budget, reply }) => {
    const bentReply = bendReply(await reply(), bend);
    sendJson(response, bentReply, limitHeaders(budget));
    return bentReply.status;
  };
}
