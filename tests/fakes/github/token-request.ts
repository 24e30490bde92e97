import { z } from 'zod';
import type { Grant, Permissions } from './access.ts';
import type { FakeApp } from './apps.ts';
import { idOf, repositoryNumber } from './ids.ts';
import type { FakeRepository } from './state.ts';

/** What a new token is given, and what the answer says of it; or why there is none. */
type Narrowed =
  | { readonly grant: Grant; readonly told: Readonly<Record<string, unknown>> }
  | { readonly status: 400 | 422; readonly message: string };

const level = z.enum(['read', 'write']);
const requestSchema = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.int()).optional(),
  permissions: z.record(z.string(), level).optional(),
});

/** Reads a request for a token, which may ask for less than the app has, never for more. */
export function narrow(app: FakeApp, body: string): Narrowed {
  const json = parse(body);
  if (json === undefined) return { status: 400, message: 'Problems parsing JSON' };
  const request = requestSchema.safeParse(json);
  if (!request.success) return { status: 422, message: 'Invalid request.' };
  const { repositories: names, repository_ids: ids, permissions = app.permissions } = request.data;
  const chosen = names || ids ? [...(names ?? []).map(byName), ...(ids ?? []).map(byId)] : app.repositories;
  const repositories = chosen.filter((each) => each !== undefined);
  if (repositories.length < chosen.length) {
    // In these words: 5dive-ai/5dive#383.
    const message =
      'There is at least one repository that does not exist or is not accessible to the parent installation.';
    return { status: 422, message };
  }
  if (!isWithin(permissions, app.permissions)) {
    // In these words: peter-murray/workflow-application-token-action#48.
    return { status: 422, message: 'The permissions requested are not granted to this installation.' };
  }
  const told = {
    permissions: { ...permissions, metadata: 'read' },
    repository_selection: 'selected',
    // Only told to who asked for some: hub4j/github-api, GHAppTest/createTokenWithRepositories.
    ...((names || ids) && { repositories: repositories.map(viewForRest) }),
  };
  return { grant: { repositories, permissions }, told };

  function byName(name: string) {
    return app.repositories.find((each) => each.name.toLowerCase() === name.toLowerCase());
  }
  function byId(id: number) {
    return app.repositories.find((each) => repositoryNumber(each) === id);
  }
}

/** Every app may read metadata. */
const isWithin = (asked: Permissions, granted: Permissions) =>
  Object.entries(asked).every(([name, wanted]) => {
    const has = name === 'metadata' ? 'read' : granted[name];
    return has === 'write' || has === wanted;
  });

const viewForRest = (repository: FakeRepository) => ({
  id: repositoryNumber(repository),
  node_id: idOf.repository(repository),
  name: repository.name,
  full_name: `${repository.owner}/${repository.name}`,
  private: repository.isPrivate ?? false,
  owner: { login: repository.owner, type: 'User' },
});

/** Nothing at all is a request without wishes. */
function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}
