import { z } from 'zod';
import { today } from '../lib/days.ts';
import { readContent } from './content-files.ts';
import { frontOf } from './front-matter.ts';

/** A published text that replies can be written to. */
export interface Piece {
  /** Permanent name of its thread. */
  readonly thread: string;
  readonly title: string;
  readonly lead: string;
  /** Path on the site. */
  readonly url: string;
  readonly isOpen: boolean;
}

const fields = z.object({
  titel: z.string(),
  manchet: z.string(),
  dato: z.string(),
  kladde: z.boolean().default(false),
  svar: z.enum(['aabent', 'lukket']).default('aabent'),
  traad: z.string().optional(),
});

/** Every text of `root/content` that is published today and has a thread. Content that is not in order is left to the gate. */
export async function publishedPieces(root: string): Promise<Piece[]> {
  const { texts } = await readContent(root);
  return texts.flatMap((each) => {
    const { collection, id } = each;
    if (collection !== 'debat' && collection !== 'nyheder') return [];
    const front = frontOf(each);
    const read = fields.safeParse(Array.isArray(front) ? {} : front.data);
    if (!read.success || read.data.kladde || read.data.dato > today()) return [];
    const { titel, manchet, svar, traad } = read.data;
    return [
      { thread: traad ?? id, title: titel, lead: manchet, url: `/${collection}/${id}/`, isOpen: svar === 'aabent' },
    ];
  });
}
