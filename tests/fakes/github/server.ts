import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { openApps, type AppOptions, type FakeApp } from './apps.ts';
import { limitHeaders, openBudget } from './budget.ts';
import { endpointsOf, type Entry } from './endpoints.ts';
import { faults } from './faults.ts';
import { finderOf } from './find.ts';
import { openSchedule, type Schedule } from './schedule.ts';
import type { FakeActor, FakeRepository } from './state.ts';
import { textsIn } from './texts.ts';
import { sendJson, sendText } from './wire.ts';

/** A GitHub that runs on this machine, holds some repositories and can be made to fail. */
export interface FakeGitHub extends Schedule {
  /** `http://localhost:<port>/graphql` */
  readonly url: string;
  /** `http://localhost:<port>`: what Octokit calls the base of GraphQL and REST. */
  readonly baseUrl: string;
  /** The repository that was given, not a copy: change it, and the next answer is changed. */
  readonly repository: FakeRepository;
  /** That one, and the others. */
  readonly repositories: readonly FakeRepository[];
  /** What came in, oldest first. */
  readonly requests: readonly Entry[];
  /** Points spent so far. */
  readonly points: number;
  /** Registers an app and installs it. */
  createApp(options: AppOptions): FakeApp;
  /** Every text that is stored anywhere, also what issues said before they were edited. */
  texts(): string[];
  /** Ends, open and hanging connections too. */
  close(): Promise<void>;
}

interface Options {
  /** What `viewer` asks with. It may do everything everywhere; apps get tokens of their own. */
  readonly token?: string;
  readonly viewer?: FakeActor;
  /** The hour's budget: what a workflow's own token has, unless given. All callers share it. */
  readonly points?: number;
  /** Repositories besides the first one. */
  readonly others?: readonly FakeRepository[];
}

/** Starts a GitHub around `repository`, and others. */
export async function startFakeGitHub(
  repository: FakeRepository,
  { token = 'test-token', points = 1000, viewer = actions, others = [] }: Options = {},
): Promise<FakeGitHub> {
  const repositories = [repository, ...others];
  const apps = openApps();
  const budgets = { graphql: openBudget(points), rest: openBudget(5000, 'core') };
  const { faultOf, ...schedule } = openSchedule();
  const requests: Entry[] = [];
  const understand = endpointsOf({
    homes: repositories.map((each) => ({ repository: each, find: finderOf(each) })),
    apps,
    budgets,
    holderOf: (given) => (given === token ? { actor: viewer } : undefined),
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = understand(request, await textOf(request));
    if (!question) {
      sendJson(response, { status: 404, body: { message: 'Not Found' } }, limitHeaders(budgets.graphql));
      return;
    }
    const { entry, budget, reply } = question;
    requests.push(entry);
    const fault = faultOf(entry.operations);
    const elsewhere = `http://127.0.0.1:${portOf()}${request.url}`;
    entry.status = await faults[fault]({ response, budget, elsewhere, reply });
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
  // No idle connection is closed in the moment somebody uses it: that is no fault of GitHub's.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://localhost:${portOf()}`;
  return {
    ...schedule,
    url: `${baseUrl}/graphql`,
    baseUrl,
    repository,
    repositories,
    requests,
    get points() {
      return budgets.graphql.used;
    },
    createApp: apps.create,
    texts: () => textsIn(repositories),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Who `GITHUB_TOKEN` is in a workflow. */
const actions: FakeActor = { type: 'Bot', login: 'github-actions' };

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
