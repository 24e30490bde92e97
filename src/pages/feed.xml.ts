import { getArticles } from '../lib/articles.ts';
import { atomFeed } from '../lib/feeds.ts';
import { site } from '../site.ts';

export const GET = async () => atomFeed({ title: site.name, self: '/feed.xml', page: '/' }, await getArticles());
