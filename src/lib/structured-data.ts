import { site, type Link } from '../site.ts';
import { say } from '../texts.ts';
import { absolute } from './addresses.ts';
import { sharePictureOf, type Article } from './articles.ts';
import { noonOf } from './days.ts';
import type { Conversation } from './replies.ts';

const context = 'https://schema.org';
const publisher = {
  '@type': 'Organization',
  name: site.name,
  url: absolute('/'),
  logo: absolute('/apple-touch-icon.png'),
};

/** schema.org data of an article: `OpinionNewsArticle` for debate, `NewsArticle` for the rest. */
export const articleData = (article: Article, conversation: Conversation) => ({
  '@context': context,
  '@type': article.section === 'debat' ? 'OpinionNewsArticle' : 'NewsArticle',
  headline: article.title,
  description: article.lead,
  url: absolute(article.url),
  mainEntityOfPage: absolute(article.url),
  image: sharePictureOf(article),
  datePublished: noonOf(article.day),
  dateModified: noonOf(article.updated ?? article.day),
  inLanguage: site.language,
  isAccessibleForFree: true,
  author: article.writers.map(({ name, role, url }) => ({
    '@type': 'Person',
    name,
    jobTitle: role,
    url: absolute(url),
  })),
  publisher,
  commentCount: conversation.count,
  about: article.topics.map(({ title, url }) => ({ '@type': 'Thing', name: title, url: absolute(url) })),
  ...(article.corrections.length > 0 && {
    correction: article.corrections.map(({ day, text }) => ({
      '@type': 'CorrectionComment',
      text,
      datePublished: noonOf(day),
    })),
  }),
});

/** schema.org data of the replies on one page: a discussion about the text, with a comment for each that can be read. */
export const discussionData = (article: Article, conversation: Conversation, page = 0) => ({
  '@context': context,
  '@type': 'DiscussionForumPosting',
  '@id': `${absolute(article.url)}#svar`,
  headline: article.title,
  text: article.lead,
  url: absolute(article.url),
  datePublished: noonOf(article.day),
  author: article.writers.map(({ name, url }) => ({ '@type': 'Person', name, url: absolute(url) })),
  commentCount: conversation.count,
  comment: (conversation.pages[page] ?? [])
    .flatMap(({ voice, answers }) => [voice, ...answers])
    .filter(({ state }) => state === 'shown')
    .map(({ name, words, created, address }) => ({
      '@type': 'Comment',
      text: words,
      url: absolute(address),
      dateCreated: created.length === 10 ? noonOf(created) : created,
      author: { '@type': 'Person', name: name ?? say('reply.ghost') },
    })),
});

/** schema.org data of the way from the front page to `here`. */
export const crumbsData = (above: readonly Link[], here: Link) => ({
  '@context': context,
  '@type': 'BreadcrumbList',
  itemListElement: [{ label: site.name, href: '/' }, ...above, here].map(({ label, href }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: label,
    item: absolute(href),
  })),
});

/** schema.org data of the site itself, with its search. */
export const siteData = () => ({
  '@context': context,
  '@type': 'WebSite',
  name: site.name,
  url: absolute('/'),
  description: site.description,
  inLanguage: site.language,
  publisher,
  potentialAction: {
    '@type': 'SearchAction',
    target: `${absolute('/soeg/')}?q={search_term_string}`,
    'query-input': 'required name=search_term_string',
  },
});
