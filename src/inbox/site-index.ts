import { z } from 'zod';

/** What the inbox knows of the built site: the texts, whether they are open, and the replies that stand under them. */
export const siteIndexSchema = z.record(
  z.string(),
  z.strictObject({
    title: z.string(),
    /** Path on the site. */
    url: z.string(),
    isOpen: z.boolean(),
    /** Names of the replies that can be read, by their id. */
    replies: z.record(z.string(), z.string()),
  }),
);
/** The index as {@link siteIndexSchema} gives it, by permanent name of the thread. */
export type SiteIndex = z.output<typeof siteIndexSchema>;
/** One text of the {@link SiteIndex}. */
export type Piece = SiteIndex[string];

/** Where the index lies in the built site. */
export const siteIndexPath = '/svar/tekster.json';
/** The page whose frame the inbox's own pages stand in. */
export const framePath = '/svar/index.html';
