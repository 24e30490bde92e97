import type { FakeComment } from './state.ts';

const user = (login: string) => ({ type: 'User', login }) as const;
const bot = (login: string) => ({ type: 'Bot', login }) as const;

/** Answers, an edit, a deleted account, a deleted comment with answers, a mail with its quoted tail, a bot. */
export const ordinaryComments = (): FakeComment[] => [
  {
    databaseId: 9100001,
    author: user('karen-opgang-4'),
    body: 'Enig. Fire planer er fire skuffer.\r\n\r\nMen hvem skriver den ene?',
    createdAt: '2026-03-10T17:12:00Z',
    replies: [
      {
        databaseId: 9100002,
        author: user('ove-opgang-2'),
        body: 'Det gør vi i april. Alle kan være med.',
        createdAt: '2026-03-10T19:40:00Z',
        lastEditedAt: '2026-03-11T06:02:00Z',
      },
      { databaseId: 9100003, author: null, body: 'Så kommer jeg også.', createdAt: '2026-03-11T08:15:00Z' },
    ],
  },
  {
    databaseId: 9100004,
    author: user('sofie-opgang-9'),
    body: '',
    createdAt: '2026-03-11T20:00:00Z',
    deletedAt: '2026-03-12T09:30:00Z',
    replies: [
      {
        databaseId: 9100005,
        author: user('karen-opgang-4'),
        body: 'Ærgerligt, du slettede det. Det var et godt spørgsmål.',
        createdAt: '2026-03-12T11:00:00Z',
      },
    ],
  },
  {
    databaseId: 9100006,
    author: user('ove-opgang-2'),
    body: [
      'Jeg tager kaffe med.',
      '',
      'Den tors. 12. mar. 2026 kl. 12.00 skrev Karen <notifications@github.com>:',
      '',
      '> Ærgerligt, du slettede det.',
      '>',
      '> —',
      '> Reply to this email directly, view it on GitHub',
    ].join('\r\n'),
    createdAt: '2026-03-12T13:21:00Z',
    createdViaEmail: true,
  },
  {
    databaseId: 9100007,
    author: bot('beboerdebat-indbakke'),
    body: 'Svar fra en beboer uden konto: Husk dem, der ikke kan komme om aftenen.',
    createdAt: '2026-03-13T10:00:00Z',
  },
  {
    databaseId: 9100008,
    author: null,
    body: 'Jeg flytter nu, men held og lykke med planen.',
    createdAt: '2026-03-14T21:45:00Z',
  },
];

/** One comment for each reason to hide, in GitHub's spelling, in others, in one it may yet invent, and without one. */
export const hiddenComments = (): FakeComment[] => {
  const reasons = [
    'spam',
    'abuse',
    'off-topic',
    'OFF_TOPIC',
    'outdated',
    'resolved',
    'RESOLVED',
    'duplicate',
    'low-quality',
    null,
  ];
  return [
    {
      databaseId: 9200001,
      author: user('sofie-opgang-9'),
      body: 'Spørg os, før I beslutter noget om gården.',
      createdAt: '2026-03-15T15:00:00Z',
    },
    ...reasons.map((reason, index) => ({
      databaseId: 9200010 + index,
      author: user(`skjult-${index + 1}`),
      body: `HEMMELIG ${index + 1}: skjult med grunden ${reason ?? 'ingen'}.`,
      createdAt: `2026-03-16T10:${10 + index}:00Z`,
      isMinimized: true,
      minimizedReason: reason,
      replies: [
        {
          databaseId: 9200050 + index,
          author: user('karen-opgang-4'),
          body: 'Lad os holde en god tone.',
          createdAt: `2026-03-16T11:${10 + index}:00Z`,
          // A hidden answer below a hidden comment.
          ...(index === 0 && { isMinimized: true, minimizedReason: 'Abuse' }),
        },
      ],
    })),
  ];
};

/** Every kind of Markdown and HTML that GitHub's comment field takes, harmless or not. */
export const markdownComments = (): FakeComment[] =>
  [
    '# Overskrift\n\n## Mindre\n\nUnderstreget\n===\n\n---\n\nTo mellemrum  \nog et linjeskift\\\ner linjeskift.',
    '*Kursiv*, **fed**, ***begge***, ~~streget~~, `kode`, \\*ikke kursiv\\*, H<sub>2</sub>O og &copy; 2026 :tada:',
    '- en\n- to\n  1. nummer\n  2. mere\n- [x] gjort\n- [ ] ikke gjort',
    '> Citat\n>\n> > i citat\n\n```js\nalert("kode i svar");\n```\n\n    indrykket kode',
    '| Opgang | Svar |\n| :-- | --: |\n| 2 | 14 |\n| 4 | <b>9</b> |',
    '[link](https://eksempel.dk "titel"), [reference][a], <https://eksempel.dk>, www.eksempel.dk, a@eksempel.dk\n\n[a]: https://eksempel.dk/a',
    '![Gården](https://user-images.githubusercontent.com/1/gaard.png) og <img src="https://eksempel.dk/spor.gif" onerror="alert(1)">',
    'Note[^1] og @karen-opgang-4, #1 og beboerdebat/beboerdebat#2.\n\n[^1]: Fodnoten.',
    '<script>alert(1)</script><iframe src="https://eksempel.dk"></iframe><details open ontoggle="alert(1)"><summary>Mere</summary>Tekst</details>',
    '[klik](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) <a href="vbscript:x" style="position:fixed">her</a>',
    '<!-- skjult i kilden --> Før, <!-- sha1: 0000000000000000000000000000000000000000 --> efter. </section></article>{udtryk}',
    'Usynligt\u200B, vendt \u202Etxet\u202C, kontrol\u0007, 👩‍👩‍👧, Æ Ø Å og "anførsel", \'enkelt\' & <',
    `${'>'.repeat(300)} dybt\n\n${'['.repeat(300)}`,
  ].map((body, index) => ({
    databaseId: 9400001 + index,
    author: user('ove-opgang-2'),
    body,
    createdAt: `2026-03-22T08:${10 + index}:00Z`,
  }));
