import { verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Either who signed a JSON Web Token, or the status and the words with which GitHub turns it away. */
export type Checked<Signer> = { readonly signer: Signer } | { readonly status: 401 | 404; readonly message: string };

/** Longest time a token may be good for, in seconds. */
const longest = 600;

/**
 * Checks the `Authorization` header of an app as GitHub does: the signature for real, and the times without the
 * tolerance a clock may hope for. `find` gives the app for an issuer, which is its id or its client id.
 */
export function checkJwt<Signer extends { readonly publicKey: KeyObject }>(
  authorization: string | undefined,
  find: (issuer: string) => Signer | undefined,
): Checked<Signer> {
  const token = /^bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization ?? '');
  const [, head = '', body = '', signature = ''] = token ?? [];
  const header = headerSchema.safeParse(decode(head));
  const claims = claimsSchema.safeParse(decode(body));
  if (!header.success || !claims.success) return refuse('A JSON web token could not be decoded');
  const signer = find(String(claims.data.iss));
  // In these words: actions/create-github-app-token#76.
  if (!signer) return { status: 404, message: 'Integration not found' };
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    signer.publicKey,
    Buffer.from(signature, 'base64url'),
  );
  // The same words for a key that is not this app's: actions/create-github-app-token#153.
  if (!isSigned) return refuse('A JSON web token could not be decoded');
  const complaint = complaintAbout(claims.data, Date.now() / 1000);
  return complaint === undefined ? { signer } : refuse(complaint);
}

const headerSchema = z.object({ alg: z.literal('RS256') });
const claimsSchema = z.object({
  iss: z.union([z.string(), z.int()]),
  iat: z.unknown().optional(),
  exp: z.unknown().optional(),
});

/** What is wrong with the times, in the words `@octokit/auth-app` looks for when a clock is wrong. */
function complaintAbout({ iat, exp }: { iat?: unknown; exp?: unknown }, now: number): string | undefined {
  if (typeof exp !== 'number' || exp <= now) {
    return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  }
  if (exp > now + longest) return "'Expiration time' claim ('exp') is too far in the future";
  if (typeof iat !== 'number' || !Number.isInteger(iat) || iat > now) {
    return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  }
  return undefined;
}

const refuse = (message: string) => ({ status: 401, message }) as const;

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
