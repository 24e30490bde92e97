import { replyOfCase } from './reply-of-case.ts';
import type { Publisher } from './queue.ts';
import { addLocalReply, deleteLocalReply, takeDownLocally, tidyLocalReplies } from '../replies/local.ts';

/** Publishes into the local store in `folder`; the site is built from it. */
export const localPublisher = (folder: string): Publisher => ({
  async publish(item) {
    const reply = replyOfCase(item);
    await addLocalReply(item.thread, reply, folder);
    return reply.id;
  },
  retract: (posted) => deleteLocalReply(posted, folder),
  tidy: () => tidyLocalReplies(folder),
  remove: ({ id }, { day, reason }) => takeDownLocally({ id, day, reason }, folder),
});
