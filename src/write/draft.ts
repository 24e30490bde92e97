import { z } from 'zod';

/** What a text can be: an opinion, an answer to a text, or news. */
export const kinds = ['debat', 'svar', 'nyhed'] as const;
/** The kinds of news: `slags` in the file. */
export const newsKinds = ['nyhed', 'fakta', 'fra-bestyrelsen'] as const;
/** Stands in the list of writers for somebody who is not on it. */
export const newWriter = '+';

const word = z.string().catch('');

/** What is being written, as it lies on the device. What cannot be read becomes empty: a draft is never lost to one field. */
export const draftSchema = z.object({
  kind: z.enum(kinds).catch('debat'),
  newsKind: z.enum(newsKinds).catch('nyhed'),
  /** The text that is answered: `debat/navn`. */
  answers: word,
  title: word,
  lead: word,
  /** A file name of `skribenter/`, {@link newWriter}, or nothing yet. */
  writer: word,
  name: word,
  role: word,
  ties: word,
  topics: z.array(z.string()).catch([]),
  day: word,
  body: word,
});

/** What is being written. */
export type Draft = z.output<typeof draftSchema>;
/** The name of one part of a {@link Draft}. */
export type Field = keyof Draft;

/** What the page knows of the site: what may be chosen, and names that are taken. */
export interface Known {
  readonly pieces: readonly string[];
  readonly writers: readonly string[];
  readonly topics: readonly string[];
  /** File names and threads of all texts. */
  readonly taken: readonly string[];
}

/** Pictures made ready for the site: their names (`gaarden.jpg`), and what they show as `data:` addresses. */
export const picturesSchema = z.array(
  z.object({ name: z.string(), data: z.string().startsWith('data:image/jpeg;base64,') }),
);

/** One of {@link picturesSchema}. */
export type Picture = Readonly<z.output<typeof picturesSchema>[number]>;
