import mdxRenderer from '@astrojs/mdx/server.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { render } from 'astro:content';
import { parse } from 'node-html-parser';
import { editorial } from '../editorial/components.ts';
import { site } from '../site.ts';
import { absolute } from './addresses.ts';
import type { Article } from './articles.ts';
import { noonOf } from './days.ts';
import type { Replies } from './replies.ts';
import { say } from '../texts.ts';

/** What a feed is called, where it is, and which page it follows. */
export interface Feed {
  readonly title: string;
  /** Path of the feed itself. */
  readonly self: string;
  /** Path of the page it belongs to. */
  readonly page: string;
}

const limit = 30;
const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `text` with XML's own characters escaped and those XML forbids left out. */
export const escapeXml = (text: string) =>
  // eslint-disable-next-line no-control-regex
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? '');

/** An Atom feed of replies, newest first; at most 50. */
export function replyFeed(feed: Feed, replies: Replies['latest']): Response {
  const entries = replies.slice(0, 50).map(({ voice, article }) => {
    const address = absolute(voice.address);
    const written = voice.created.length === 10 ? noonOf(voice.created) : voice.created;
    return `  <entry>
    <title>${escapeXml(`${say('reply.from', { name: voice.name ?? say('reply.ghost') })}: ${article.title}`)}</title>
    <id>${absolute(article.url)}#${voice.anchor}</id>
    <link rel="alternate" type="text/html" href="${address}"/>
    <published>${written}</published>
    <updated>${voice.edited ?? written}</updated>
    <author><name>${escapeXml(voice.name ?? say('reply.ghost'))}</name></author>
    <content type="html">${escapeXml(standAlone(voice.html, address))}</content>
  </entry>`;
  });
  const updated =
    replies
      .map(({ voice }) => voice.edited ?? voice.created)
      .sort()
      .at(-1) ?? '2026-01-01';
  return atom(feed, updated.length === 10 ? noonOf(updated) : updated, entries);
}

/** An Atom feed (RFC 4287) with the full text of the newest 30 articles; `articles` come newest first. */
export async function atomFeed(feed: Feed, articles: readonly Article[]): Promise<Response> {
  const container = await AstroContainer.create();
  container.addServerRenderer({ name: 'astro:jsx', renderer: mdxRenderer });
  const entries = await Promise.all(articles.slice(0, limit).map((article) => entryOf(article, container)));
  const updated =
    articles
      .map((article) => article.updated ?? article.day)
      .sort()
      .at(-1) ?? '2026-01-01';
  return atom(feed, noonOf(updated), entries);
}

function atom(feed: Feed, updated: string, entries: readonly string[]): Response {
  const xml = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${site.language}">
  <title>${escapeXml(feed.title)}</title>
  <id>${absolute(feed.self)}</id>
  <link rel="self" type="application/atom+xml" href="${absolute(feed.self)}"/>
  <link rel="alternate" type="text/html" href="${absolute(feed.page)}"/>
  <updated>${updated}</updated>
  <author><name>${escapeXml(site.name)}</name></author>
${entries.join('\n')}
</feed>
`;
  return new Response(xml, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
}

async function entryOf(article: Article, container: AstroContainer): Promise<string> {
  const { Content } = await render(article.entry);
  const html = await container.renderToString(Content, { props: { components: editorial } });
  const address = absolute(article.url);
  return `  <entry>
    <title>${escapeXml(article.title)}</title>
    <id>${address}</id>
    <link rel="alternate" type="text/html" href="${address}"/>
    <published>${noonOf(article.day)}</published>
    <updated>${noonOf(article.updated ?? article.day)}</updated>
${article.writers.map(({ name, url }) => `    <author><name>${escapeXml(name)}</name><uri>${absolute(url)}</uri></author>`).join('\n')}
${article.topics.map(({ id, title }) => `    <category term="${id}" label="${escapeXml(title)}"/>`).join('\n')}
    <summary>${escapeXml(article.lead)}</summary>
    <content type="html">${escapeXml(standAlone(html, address))}</content>
  </entry>`;
}

/** HTML that means the same outside its page: whole addresses, no styles, scripts or classes. */
function standAlone(html: string, address: string): string {
  const root = parse(html);
  root.querySelectorAll('style, script, svg').forEach((element) => element.remove());
  for (const element of root.querySelectorAll('*')) {
    for (const name of Object.keys(element.attributes)) {
      if (/^(class|style|srcset|sizes|loading|decoding|fetchpriority|data-.*)$/.test(name))
        element.removeAttribute(name);
      if (name === 'href' || name === 'src') {
        element.setAttribute(name, new URL(element.getAttribute(name) ?? '', address).href);
      }
    }
  }
  return root.toString().trim();
}
