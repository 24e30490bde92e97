import { getArticles, inSection, onTopic } from '../../../lib/articles.ts';
import { atomFeed } from '../../../lib/feeds.ts';
import { getTopics, type Topic } from '../../../lib/topics.ts';
import { site } from '../../../site.ts';
import { say } from '../../../texts.ts';

export const getStaticPaths = async () =>
  (await getTopics()).map((topic) => ({ params: { topic: topic.id }, props: { topic } }));

export const GET = async ({ props: { topic } }: { props: { topic: Topic } }) =>
  atomFeed(
    { title: `${site.name}: ${say('debate.title')} · ${topic.title}`, self: `${topic.url}debat.xml`, page: topic.url },
    inSection(onTopic(await getArticles(), topic), 'debat'),
  );
