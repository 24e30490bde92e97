import { accessTo, type App } from '../github/app.ts';
import { asker, patient, type Ask, type Patience } from '../github/transport.ts';
import type { Place } from '../replies/github.ts';
import { postReply, removeReply, retractReply } from '../replies/post.ts';
import { site } from '../site.ts';
import { say } from '../texts.ts';
import { guarded } from './github-errors.ts';
import { issueQueue } from './issue-queue.ts';
import { markdownOf } from './plain-text.ts';
import type { Publisher, Queue } from './queue.ts';

/** Settings as the environment gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An inbox on GitHub. */
export interface GitHubInbox {
  /** Issues of the private repository, where one is named. */
  readonly queue: Queue | undefined;
  readonly publisher: Publisher;
  /** Asks for the public repository's Discussions, and where they are. */
  readonly discussions: { readonly ask: Ask; readonly place: Place };
}

/**
 * GitHub's side of the inbox, where `INBOX_APP_ID` names an App: Discussions as the place replies are published, and, where
 * `INBOX_REPOSITORY` names a private repository, its issues as the queue.
 * @throws when something is named but not all of it
 */
export function githubInbox(environment: Environment, patience: Patience = patient): GitHubInbox | undefined {
  const id = environment['INBOX_APP_ID'];
  if (!id) return undefined;
  const needed = (name: string) => environment[name] || missing(name);
  const app: App = {
    api: environment['GITHUB_API_URL'] || 'https://api.github.com',
    graphql: environment['GITHUB_GRAPHQL_URL'] || 'https://api.github.com/graphql',
    id,
    installation: Number(
      /^\d+$/.exec(needed('INBOX_INSTALLATION_ID'))?.[0] ?? wrong('INBOX_INSTALLATION_ID', 'a number'),
    ),
    // A key in one line, as many hosts keep it.
    key: needed('INBOX_APP_KEY').replaceAll('\\n', '\n'),
  };
  const repository = named('GITHUB_REPOSITORY', environment['GITHUB_REPOSITORY'] || site.giscus?.repo);
  const place: Place = {
    repository,
    category: site.giscus?.category ?? 'Debat',
    board: site.board,
    app: environment['INBOX_APP_LOGIN'] || site.inbox?.app || missing('INBOX_APP_LOGIN'),
  };
  const queueAt = environment['INBOX_REPOSITORY'] && named('INBOX_REPOSITORY', environment['INBOX_REPOSITORY']);
  const askAbout = (name: string, permissions: Record<string, string>) =>
    asker(accessTo(app, name, permissions, patience), patience);
  const ask = askAbout(repository, { discussions: 'write' });
  return {
    queue: queueAt ? issueQueue(askAbout(queueAt, { issues: 'write' }), queueAt) : undefined,
    publisher: discussionPublisher(ask, place),
    discussions: { ask, place },
  };
}

/** Publishes into GitHub's Discussions; the next fetch brings it onto the site. */
function discussionPublisher(ask: Ask, place: Place): Publisher {
  return {
    publish: ({ id, thread, parent, received, words }) =>
      guarded(async () => {
        const { name, place: home, ties, text } = words;
        const posted = await postReply(ask, place, {
          thread,
          case: id,
          name,
          ...(home && { place: home }),
          ...(ties && { ties }),
          ...(parent && { parent }),
          created: received,
          line: `**${markdownOf(name)}**${home && `, ${markdownOf(home)}`}${ties && ` (${markdownOf(ties)})`}, ${say('reply.via.formular')}:`,
          text: markdownOf(text),
        });
        return `${posted.id} ${posted.node}`;
      }),
    retract: (posted) => guarded(() => retractReply(ask, posted.split(' ')[1] ?? '')),
    tidy: async () => undefined,
    remove: ({ thread, id }, { day, reason }) => guarded(() => removeReply(ask, place, thread, { id, day, reason })),
  };
}

function named(name: string, repository: string | undefined): string {
  if (!repository) return missing(name);
  return /^[\w.-]+\/[\w.-]+$/.test(repository) ? repository : wrong(name, 'owner/name');
}

function wrong(name: string, form: string): never {
  throw new Error(`${name} must be ${form}.`);
}

function missing(name: string): never {
  throw new Error(`${name} is missing. README, "An inbox on GitHub", tells where it comes from.`);
}
