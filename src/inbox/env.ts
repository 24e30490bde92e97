import type { Publisher, Queue } from './queue.ts';
import type { Secrets } from './secrets.ts';

/** What the handler needs of the world it runs in. */
export interface InboxEnv {
  readonly queue: Queue;
  readonly publisher: Publisher;
  /** Keys of its signatures; the first signs. */
  readonly secrets: Secrets;
  /** Text of a file of the built site, by its path. */
  readFile(path: string): Promise<string>;
  /** False when `request` is one too many from where it comes. Nothing of the sender is kept for it. */
  mayPass(request: Request): Promise<boolean>;
  /** Minutes after which one may pass again. */
  readonly rateMinutes: number;
  /** Most cases that may wait at once. */
  readonly queueLimit: number;
  now(): Date;
  /** Milliseconds a form may take to arrive. */
  readonly patience?: number;
}
