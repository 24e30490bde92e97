import { getCollection, type CollectionEntry } from 'astro:content';
import { typeset } from './typography.ts';

/** An information page: its place in `content/sider/` is its address. */
export interface InfoPage {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly lead: string | undefined;
  /** One sentence for searches: the lead, or the first sentence of the text. */
  readonly description: string;
  readonly isDraft: boolean;
  readonly entry: CollectionEntry<'sider'>;
}

/** The first sentence of a Markdown text as plain words, at most 200 characters. */
export function firstSentence(markdown: string): string {
  const paragraph =
    markdown
      .split(/\n\s*\n/)
      .find((block) => /^(?:[\p{L}\p{N}"»]|\*[^\s]|\[)/u.test(block.trim()) && !/^\d+\.\s/.test(block.trim())) ?? '';
  const plain = paragraph
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?[.!?](?=\s+[\p{Lu}"»]|$)/u.exec(plain)?.[0] ?? plain;
  return sentence.length <= 200 ? sentence : `${sentence.slice(0, 199).replace(/\s\S*$/, '')} …`;
}

/** All information pages, by address. Drafts come only in `npm run dev`. */
export async function getInfoPages(): Promise<readonly InfoPage[]> {
  const entries = await getCollection('sider', ({ data }) => import.meta.env.DEV || !data.isDraft);
  return entries
    .map((entry) => ({
      id: entry.id,
      url: `/${entry.id}/`,
      title: typeset(entry.data.title),
      lead: entry.data.lead && typeset(entry.data.lead),
      description: typeset(entry.data.lead ?? firstSentence(entry.body ?? '')),
      isDraft: entry.data.isDraft,
      entry,
    }))
    .sort((a, b) => a.url.localeCompare(b.url, 'da'));
}

/** The pages that lie under `page` (`/praktisk/` holds `/praktisk/vaskeri/`). */
export const pagesUnder = (pages: readonly InfoPage[], page: InfoPage) =>
  pages.filter(({ url }) => url !== page.url && url.startsWith(page.url));

/** The pages above `page`, the topmost first. */
export const pagesAbove = (pages: readonly InfoPage[], page: InfoPage) =>
  pages.filter(({ url }) => url !== page.url && page.url.startsWith(url)).sort((a, b) => a.url.length - b.url.length);
