import { getCollection } from 'astro:content';
import { channels, snapshotOf, type Reply, type Snapshot, type Thread } from '../replies/model.ts';
import { renderReplies } from '../replies/rendered.ts';
import { oneLine, plainText } from '../replies/render.ts';
import { readLocalReplies } from '../replies/local.ts';
import { readSnapshot } from '../replies/snapshot.ts';
import { readTakedowns } from '../replies/takedowns.ts';
import { branchesOf, countShown, takeDown, type Branch } from '../replies/thread.ts';
import { site } from '../site.ts';
import type { Article } from './articles.ts';
import { initialsOf } from './writers.ts';

/** How many replies stand on one page; those of a longer thread go on at `svar/2/`. */
export const repliesAPage = 100;

/** A reply ready to be shown. */
export interface Voice extends Omit<Reply, 'text' | 'isMail' | 'parent'> {
  /** Where it stands: path and anchor. */
  readonly address: string;
  readonly anchor: string;
  readonly initials: string;
  /** Safe HTML; empty when the text is not shown. */
  readonly html: string;
  /** The same as plain words. */
  readonly words: string;
  /** The reply it answers, named when that is itself an answer. */
  readonly to: { readonly name: string | undefined; readonly address: string } | undefined;
}

/** A voice and the answers under it. */
export interface VoiceBranch {
  readonly voice: Voice;
  readonly answers: readonly Voice[];
}

/** All replies to one text. */
export interface Conversation {
  /** How many can be read. */
  readonly count: number;
  /** Pages of at most {@link repliesAPage} replies; at least one, which may be empty. */
  readonly pages: readonly (readonly VoiceBranch[])[];
  /** All voices, oldest branch first. */
  readonly voices: readonly Voice[];
  readonly discussion: Thread['discussion'];
}

/** The conversations of all articles, and how fresh GitHub's part is. */
export interface Replies {
  of(article: Pick<Article, 'id'>): Conversation;
  /** Newest readable voices of the whole site, with the article each is about. */
  readonly latest: readonly { readonly voice: Voice; readonly article: Article }[];
  /** When GitHub was asked (RFC 3339); `undefined` when it never was. */
  readonly fetchedAt: string | undefined;
  /** What is published for others: all replies as they stand on the site. */
  readonly published: Snapshot;
}

const empty: Conversation = { count: 0, pages: [[]], voices: [], discussion: undefined };
let loaded: Promise<Replies> | undefined;

/** Reads snapshot, approved and typed replies and take-downs once per build. In `npm run dev` they are read anew for every page. */
export function getReplies(articles: readonly Article[]): Promise<Replies> {
  if (import.meta.env.DEV) return load(articles);
  loaded ??= load(articles);
  return loaded;
}

/** @throws when there is a snapshot that cannot be believed: a build must not lose replies in silence */
async function load(articles: readonly Article[]): Promise<Replies> {
  const [reading, local, typed, listed] = await Promise.all([
    readSnapshot(),
    readLocalReplies(),
    getCollection('svar'),
    readTakedowns(),
  ]);
  if ('broken' in reading) {
    throw new Error(
      `Svarene i .data/svar.json kan ikke bruges: ${reading.broken}\nKør npm run replies:fetch, eller slet filen.`,
    );
  }
  const snapshot = 'snapshot' in reading ? reading.snapshot : undefined;
  const onPaper = typed.map(({ id, data, body }) => ({ to: data.to, reply: replyFrom(id, data, body ?? '') }));

  const takedowns = [...(snapshot?.takedowns ?? []), ...local.takedowns, ...listed];
  const threads = articles.map((article) => {
    const thread = snapshot?.threads.find((each) => each.thread === article.thread);
    const own = onPaper.filter(({ to }) => to === article.id).map(({ reply }) => reply);
    const sent = local.replies.filter((each) => each.thread === article.thread).map(({ reply }) => reply);
    const replies = takeDown([...(thread?.replies ?? []), ...sent, ...own], takedowns);
    return { article, discussion: thread?.discussion, replies };
  });
  const html = await renderReplies(threads.flatMap(({ replies }) => replies));
  const conversations = new Map(
    threads.map(({ article, discussion, replies }) => [article.id, conversationOf(article, replies, html, discussion)]),
  );
  return {
    of: ({ id }) => conversations.get(id) ?? empty,
    latest: latestOf(articles, conversations),
    fetchedAt: snapshot?.fetchedAt,
    published: snapshotOf(
      site.giscus?.repo ?? '',
      threads
        .filter(({ replies }) => replies.length > 0)
        .map(({ article, discussion, replies }) => ({
          thread: article.thread,
          ...(discussion && { discussion }),
          replies: [...replies],
        })),
      snapshot?.fetchedAt,
      snapshot?.takedowns,
    ),
  };
}

interface TypedReply {
  name: string;
  place?: string | undefined;
  ties?: string | undefined;
  day: string;
  channel: (typeof channels)[number];
  parent?: string | undefined;
  isBoard: boolean;
}

const replyFrom = (
  id: string,
  { name, place, ties, day, channel, parent, isBoard }: TypedReply,
  text: string,
): Reply => ({
  id,
  channel,
  ...(parent && { parent }),
  name,
  ...(place && { place }),
  ...(ties && { ties }),
  isBoard,
  created: day,
  state: 'shown',
  text,
  isMail: channel === 'mail',
});

/** Address of page `number` of a text's replies; the first is the text's own page. */
export const replyPageAddress = (url: string, number: number) => (number === 1 ? url : `${url}svar/${number}/`);

/** Lays one text's replies out in two levels and in pages. */
export function conversationOf(
  article: Pick<Article, 'url'>,
  replies: readonly Reply[],
  html: ReadonlyMap<Reply, string>,
  discussion: Thread['discussion'],
): Conversation {
  const groups = pagesOfBranches(branchesOf(replies));
  const addresses = new Map(
    groups.flatMap((branches, index) =>
      branches.flatMap(({ reply, answers }) =>
        [reply, ...answers.map((answer) => answer.reply)].map((each) => [
          each.id,
          `${replyPageAddress(article.url, index + 1)}#svar-${each.id}`,
        ]),
      ),
    ),
  );
  const voiceOf = ({ text: _, isMail: __, parent: ___, ...reply }: Reply, source: Reply, to?: Reply): Voice => ({
    ...reply,
    name: oneLine(reply.name),
    place: oneLine(reply.place),
    ties: oneLine(reply.ties),
    anchor: `svar-${reply.id}`,
    address: addresses.get(reply.id) ?? article.url,
    initials: initialsOf(oneLine(reply.name) ?? ''),
    html: html.get(source) ?? '',
    words: plainText(html.get(source) ?? ''),
    to: to && { name: oneLine(to.name), address: addresses.get(to.id) ?? article.url },
  });
  const pages = groups.map((branches) =>
    branches.map(({ reply, answers }) => ({
      voice: voiceOf(reply, reply),
      answers: answers.map((answer) => voiceOf(answer.reply, answer.reply, answer.to)),
    })),
  );
  const voices = pages.flat().flatMap(({ voice, answers }) => [voice, ...answers]);
  return { count: countShown(replies), pages, voices, discussion };
}

/** Branches in pages of at most {@link repliesAPage} replies; a branch is never torn, so a huge one fills its own page. */
function pagesOfBranches(branches: readonly Branch[]): readonly (readonly Branch[])[] {
  const pages: Branch[][] = [[]];
  let size = 0;
  for (const branch of branches) {
    const own = 1 + branch.answers.length;
    if (size > 0 && size + own > repliesAPage) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(branch);
    size += own;
  }
  return pages;
}

const isReadable = ({ state }: Pick<Voice, 'state'>) => state === 'shown';

function latestOf(articles: readonly Article[], conversations: ReadonlyMap<string, Conversation>) {
  return articles
    .flatMap((article) =>
      (conversations.get(article.id)?.voices ?? []).filter(isReadable).map((voice) => ({ voice, article })),
    )
    .sort((a, b) => b.voice.created.localeCompare(a.voice.created) || (a.voice.id < b.voice.id ? -1 : 1));
}
