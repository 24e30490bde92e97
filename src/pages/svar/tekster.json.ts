import { getArticles } from '../../lib/articles.ts';
import { getReplies } from '../../lib/replies.ts';
import { siteIndexOf } from '../../lib/site-index.ts';

/** Read by the inbox: which texts there are, and what stands under them. */
export const GET = async () => {
  const articles = await getArticles();
  return Response.json(siteIndexOf(articles, await getReplies(articles)));
};
