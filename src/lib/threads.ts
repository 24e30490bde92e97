import type { Article } from './articles.ts';

type Linked = Pick<Article, 'id' | 'answers' | 'day' | 'title'>;

const oldestFirst = (a: Linked, b: Linked) => a.day.localeCompare(b.day) || a.title.localeCompare(b.title, 'da');

/** The pieces that answer `article`, oldest first. */
export const answersTo = <A extends Linked>(articles: readonly A[], article: Pick<Article, 'id'>) =>
  articles.filter(({ answers }) => answers === article.id).sort(oldestFirst);

/** The piece `article` answers, if it is published. */
export const answered = <A extends Linked>(articles: readonly A[], article: Pick<Article, 'answers'>) =>
  articles.find(({ id }) => id === article.answers);

/** The whole exchange `article` is part of, oldest first; empty when nobody answers anybody. */
export function timelineOf<A extends Linked>(articles: readonly A[], article: A): readonly A[] {
  let root = article;
  for (const seen = new Set<string>(); !seen.has(root.id);) {
    seen.add(root.id);
    root = answered(articles, root) ?? root;
  }
  const thread: A[] = [root];
  for (const piece of thread) {
    thread.push(...answersTo(articles, piece).filter((answer) => !thread.includes(answer)));
  }
  return thread.length > 1 ? thread.sort(oldestFirst) : [];
}
