import type { SiteIndex } from '../inbox/site-index.ts';
import { say } from '../texts.ts';
import type { Article } from './articles.ts';
import type { Replies } from './replies.ts';

/** What the inbox needs to know of the site: each text, whether it is open, and who can be answered under it. */
export const siteIndexOf = (articles: readonly Article[], replies: Replies): SiteIndex =>
  Object.fromEntries(
    articles.map((article) => [
      article.thread,
      {
        title: article.title,
        url: article.url,
        isOpen: article.isOpen,
        replies: Object.fromEntries(
          replies
            .of(article)
            .voices.filter(({ state }) => state === 'shown' || state === 'folded')
            .map(({ id, name }) => [id, name ?? say('reply.ghost')]),
        ),
      },
    ]),
  );
