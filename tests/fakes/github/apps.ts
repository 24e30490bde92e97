import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import type { Caller, Grant, Permissions } from './access.ts';
import { checkJwt } from './jwt.ts';
import type { FakeRepository } from './state.ts';
import { narrow } from './token-request.ts';
import type { Reply } from './wire.ts';

/** A GitHub App with its one installation. */
export interface FakeApp {
  readonly id: number;
  readonly clientId: string;
  readonly installationId: number;
  /** Its name in addresses, and as author. */
  readonly slug: string;
  /** PEM, PKCS#8. GitHub's page gives the same in PKCS#1. */
  readonly privateKey: string;
  readonly publicKey: KeyObject;
  /** Where it is installed. Changed, it holds for the next token. */
  repositories: FakeRepository[];
  /** What its owner has granted. Changed, it holds for the next token. */
  permissions: Permissions;
  /** Makes every token it has worthless, as an hour does. */
  expireTokens(): void;
}

/** What an app is made of. */
export type AppOptions = Pick<FakeApp, 'slug' | 'repositories' | 'permissions'>;

/** The apps of one GitHub, and their tokens. */
export interface Apps {
  create(options: AppOptions): FakeApp;
  /** Who has a token; `undefined` if nobody has it, or has it no longer. */
  callerOf(token: string): Caller | undefined;
  /** Answers `POST /app/installations/<installation>/access_tokens`; gives the token, too. */
  issueToken(installation: number, authorization: string | undefined, body: string): Reply;
}

const hour = 3_600_000;

/** A GitHub without apps, to begin with. */
export function openApps(): Apps {
  const apps: FakeApp[] = [];
  const tokens = new Map<string, { readonly app: FakeApp; readonly grant: Grant; readonly expires: number }>();

  function create({ slug, repositories, permissions }: AppOptions): FakeApp {
    const { privateKey, publicKey } = (keyPairs[apps.length] ??= newKeyPair());
    const app: FakeApp = {
      id: 1_204_001 + apps.length,
      clientId: `Iv23li${Buffer.from(slug).toString('hex').padEnd(14, '0').slice(0, 14)}`,
      installationId: 61_480_001 + apps.length,
      slug,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey,
      repositories: [...repositories],
      permissions,
      expireTokens() {
        for (const [token, { app: owner }] of tokens) if (owner === app) tokens.delete(token);
      },
    };
    apps.push(app);
    return app;
  }

  function callerOf(token: string): Caller | undefined {
    const found = tokens.get(token);
    if (!found || found.expires <= Date.now()) return undefined;
    return { actor: { type: 'Bot', login: found.app.slug }, grant: found.grant };
  }

  function issueToken(installation: number, authorization: string | undefined, body: string): Reply {
    const checked = checkJwt(authorization, (issuer) =>
      apps.find(({ id, clientId }) => issuer === String(id) || issuer === clientId),
    );
    if (!('signer' in checked)) return problem(checked.status, checked.message);
    const app = checked.signer;
    if (app.installationId !== installation) return problem(404, 'Not Found');
    const narrowed = narrow(app, body);
    if ('message' in narrowed) return problem(narrowed.status, narrowed.message);
    const token = newToken(app);
    const expires = Math.floor((Date.now() + hour) / 1000) * 1000;
    tokens.set(token, { app, grant: narrowed.grant, expires });
    const expires_at = new Date(expires).toISOString().replace('.000Z', 'Z');
    return { status: 201, body: { token, expires_at, ...narrowed.told } };
  }

  return { create, callerOf, issueToken };
}

/** A key takes a while: the apps of one GitHub have different ones, those of the next GitHub have them again. */
const keyPairs: ReturnType<typeof newKeyPair>[] = [];
const newKeyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/**
 * Since 2026 a token is some hundred characters long, with dots in it; before, it had 40
 * (docs.github.com, "Generating an installation access token for a GitHub App").
 */
function newToken({ id }: FakeApp): string {
  return `ghs_${id}_${[27, 180, 256].map((size) => randomBytes(size).toString('base64url')).join('.')}`;
}

const problem = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});
