import { getCollection, type CollectionEntry } from 'astro:content';
import type { ImageMetadata } from 'astro';
import { initialsOf } from './initials.ts';
import { typeset } from './typography.ts';

export { initialsOf };

/** Somebody who signs a text, by name or by role. */
export interface Writer {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly role: string;
  readonly ties: string;
  /** One or two capital letters for the circle in the byline. */
  readonly initials: string;
  readonly picture: { readonly file: ImageMetadata; readonly alt: string } | undefined;
  readonly entry: CollectionEntry<'skribenter'>;
}

/** All writers, sorted as Danes sort names. */
export async function getWriters(): Promise<readonly Writer[]> {
  const entries = await getCollection('skribenter');
  return entries
    .map((entry) => ({
      id: entry.id,
      url: `/skribenter/${entry.id}/`,
      name: typeset(entry.data.name),
      role: typeset(entry.data.role),
      ties: typeset(entry.data.ties),
      initials: initialsOf(entry.data.name),
      picture: entry.data.picture,
      entry,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'da') || a.id.localeCompare(b.id));
}
