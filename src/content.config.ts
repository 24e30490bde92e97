import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { replyLoader } from './gate/reply-loader.ts';
import {
  debateSchema,
  frontSchema,
  newsSchema,
  pageSchema,
  replyFileSchema,
  topicSchema,
  writerSchema,
} from './gate/schema.ts';

/** Texts of one folder: `navn.mdx` or `navn/index.mdx`; what begins with `_` is not published. */
const texts = (folder: string) =>
  glob({
    base: `./content/${folder}`,
    pattern: ['**/*.{md,mdx}', '!**/_*'],
    generateId: ({ entry }) => entry.replace(/\.mdx?$/, '').replace(/(^|\/)index$/, ''),
  });

/** The border: what the board writes in Danish on one side, what the code reads in English on the other. */
export const collections = {
  debat: defineCollection({ loader: texts('debat'), schema: ({ image }) => debateSchema(image) }),
  nyheder: defineCollection({ loader: texts('nyheder'), schema: ({ image }) => newsSchema(image) }),
  sider: defineCollection({ loader: texts('sider'), schema: pageSchema() }),
  emner: defineCollection({ loader: texts('emner'), schema: topicSchema() }),
  skribenter: defineCollection({ loader: texts('skribenter'), schema: ({ image }) => writerSchema(image) }),
  svar: defineCollection({ loader: replyLoader(), schema: replyFileSchema() }),
  forside: defineCollection({
    loader: glob({ base: './content', pattern: 'forside.yaml' }),
    schema: frontSchema(),
  }),
};
