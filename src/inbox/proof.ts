import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { z } from 'zod';
import type { Secrets } from './secrets.ts';

/** How much work a proof takes: one hash of 256 fits, each of `cost` rounds. */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 1_000, keyPrefix: '00' } as const;

/** How long a task may be solved, in milliseconds. */
const lifetime = 600_000;

/** What became of a proof. */
export type ProofVerdict = 'good' | 'late' | 'foreign';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const proofSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(work.algorithm),
      cost: z.literal(work.cost),
      keyLength: z.literal(32),
      keyPrefix: z.literal(work.keyPrefix),
      nonce: z.string().regex(/^[0-9a-f]{32}$/),
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      expiresAt: z.int(),
      data: z.object({ fingerprint: hash }),
    }),
    signature: hash,
  }),
  solution: z.object({ counter: z.int().nonnegative(), derivedKey: hash, time: z.number() }),
});

/** True when `text` is a fingerprint a task can be made for. */
export const isFingerprint = (text: string): boolean => hash.safeParse(text).success;

/** A task whose solution is worth something for this reply only. */
export const createTask = (fingerprint: string, now: number, [secret]: Secrets) =>
  createChallenge({
    ...work,
    deriveKey,
    data: { fingerprint },
    expiresAt: Math.floor((now + lifetime) / 1_000),
    hmacSignatureSecret: `task|${secret}`,
  });

/** Whether `proof`, JSON in base64, solves a task that we made for this reply. */
export async function checkProof(proof: string, fingerprint: string, secrets: Secrets): Promise<ProofVerdict> {
  const parsed = proofSchema.safeParse(decoded(proof));
  if (!parsed.success || parsed.data.challenge.parameters.data.fingerprint !== fingerprint) return 'foreign';
  for (const secret of secrets) {
    const result = await verifySolution({ ...parsed.data, deriveKey, hmacSignatureSecret: `task|${secret}` });
    if (result.verified) return 'good';
    if (result.expired) return 'late';
  }
  return 'foreign';
}

function decoded(proof: string): unknown {
  try {
    return JSON.parse(atob(proof));
  } catch {
    return undefined;
  }
}
