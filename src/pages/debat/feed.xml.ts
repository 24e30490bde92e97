import { getArticles, inSection } from '../../lib/articles.ts';
import { atomFeed } from '../../lib/feeds.ts';
import { site } from '../../site.ts';
import { say } from '../../texts.ts';

export const GET = async () =>
  atomFeed(
    { title: `${site.name}: ${say('debate.title')}`, self: '/debat/feed.xml', page: '/debat/' },
    inSection(await getArticles(), 'debat'),
  );
