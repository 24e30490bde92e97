import { getArticles, inSection, type Article } from '../../../lib/articles.ts';
import { replyFeed } from '../../../lib/feeds.ts';
import { getReplies } from '../../../lib/replies.ts';
import { say } from '../../../texts.ts';

export async function getStaticPaths() {
  const articles = await getArticles();
  return inSection(articles, 'nyheder').map((article) => ({
    params: { article: article.entry.id },
    props: { article, articles },
  }));
}

export const GET = async ({ props: { article, articles } }: { props: { article: Article; articles: Article[] } }) => {
  const { latest } = await getReplies(articles);
  const title = say('reply.page', { title: article.title });
  return replyFeed(
    { title, self: `${article.url}svar.xml`, page: `${article.url}#svar` },
    latest.filter((reply) => reply.article.id === article.id),
  );
};
