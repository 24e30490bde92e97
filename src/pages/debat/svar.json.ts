import { getArticles } from '../../lib/articles.ts';
import { getReplies } from '../../lib/replies.ts';

/** All replies as they stand on the site: for whoever wants them, and for ourselves when GitHub cannot be asked. */
export const GET = async () => {
  const { published } = await getReplies(await getArticles());
  return new Response(JSON.stringify(published), { headers: { 'Content-Type': 'application/json; charset=utf-8' } });
};
