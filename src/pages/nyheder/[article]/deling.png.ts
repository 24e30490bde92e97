import { getArticles, inSection, type Article } from '../../../lib/articles.ts';
import { sharePicture } from '../../../lib/share-picture.ts';
import { say } from '../../../texts.ts';

export async function getStaticPaths() {
  const articles = await getArticles();
  return inSection(articles, 'nyheder').map((article) => ({
    params: { article: article.entry.id },
    props: { article },
  }));
}

export const GET = async ({ props: { article } }: { props: { article: Article } }) =>
  sharePicture({
    section: say('section.nyheder'),
    title: article.title,
    writers: article.writers.map(({ name }) => name),
    tone: article.section,
  });
