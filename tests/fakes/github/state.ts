/** What GitHub holds, as far as this project asks: plain data, which a test writes and changes as it likes. */
export interface FakeRepository {
  owner: string;
  name: string;
  /** Names of the Discussions categories. */
  categories: string[];
  /** Whether each of its rulesets is `ACTIVE`, `EVALUATE` or `DISABLED`. */
  rules?: string[];
  discussions: FakeDiscussion[];
  isPrivate?: boolean;
  /** Names of the labels an issue can have. */
  labels?: string[];
  issues?: FakeIssue[];
}

/** One issue, with all that GitHub remembers of it. */
export interface FakeIssue {
  number: number;
  title: string;
  /** Markdown. */
  body: string;
  /**
   * Every title and body it had before, oldest first. GitHub shows them to whoever can read the issue, and its API can
   * not remove them (cli/cli#14387); only a person can, on its page.
   */
  formerTexts: string[];
  state: 'OPEN' | 'CLOSED';
  stateReason: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | 'REOPENED' | null;
  author: FakeActor | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  lastEditedAt: string | null;
  /** Names of its labels. */
  labels: string[];
  /** Oldest first; a deleted one is not here, and nowhere else. */
  comments: FakeIssueComment[];
}

/** One comment on an issue. */
export interface FakeIssueComment {
  /** Unique in the repository. */
  databaseId: number;
  author: FakeActor | null;
  /** Markdown. */
  body: string;
  createdAt: string;
}

/** One Discussion. Without an author giscus opened it; without a date it is as old as its number. */
export interface FakeDiscussion {
  number: number;
  title: string;
  body: string;
  /** Name of its category. */
  category: string;
  author?: FakeActor | null;
  createdAt?: string;
  locked?: boolean;
  closed?: boolean;
  /** The comments at the top, oldest first; their answers are inside them. */
  comments: FakeComment[];
}

/** One comment or, inside `replies`, one answer to it. GitHub has these two levels and no third. */
export interface FakeComment {
  /** Unique in the repository. */
  databaseId: number;
  /** `null` when the account is deleted (GitHub's page calls it ghost). */
  author: FakeActor | null;
  /** Markdown. */
  body: string;
  createdAt: string;
  lastEditedAt?: string | null;
  /** Only a comment that still has answers is kept when it is deleted; its text is gone. */
  deletedAt?: string | null;
  isMinimized?: boolean;
  minimizedReason?: string | null;
  createdViaEmail?: boolean;
  replies?: FakeComment[];
}

/**
 * Who wrote. A bot's `login` is GraphQL's form, without REST's `[bot]`: GraphQL says `dependabot` of type `Bot` where
 * REST says `dependabot[bot]` (marcusquinn/aidevops#29778). Only `viewer` has the suffix, see `actor.ts`.
 */
export interface FakeActor {
  type: 'User' | 'Bot';
  login: string;
}
