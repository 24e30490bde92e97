import { site } from '../site.ts';
import type { Place } from './github.ts';
import type { Access } from '../github/transport.ts';

/** What the chores need to know, from the environment first and `site.ts` second. */
export interface Settings {
  readonly access: Access;
  readonly place: Place;
}

/** Reads the settings, or says in Danish what is missing. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings | { readonly missing: string } {
  const token = environment['GITHUB_TOKEN'];
  const repository = environment['GITHUB_REPOSITORY'] ?? site.giscus?.repo;
  if (!token) return { missing: 'GITHUB_TOKEN mangler. Sæt den til et token, der må læse Discussions.' };
  if (!repository?.includes('/')) {
    return { missing: 'Der er ikke valgt noget repository. Udfyld giscus i src/site.ts, eller sæt GITHUB_REPOSITORY.' };
  }
  return {
    access: { url: environment['GITHUB_GRAPHQL_URL'] ?? 'https://api.github.com/graphql', token },
    place: {
      repository,
      category: site.giscus?.category ?? 'Debat',
      board: site.board,
      app: environment['INBOX_APP_LOGIN'] ?? site.inbox?.app ?? null,
    },
  };
}
