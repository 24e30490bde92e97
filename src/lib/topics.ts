import { getCollection, type CollectionEntry } from 'astro:content';
import { typeset } from './typography.ts';

/** A subject that gathers facts and debate. */
export interface Topic {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly entry: CollectionEntry<'emner'>;
}

/** All topics, sorted as Danes sort words. */
export async function getTopics(): Promise<readonly Topic[]> {
  const entries = await getCollection('emner');
  return entries
    .map((entry) => ({
      id: entry.id,
      url: `/emner/${entry.id}/`,
      title: typeset(entry.data.title),
      description: typeset(entry.data.description),
      entry,
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'da') || a.id.localeCompare(b.id));
}
