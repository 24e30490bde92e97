import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { readContent } from './content-files.ts';
import { frontOf, splitFront } from './front-matter.ts';
import { isRecord } from './references.ts';

/**
 * Reads `content/svar/`. A reply is not the board's own text: it is kept as it was written, and only the replies' own
 * pipeline makes HTML of it. (Astro's loader would look for its pictures and render its HTML.)
 */
export const replyLoader = (): Loader => ({
  name: 'replies',
  load: async (context) => {
    await load(context);
    context.watcher?.on('all', (_, path) => {
      if (/[\\/]content[\\/]svar[\\/]/.test(path)) void load(context);
    });
  },
});

/** What is not in order is left out here: the gate has told of it, and stopped the build. */
async function load({ config, store, parseData }: LoaderContext): Promise<void> {
  const { texts } = await readContent(fileURLToPath(config.root));
  store.clear();
  for (const reply of texts.filter(({ collection }) => collection === 'svar')) {
    const parts = splitFront(reply.text);
    const front = frontOf(reply);
    if ('what' in parts || Array.isArray(front) || !isRecord(front.data)) continue;
    store.set({ id: reply.id, data: await parseData({ id: reply.id, data: { ...front.data } }), body: parts.body });
  }
}
