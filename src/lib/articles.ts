import { getCollection, type CollectionEntry } from 'astro:content';
import type { ImageMetadata } from 'astro';
import { absolute } from './addresses.ts';
import { today, type Day } from './days.ts';
import { minutesToRead } from './reading.ts';
import { getTopics, type Topic } from './topics.ts';
import { typeset } from './typography.ts';
import { getWriters, type Writer } from './writers.ts';

export { minutesToRead };

/** Sections that hold articles; folder, address and collection have the same name. */
export type Section = 'debat' | 'nyheder';

/** A picture with what must be said about it. */
export interface ArticlePicture {
  readonly file: ImageMetadata;
  readonly alt: string;
  readonly caption: string | undefined;
  readonly credit: string | undefined;
}

/** A mistake that has been put right. */
export interface Correction {
  readonly day: Day;
  readonly text: string;
}

/** A news article or a debate piece, ready to be laid out. */
export interface Article {
  /** `debat/navn`: unique, and what `svarPaa` names. */
  readonly id: string;
  readonly section: Section;
  readonly kind: 'debat' | 'nyhed' | 'fakta' | 'fra-bestyrelsen';
  readonly url: string;
  readonly title: string;
  readonly lead: string;
  readonly day: Day;
  readonly writers: readonly Writer[];
  readonly topics: readonly Topic[];
  readonly picture: ArticlePicture | undefined;
  /** `id` of the article it answers. */
  readonly answers: string | undefined;
  readonly updated: Day | undefined;
  readonly corrections: readonly Correction[];
  readonly firstPublished:
    { readonly medium: string; readonly day: Day; readonly link: string | undefined } | undefined;
  readonly sources: readonly { readonly title: string; readonly link: string | undefined }[];
  /** True while new replies are taken. */
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  /** Permanent name of the reply thread. */
  readonly thread: string;
  /** Minutes it takes to read, at least 1. */
  readonly minutes: number;
  readonly entry: CollectionEntry<Section>;
}

/** Everything that is published today, newest first. */
export async function getArticles(): Promise<readonly Article[]> {
  const [debate, news, writers, topics] = await Promise.all([
    getCollection('debat'),
    getCollection('nyheder'),
    getWriters(),
    getTopics(),
  ]);
  const articles = [...debate, ...news].map((entry) => toArticle(entry, writers, topics));
  return newestFirst(published(articles, today(), import.meta.env.DEV));
}

/** Articles whose day has come; drafts only when `withDrafts`. */
export const published = <A extends Pick<Article, 'day' | 'isDraft'>>(
  articles: readonly A[],
  now: Day,
  withDrafts = false,
) => articles.filter(({ day, isDraft }) => (isDraft ? withDrafts : day <= now));

/** By day, the newest first; those of one day by title and address, so that the order never varies. */
export const newestFirst = <A extends Pick<Article, 'day' | 'title' | 'id'>>(articles: readonly A[]) =>
  [...articles].sort(
    (a, b) => b.day.localeCompare(a.day) || a.title.localeCompare(b.title, 'da') || a.id.localeCompare(b.id),
  );

export const inSection = (articles: readonly Article[], section: Section) =>
  articles.filter((article) => article.section === section);
export const onTopic = (articles: readonly Article[], topic: Pick<Topic, 'id'>) =>
  articles.filter(({ topics }) => topics.some(({ id }) => id === topic.id));
export const byWriter = (articles: readonly Article[], writer: Pick<Writer, 'id'>) =>
  articles.filter(({ writers }) => writers.some(({ id }) => id === writer.id));

/** Address of the picture that is shown when the article is shared. */
export const sharePictureOf = (article: Pick<Article, 'url'>) => absolute(`${article.url}deling.png`);

function toArticle(entry: CollectionEntry<Section>, writers: readonly Writer[], topics: readonly Topic[]): Article {
  const { data, collection: section } = entry;
  return {
    id: `${section}/${entry.id}`,
    section,
    kind: data.kind,
    url: `/${section}/${entry.id}/`,
    title: typeset(data.title),
    lead: typeset(data.lead),
    day: data.day,
    writers: data.writers.flatMap((id) => writers.filter((writer) => writer.id === id)),
    topics: data.topics.flatMap((id) => topics.filter((topic) => topic.id === id)),
    picture: data.picture && {
      ...data.picture,
      caption: data.picture.caption && typeset(data.picture.caption),
      credit: data.picture.credit && typeset(data.picture.credit),
    },
    answers: data.answers,
    updated: data.updated,
    corrections: [...data.corrections]
      .map(({ day, text }) => ({ day, text: typeset(text) }))
      .sort((a, b) => b.day.localeCompare(a.day)),
    firstPublished: data.firstPublished,
    sources: data.sources.map(({ title, link }) => ({ title: typeset(title), link })),
    isOpen: data.isOpen,
    isDraft: data.isDraft,
    thread: data.thread ?? entry.id,
    minutes: minutesToRead(entry.body ?? ''),
    entry,
  };
}

/** Every correction with the article it stands in, newest first. */
export const correctionsOf = <A extends Pick<Article, 'corrections' | 'title'>>(articles: readonly A[]) =>
  articles
    .flatMap((article) => article.corrections.map((correction) => ({ correction, article })))
    .sort(
      (a, b) =>
        b.correction.day.localeCompare(a.correction.day) || a.article.title.localeCompare(b.article.title, 'da'),
    );
