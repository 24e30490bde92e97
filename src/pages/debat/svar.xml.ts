import { getArticles } from '../../lib/articles.ts';
import { replyFeed } from '../../lib/feeds.ts';
import { getReplies } from '../../lib/replies.ts';
import { site } from '../../site.ts';
import { say } from '../../texts.ts';

export const GET = async () => {
  const { latest } = await getReplies(await getArticles());
  return replyFeed({ title: `${site.name}: ${say('section.svar')}`, self: '/debat/svar.xml', page: '/debat/' }, latest);
};
