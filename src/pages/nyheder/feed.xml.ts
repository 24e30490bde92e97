import { getArticles, inSection } from '../../lib/articles.ts';
import { atomFeed } from '../../lib/feeds.ts';
import { site } from '../../site.ts';
import { say } from '../../texts.ts';

export const GET = async () =>
  atomFeed(
    { title: `${site.name}: ${say('news.title')}`, self: '/nyheder/feed.xml', page: '/nyheder/' },
    inSection(await getArticles(), 'nyheder'),
  );
