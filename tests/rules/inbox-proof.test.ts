import { createChallenge, solveChallenge, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkProof, createTask, isFingerprint } from '../../src/inbox/proof.ts';
import { proofOf, solved, taskFor } from '../inbox-forms.ts';

const secret = 's'.repeat(32);
const other = 'o'.repeat(32);
const mark = 'ab'.repeat(32);
const work = { algorithm: 'PBKDF2/SHA-256', cost: 1_000, keyPrefix: '00' };
const soon = () => Math.floor(Date.now() / 1_000) + 300;

let proof: Payload;
beforeAll(async () => {
  proof = await solved(await createTask(mark, Date.now(), [secret]));
});

test('a task that was solved is a proof, however often it comes', async () => {
  expect(await checkProof(proofOf(proof), mark, [secret])).toBe('good');
  expect(await checkProof(proofOf(proof), mark, [secret])).toBe('good');
});

test('it is one for this text only', async () => {
  expect(await checkProof(proofOf(proof), 'cd'.repeat(32), [secret])).toBe('foreign');
});

test('it fits the field it is sent in', () => {
  expect(proofOf(proof).length).toBeLessThan(2_000);
});

test('a secret that is no longer the first is believed, one that was given up is not', async () => {
  expect(await checkProof(proofOf(proof), mark, [other, secret])).toBe('good');
  expect(await checkProof(proofOf(proof), mark, [other])).toBe('foreign');
});

test('a task is worth nothing after its time', async () => {
  const old = await solved(await createTask(mark, Date.now() - 660_000, [secret]));
  expect(await checkProof(proofOf(old), mark, [secret])).toBe('late');
  expect(await checkProof(proofOf(old), mark, [other, secret])).toBe('late');
  const longer = { ...old.challenge, parameters: { ...old.challenge.parameters, expiresAt: soon() } };
  expect(await checkProof(proofOf({ ...old, challenge: longer }), mark, [secret])).toBe('foreign');
});

describe('no proof is', () => {
  const inTask = (change: object) => () => ({ ...proof, challenge: { ...proof.challenge, ...change } });
  const inParameters = (change: object) => () => ({
    ...proof,
    challenge: { ...proof.challenge, parameters: { ...proof.challenge.parameters, ...change } },
  });
  const inSolution = (change: object) => () => ({ ...proof, solution: { ...proof.solution, ...change } });
  const made =
    (change: Parameters<typeof taskFor>[2], signedWith = secret) =>
    async () =>
      solved(await taskFor(mark, signedWith, change));

  const endless = () =>
    createChallenge({ ...work, data: { fingerprint: mark }, deriveKey, hmacSignatureSecret: `task|${secret}` });

  test('while one of their own making, if it is just like ours, would be', async () => {
    expect(await checkProof(proofOf(await made({})()), mark, [secret])).toBe('good');
  });

  test.each<[string, () => unknown]>([
    ['one signed by somebody else', made({}, other)],
    ['one without a signature', inTask({ signature: undefined })],
    ['one with a signature of another', inTask({ signature: 'ab'.repeat(32) })],
    ['one with an empty signature', inTask({ signature: '' })],
    ['a task that was made easier', inParameters({ cost: 1 })],
    ['a task with a shorter goal', inParameters({ keyPrefix: '0' })],
    ['a task with another goal', inParameters({ keyPrefix: 'ff' })],
    ['a task without a goal', inParameters({ keyPrefix: '' })],
    ['a task with another beginning', inParameters({ nonce: '0'.repeat(32) })],
    ['a task with another salt', inParameters({ salt: '0'.repeat(32) })],
    ['a task without an end', inParameters({ expiresAt: undefined })],
    ['a task for a later day', inParameters({ expiresAt: soon() + 9_999 })],
    ['an easier task, although we signed it', made({ cost: 1 })],
    ['a task with a shorter goal, although we signed it', made({ keyPrefix: '0' })],
    ['a task for nothing, although we signed it', made({ data: {} })],
    ['a task of another kind, although we signed it', made({ algorithm: 'PBKDF2/SHA-512' })],
    ['a task without an end, although we signed it', async () => solved(await endless())],
    ['another number', inSolution({ counter: 2 ** 31 })],
    ['a number below nought', inSolution({ counter: -1 })],
    ['a number past all', inSolution({ counter: 2 ** 32 })],
    ['half a number', inSolution({ counter: 0.5 })],
    ['a number with a hash that only looks right', inSolution({ derivedKey: `00${'a'.repeat(62)}` })],
    ['a hash of capitals', () => inSolution({ derivedKey: proof.solution.derivedKey.toUpperCase() })()],
    ['a task without its solution', () => ({ challenge: proof.challenge })],
    ['a solution without its task', () => ({ solution: proof.solution })],
    ['nothing at all', () => null],
    ['a list', () => [proof]],
  ])('%s', async (_, make) => {
    expect(await checkProof(proofOf(await make()), mark, [secret])).toBe('foreign');
  });

  test('a number whose hash is right, but does not reach the goal', async () => {
    const { parameters } = proof.challenge;
    const miss = await solveChallenge({ challenge: { parameters: { ...parameters, keyPrefix: 'ff' } }, deriveKey });
    expect(miss?.derivedKey).toMatch(/^ff/);
    expect(await checkProof(proofOf({ ...proof, solution: miss }), mark, [secret])).toBe('foreign');
  });

  test.each([
    ['an empty field', ''],
    ['what is no base64', 'æøå!'],
    ['base64 of no JSON', btoa('{"challenge"')],
    ['a million letters', 'A'.repeat(1_000_000)],
    ['brackets within brackets', btoa('['.repeat(100_000))],
  ])('%s', async (_, text) => {
    expect(await checkProof(text, mark, [secret])).toBe('foreign');
  });
});

test.each([
  [mark, true],
  ['', false],
  [mark.toUpperCase(), false],
  [`${mark}0`, false],
  [mark.slice(1), false],
  [`${mark}\n`, false],
])('%j can be a fingerprint: %j', (text, isOne) => {
  expect(isFingerprint(text)).toBe(isOne);
});
