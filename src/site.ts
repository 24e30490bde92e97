/** A link with the words people see. */
export interface Link {
  readonly label: string;
  readonly href: string;
}

/** Where giscus keeps the threads: the four values giscus.app gives for a repository. */
export interface GiscusFacts {
  /** `owner/name` of the public GitHub repository whose Discussions hold the threads. */
  readonly repo: `${string}/${string}`;
  readonly repoId: string;
  readonly category: string;
  readonly categoryId: string;
}

/** How a reply can be sent in without an account. */
export interface InboxFacts {
  /** Origin of the server that takes replies in; empty when it is the one that serves the pages. */
  readonly endpoint: string;
  /** Login of the GitHub App that posts approved replies; `null` keeps them on the site's own server. */
  readonly app: string | null;
  /** Working days within which a reply is normally read. */
  readonly days: number;
  /** Words that make the board look twice at a reply. They stop nothing. */
  readonly words: readonly string[];
}

/** Everything that is true of this one community. Another community changes this file, `texts.ts` and `content/`. */
export const site = {
  name: 'Beboerdebat',
  tagline: 'Skrevet af beboere, for beboere.',
  description: 'Nyheder, viden og debat for os, der bor her. Alle kan læse med, og alle kan svare.',
  /** The public address, without a final slash. */
  url: 'https://beboerdebat.example',
  language: 'da',
  locale: 'da-DK',
  responsible: 'redaktionen',
  mail: 'redaktion@beboerdebat.example',
  phone: '12 34 56 78',
  /** Shown at the foot of every page until real people write here; an empty string removes it. */
  demoNotice:
    'Eksempeltekster. Siden viser, hvordan et beboerblad på nettet kan være. Skribenterne er roller, ikke personer.',
  navigation: [
    { label: 'Nyheder', href: '/nyheder/' },
    { label: 'Debat', href: '/debat/' },
    { label: 'Emner', href: '/emner/' },
    { label: 'Praktisk', href: '/praktisk/' },
    { label: 'Om', href: '/om/' },
  ] satisfies readonly Link[],
  footer: {
    find: [
      { label: 'Kontakt', href: '/kontakt/' },
      { label: 'Bestyrelsen', href: '/bestyrelsen/' },
      { label: 'Husorden', href: '/praktisk/husorden/' },
      { label: 'A–Å', href: '/a-aa/' },
      { label: 'Arkiv', href: '/arkiv/' },
    ] satisfies readonly Link[],
    about: [
      { label: 'Debatregler', href: '/debatregler/' },
      { label: 'Rettelser', href: '/rettelser/' },
      { label: 'Privatliv', href: '/privatliv/' },
      { label: 'Tilgængelighedserklæring', href: '/tilgaengelighed/' },
      { label: 'Følg med (feed)', href: '/feed.xml' },
    ] satisfies readonly Link[],
  },
  /** GitHub logins that speak for the board; their replies are marked. */
  board: ['beboerdebat-bestyrelsen'] as readonly string[],
  /** `null` turns the form into e-mail and paper, for hosts that can only send files (GitHub Pages). */
  inbox: {
    endpoint: '',
    app: null,
    days: 2,
    words: ['bitcoin', 'casino', 'kviklån', 'lån penge', 'onlyfans', 'viagra', 'idiot', 'svin'],
  } as InboxFacts | null,
  /** `null` leaves giscus out: no button, no frame, and a line in the build's output that says so. */
  giscus: {
    repo: 'beboerdebat/beboerdebat',
    repoId: 'R_kgDOBeboer',
    category: 'Debat',
    categoryId: 'DIC_kwDOBeboer4CdEba',
  } as GiscusFacts | null,
} as const;
