import { graphql, type GraphqlResponseError } from '@octokit/graphql';

/** Where GitHub's GraphQL API is, and who asks. */
export interface Access {
  /** `https://api.github.com/graphql`, or another address that speaks the same. */
  readonly url: string;
  /** A token, or what gives one: an App's are short-lived, and are made anew when GitHub has refused the last. */
  readonly token: string | ((isRefused: boolean) => Promise<string>);
}

/** How patient a request is; tests are less so than the night's build. */
export interface Patience {
  /** Tries of one request, the first among them. */
  readonly tries: number;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeout: number;
  /** Wait before the second try, in milliseconds; doubled for each after it, and shaken by half. */
  readonly pause: number;
  /** Longest wait that GitHub may ask for (`Retry-After`), in milliseconds. */
  readonly longestWait: number;
}

/** For what nobody waits for: a build, a chore, the work of each minute. */
export const patient: Patience = { tries: 3, timeout: 20_000, pause: 1_000, longestWait: 60_000 };
/** For what somebody waits for, looking at a page. */
export const prompt: Patience = { tries: 2, timeout: 8_000, pause: 500, longestWait: 2_000 };

/** Why a fetch was given up. Nothing of what came before it is used. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  /** True when the same request may go through later. */
  readonly isPassing: boolean;
  /** True when what was asked for is not there. */
  readonly isMissing: boolean;
  /** True when the token was not accepted: nothing was done. */
  readonly isTokenRefused: boolean;
  /** Wait GitHub asked for, in milliseconds. */
  readonly wait: number | undefined;

  constructor(
    message: string,
    options: {
      isPassing?: boolean;
      isMissing?: boolean;
      isTokenRefused?: boolean;
      wait?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.isPassing = options.isPassing ?? false;
    this.isMissing = options.isMissing ?? false;
    this.isTokenRefused = options.isTokenRefused ?? false;
    this.wait = options.wait;
  }
}

/** Largest answer that is read, in bytes: a page of 25 threads is some hundred kilobytes. */
const largest = 20_000_000;

/** A question to GitHub: the whole answer's `data`, or a {@link FetchError}. */
export type Ask = (query: string, variables: Record<string, unknown>) => Promise<unknown>;

/** Asks GitHub, again where that helps; every error in the answer is an error of the request. */
export function asker(access: Access, patience: Patience = patient): Ask {
  const client = graphql.defaults({
    baseUrl: access.url.replace(/\/graphql\/?$/, ''),
    request: { fetch: (url: string, init: RequestInit) => strictFetch(url, init, patience.timeout) },
  });
  return async (query, variables) => {
    // What creates something is never sent twice: it may have been done although the answer was lost.
    const tries = query.startsWith('mutation') ? 1 : patience.tries;
    let isRefused = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const token = typeof access.token === 'string' ? access.token : await access.token(isRefused);
        return await client<unknown>(query, { ...variables, headers: { authorization: `bearer ${token}` } });
      } catch (error) {
        const failure = failureOf(error);
        if (failure.isTokenRefused && typeof access.token !== 'string' && !isRefused) {
          isRefused = true;
          continue;
        }
        const wait = failure.wait ?? patience.pause * 2 ** (attempt - 1) * (1 + Math.random() / 2);
        if (!failure.isPassing || attempt >= tries || wait > patience.longestWait) throw failure;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  };
}

/** `fetch` that believes only a whole answer of JSON in UTF-8, of modest size, from the host that was asked. */
export async function strictFetch(url: string, init: RequestInit, timeout: number): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) });
  if (response.status >= 300 && response.status < 400) throw new FetchError('GitHub sent us somewhere else');
  const text = await textOf(response);
  if (response.ok) {
    try {
      JSON.parse(text);
    } catch (cause) {
      throw new FetchError('GitHub did not answer in JSON', { isPassing: true, cause });
    }
  }
  const { status, headers } = response;
  const wait = waitOf(response);
  if ((status === 403 || status === 429) && (wait !== undefined || /rate limit/i.test(text))) {
    throw new FetchError(`GitHub asks us to wait (${status})`, { isPassing: true, wait: wait ?? 60_000 });
  }
  const kept = new Headers(headers);
  kept.delete('content-encoding');
  kept.delete('content-length');
  kept.set('content-type', response.ok ? 'application/json; charset=utf-8' : 'text/plain');
  return new Response(text, { status, headers: kept });
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > largest) throw new FetchError(`GitHub's answer is over ${largest} bytes`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** Milliseconds GitHub asks us to wait: `Retry-After`, or until the hour's points are given anew. */
function waitOf({ headers }: Response): number | undefined {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after * 1000);
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  if (headers.get('x-ratelimit-remaining') !== '0' || !Number.isFinite(reset)) return undefined;
  return Math.max(0, reset * 1000 - Date.now());
}

/** Whatever went wrong, as a {@link FetchError}. */
export function failureOf(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (error instanceof Error && error.cause instanceof FetchError) return error.cause;
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (status === 401)
    return new FetchError('GitHub does not accept the token (401)', { isTokenRefused: true, cause: error });
  if (hasErrors(error)) {
    const isMissing = error.errors?.some(({ type }) => type === 'NOT_FOUND') ?? false;
    return new FetchError(`GitHub answered with errors: ${message}`, { isMissing, cause: error });
  }
  const isPassing = status === undefined || status >= 500 || status === 408;
  return new FetchError(`GitHub could not be asked: ${message}`, { isPassing, cause: error });
}

const statusOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;

const hasErrors = (error: unknown): error is GraphqlResponseError<unknown> =>
  error instanceof Error && error.name === 'GraphqlResponseError';
