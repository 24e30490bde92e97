import { createHash } from 'node:crypto';
import { hiddenComments, markdownComments, ordinaryComments } from './comments.ts';
import type { FakeComment, FakeDiscussion, FakeRepository } from './state.ts';

/**
 * A small repository, new at every call, with everything a thread can hold: answers, hidden and deleted comments,
 * deleted accounts, mails, bots and every kind of Markdown. No. 3 has the marker of no. 2; no. 4 has none.
 */
export const exampleRepository = (): FakeRepository => ({
  owner: 'beboerdebat',
  name: 'beboerdebat',
  categories: ['Opslag', 'Debat'],
  discussions: [
    opened(1, 'En plan er stærkere end fire', 'en-plan-er-staerkere-end-fire', ordinaryComments()),
    opened(2, 'Unge ved bordet', 'unge-ved-bordet', hiddenComments()),
    opened(3, 'debat/unge-ved-bordet/', 'unge-ved-bordet', [
      {
        databaseId: 9300001,
        author: { type: 'User', login: 'sofie-opgang-9' },
        body: 'Jeg kom til at svare i en anden tråd end I andre. Kan den flyttes?',
        createdAt: '2026-03-20T18:05:00Z',
      },
    ]),
    {
      number: 4,
      title: 'Hvor melder jeg fejl på siden?',
      body: 'Linket til vaskeriets tider virker ikke på min telefon.',
      category: 'Debat',
      author: { type: 'User', login: 'ove-opgang-2' },
      createdAt: '2026-03-21T07:30:00Z',
      closed: true,
      comments: markdownComments(),
    },
  ],
});

/** A private repository with nothing in it: where replies wait for a board member's yes. */
export const inboxRepository = (): FakeRepository => ({
  owner: 'beboerdebat',
  name: 'indbakke',
  isPrivate: true,
  categories: [],
  discussions: [],
  labels: [],
  issues: [],
});

/**
 * A repository for measuring: `threads` Discussions with `replies` comments and answers in all, spread evenly; of four,
 * one stands at the top and three answer it. The same numbers give the same repository.
 */
export function largeRepository(threads: number, replies: number): FakeRepository {
  const discussions = Array.from({ length: threads }, (_, index) =>
    opened(index + 1, `Tråd ${index + 1}`, `traad-${index + 1}`, []),
  );
  for (let index = 0; index < replies; index += 1) {
    const comments = discussions[index % threads]?.comments;
    const isAnswer = Math.floor(index / threads) % 4 > 0;
    (isAnswer ? comments?.at(-1)?.replies : comments)?.push(largeComment(index));
  }
  return { owner: 'beboerdebat', name: 'beboerdebat', categories: ['Opslag', 'Debat'], discussions };
}

const largeComment = (index: number): FakeComment => ({
  databaseId: 1_000_000 + index,
  author: { type: 'User', login: `beboer-${index % 997}` },
  body: `Svar nr. ${index + 1}. ${'Jeg synes, vi skal begynde med gården, og så tage resten bagefter. '.repeat(1 + (index % 7))}`,
  createdAt: new Date(Date.UTC(2026, 2, 1) + index * 60_000).toISOString().replace('.000Z', 'Z'),
  replies: [],
});

/** A Discussion as giscus opens it: `thread` is the permanent name of a text, and its SHA-1 the marker. */
const opened = (number: number, title: string, thread: string, comments: FakeComment[]): FakeDiscussion => ({
  number,
  title,
  body: [
    `# ${title}`,
    'Skrevet af beboere, for beboere.',
    `https://beboerdebat.example/debat/${thread}/`,
    `<!-- sha1: ${createHash('sha1').update(thread).digest('hex')} -->`,
  ].join('\n\n'),
  category: 'Debat',
  comments,
});
