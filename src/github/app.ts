import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';
import { failureOf, FetchError, patient, strictFetch, type Access, type Patience } from './transport.ts';

/** A GitHub App as it was installed. */
export interface App {
  /** `https://api.github.com`, or another address that speaks the same. */
  readonly api: string;
  readonly graphql: string;
  readonly id: string;
  readonly installation: number;
  /** Private key in PEM; Node takes GitHub's own form, a Worker only PKCS#8. */
  readonly key: string;
}

/**
 * Access to one repository (`owner/name`) with only the rights named, whatever more the App has.
 * @throws FetchError, when asked, if GitHub gives no token
 */
export function accessTo(
  app: App,
  repository: string,
  permissions: Readonly<Record<string, string>>,
  patience: Patience = patient,
): Access {
  const auth = createAppAuth({
    appId: app.id,
    privateKey: app.key,
    installationId: app.installation,
    request: request.defaults({
      baseUrl: app.api,
      request: { fetch: (url: string, init: RequestInit) => strictFetch(url, init, patience.timeout) },
    }),
    log: { warn: () => undefined },
  });
  const [, name = ''] = repository.split('/');
  return {
    url: app.graphql,
    token: async (isRefused) => {
      const asked = { type: 'installation' as const, repositoryNames: [name], permissions: { ...permissions } };
      try {
        return (await auth({ ...asked, ...(isRefused && { refresh: true }) })).token;
      } catch (cause) {
        const failure = failureOf(cause);
        if (!failure.isTokenRefused) throw failure;
        throw new FetchError("GitHub does not accept the App's key, or the App is not installed", { cause });
      }
    },
  };
}
