import { actorNumber, idOf } from './ids.ts';
import type { FakeActor } from './state.ts';

/** GraphQL's view of who wrote something; `null` stays `null`, as for a deleted account. */
export const viewActor = (actor: FakeActor | null) => (actor === null ? null : actorFields(actor, actor.type));

/**
 * GraphQL's view of who asks. It is a `User` by the schema, also when it is an app, and then with the suffix: an
 * installation token is told `fullsend-ai-coder[bot]` (fullsend-ai/fullsend#1953).
 */
export function viewViewer(actor: FakeActor) {
  const login = actor.type === 'Bot' ? `${actor.login}[bot]` : actor.login;
  return { ...actorFields(actor, 'User'), login };
}

function actorFields(actor: FakeActor, __typename: FakeActor['type']) {
  const isBot = actor.type === 'Bot';
  const resourcePath = isBot ? `/apps/${actor.login}` : `/${actor.login}`;
  return {
    __typename,
    id: idOf.actor(actor),
    databaseId: actorNumber(actor),
    login: actor.login,
    name: null,
    resourcePath,
    url: `https://github.com${resourcePath}`,
    avatarUrl: `https://avatars.githubusercontent.com/${isBot ? 'in' : 'u'}/${actorNumber(actor)}?v=4`,
  };
}
