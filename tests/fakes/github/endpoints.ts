import type { IncomingMessage } from 'node:http';
import { canSee, type Caller } from './access.ts';
import type { Apps } from './apps.ts';
import { operationsOf, readAsked } from './asked.ts';
import type { Budget } from './budget.ts';
import { runQuery } from './run.ts';
import type { Reply } from './wire.ts';
import type { Home } from './world.ts';

/** One request, as tests see it afterwards. */
export interface Entry {
  /** The query; for a token, `POST` and its path. */
  readonly query: string;
  /** The query's variables; for a token, nothing. */
  readonly variables: Record<string, unknown>;
  /** The names `failOn` knows it by. */
  readonly operations: readonly string[];
  /** Points and nodes: 0 if no query ran. */
  cost: number;
  nodes: number;
  /** 0 if nothing was sent. */
  status: number;
}

/** One request, understood, and what there is to say to it. */
export interface Question {
  readonly entry: Entry;
  /** What it is paid from. */
  readonly budget: Budget;
  reply(): Promise<Reply>;
}

/** What a GitHub is made of. */
interface Parts {
  readonly homes: readonly Home[];
  readonly apps: Apps;
  readonly budgets: { readonly graphql: Budget; readonly rest: Budget };
  /** Who has a token that is no app's. */
  holderOf(token: string): Caller | undefined;
}

/** Reads requests to GitHub's two addresses: a query, or an app's wish for a token. `undefined` for any other. */
export function endpointsOf({ homes, apps, budgets, holderOf }: Parts) {
  return ({ method, url = '', headers }: IncomingMessage, text: string): Question | undefined => {
    if (method !== 'POST') return undefined;
    if (url === '/graphql') return askGraphQL(headers.authorization, text);
    const installation = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(url)?.[1];
    return installation === undefined ? undefined : askForToken(Number(installation), headers.authorization, text);
  };

  function askGraphQL(authorization: string | undefined, text: string): Question {
    const asked = readAsked(text);
    const operations = asked ? operationsOf(asked) : [];
    const entry: Entry = { query: '', variables: {}, ...asked, operations, ...unpaid };
    const reply = async (): Promise<Reply> => {
      if (authorization === undefined) return unauthorized('This endpoint requires you to be authenticated.');
      const token = /^(?:bearer|token) (.+)$/i.exec(authorization)?.[1] ?? '';
      const caller = holderOf(token) ?? apps.callerOf(token);
      if (!caller) return unauthorized('Bad credentials');
      if (!asked) return { status: 400, body: { message: 'Problems parsing JSON' } };
      const visible = homes.filter(({ repository }) => canSee(caller, repository));
      const { body, cost, nodes } = await runQuery({ caller, homes: visible }, budgets.graphql, asked);
      Object.assign(entry, { cost, nodes });
      return { status: 200, body };
    };
    return { entry, budget: budgets.graphql, reply };
  }

  function askForToken(installation: number, authorization: string | undefined, text: string): Question {
    const query = `POST /app/installations/${installation}/access_tokens`;
    const entry: Entry = { query, variables: {}, operations: ['access_tokens'], ...unpaid };
    return { entry, budget: budgets.rest, reply: async () => apps.issueToken(installation, authorization, text) };
  }
}

const unpaid = { cost: 0, nodes: 0, status: 0 };

const unauthorized = (message: string): Reply => ({
  status: 401,
  body: { message, documentation_url: 'https://docs.github.com/graphql', status: '401' },
});
