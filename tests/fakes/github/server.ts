import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { z } from 'zod';
import { limitHeaders, openBudget } from './budget.ts';
import { faults, type Fault } from './faults.ts';
import { finderOf } from './find.ts';
import { runQuery, type Asked } from './run.ts';
import type { FakeActor, FakeRepository } from './state.ts';
import { sendJson, sendText, type Reply } from './wire.ts';

/** A GitHub that runs on this machine, holds one repository and can be made to fail. */
export interface FakeGitHub {
  /** `http://localhost:<port>/graphql` */
  readonly url: string;
  /** The repository that was given, not a copy: change it, and the next answer is changed. */
  readonly repository: FakeRepository;
  /** What came to `url`, oldest first. Cost and nodes are 0 if the query did not run, the status if nothing was sent. */
  readonly requests: {
    readonly query: string;
    readonly variables: Record<string, unknown>;
    readonly cost: number;
    readonly nodes: number;
    readonly status: number;
  }[];
  /** Points spent so far. */
  readonly points: number;
  /** Each fault is used for one request, in order, and before the one of `failAlways`. */
  failNext(...next: Fault[]): void;
  failAlways(fault: Fault | undefined): void;
  /** Ends, open and hanging connections too. */
  close(): Promise<void>;
}

/** Starts a GitHub around `repository`. `points` are the hour's budget: what a workflow's own token has, unless given. */
export async function startFakeGitHub(
  repository: FakeRepository,
  {
    token = 'test-token',
    points = 1000,
    viewer = actions,
  }: { token?: string; points?: number; viewer?: FakeActor } = {},
): Promise<FakeGitHub> {
  const world = { repository, viewer, find: finderOf(repository) };
  const budget = openBudget(points);
  const requests: FakeGitHub['requests'] = [];
  const queue: Fault[] = [];
  let always: Fault | undefined;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = readAsked(await textOf(request));
    if (request.method !== 'POST' || request.url !== '/graphql') {
      sendJson(response, { status: 404, body: { message: 'Not Found' } }, limitHeaders(budget));
      return;
    }
    const entry = { query: '', variables: {}, ...asked, cost: 0, nodes: 0, status: 0 };
    requests.push(entry);
    const fault = queue.shift() ?? always ?? 'none';
    entry.status = await faults[fault]({ response, budget, elsewhere: `http://127.0.0.1:${portOf()}/graphql`, reply });

    async function reply(): Promise<Reply> {
      if (request.headers.authorization === undefined)
        return unauthorized('This endpoint requires you to be authenticated.');
      if (!isToken(request.headers.authorization, token)) return unauthorized('Bad credentials');
      if (!asked) return { status: 400, body: { message: 'Problems parsing JSON' } };
      const { body, cost, nodes } = await runQuery(world, budget, asked);
      Object.assign(entry, { cost, nodes });
      return { status: 200, body };
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A fault of the fake itself; unless the client hung up, which some tests mean it to.
      if (!response.headersSent && !response.destroyed) sendText(response, 500, inspect(error), {});
    });
  });
  const portOf = () => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${portOf()}/graphql`,
    repository,
    requests,
    get points() {
      return budget.used;
    },
    failNext: (...next) => void queue.push(...next),
    failAlways: (fault) => void (always = fault),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Who `GITHUB_TOKEN` is in a workflow. */
const actions: FakeActor = { type: 'Bot', login: 'github-actions' };

const isToken = (header: string, token: string) => /^(?:bearer|token) (.+)$/i.exec(header)?.[1] === token;

const unauthorized = (message: string): Reply => ({
  status: 401,
  body: { message, documentation_url: 'https://docs.github.com/graphql', status: '401' },
});

const askedSchema = z.object({
  query: z.string(),
  variables: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((variables) => variables ?? {}),
  operationName: z.string().nullish(),
});

/** A request's body as a query, or `undefined` if it is none. */
function readAsked(text: string): Asked | undefined {
  try {
    return askedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
