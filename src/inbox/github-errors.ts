import { FetchError } from '../github/transport.ts';
import { QueueError } from './queue.ts';

/** Does `work`, and turns what GitHub says into a {@link QueueError}. */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof QueueError) throw cause;
    if (!(cause instanceof FetchError)) {
      throw new QueueError('GitHub answered otherwise than its schema promises', { cause });
    }
    const wait = cause.wait === undefined ? {} : { retryAfter: Math.ceil(cause.wait / 1_000) };
    throw new QueueError(withoutQuotes(cause.message), { cause, ...wait });
  }
}

/** What went wrong without GitHub's own words, which may quote what a person wrote. */
const withoutQuotes = (message: string): string =>
  message.replace(/^(GitHub (?:answered with errors|could not be asked)):.*/s, '$1');
