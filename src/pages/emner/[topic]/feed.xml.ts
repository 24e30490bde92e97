import { getArticles, onTopic } from '../../../lib/articles.ts';
import { atomFeed } from '../../../lib/feeds.ts';
import { getTopics, type Topic } from '../../../lib/topics.ts';
import { site } from '../../../site.ts';

export const getStaticPaths = async () =>
  (await getTopics()).map((topic) => ({ params: { topic: topic.id }, props: { topic } }));

export const GET = async ({ props: { topic } }: { props: { topic: Topic } }) =>
  atomFeed(
    { title: `${site.name}: ${topic.title}`, self: `${topic.url}feed.xml`, page: topic.url },
    onTopic(await getArticles(), topic),
  );
