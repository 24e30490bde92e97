import { createHash } from 'node:crypto';
import type { FakeActor, FakeRepository } from './state.ts';

/**
 * Node ids in GitHub's own form: a prefix, then base64url of the MessagePack array `[0, …numbers]`. They look like
 * `D_kwDOLDuJqs4AXteZ` and stay the same for as long as the number they are made of.
 */
export const idOf = {
  repository: (repository: FakeRepository) => nodeId('R', repositoryNumber(repository)),
  category: (repository: FakeRepository, name: string) =>
    nodeId('DIC', repositoryNumber(repository), categoryNumber(name)),
  discussion: (repository: FakeRepository, number: number) => nodeId('D', repositoryNumber(repository), number),
  comment: (repository: FakeRepository, databaseId: number) => nodeId('DC', repositoryNumber(repository), databaseId),
  issue: (repository: FakeRepository, number: number) => nodeId('I', repositoryNumber(repository), number),
  issueComment: (repository: FakeRepository, databaseId: number) =>
    nodeId('IC', repositoryNumber(repository), databaseId),
  label: (repository: FakeRepository, name: string) => nodeId('LA', repositoryNumber(repository), numberOf(name)),
  actor: (actor: FakeActor) => nodeId(actor.type === 'Bot' ? 'BOT' : 'U', actorNumber(actor)),
};

/** Numbers GitHub would have given out; here they follow from the name. */
export const repositoryNumber = ({ owner, name }: FakeRepository) => numberOf(`${owner}/${name}`.toLowerCase());
export const actorNumber = ({ login }: FakeActor) => numberOf(login);
const categoryNumber = numberOf;

/** The last number in a node id: the number of a Discussion or an issue, or a comment's `databaseId`. */
export function lastNumber(id: string): number | undefined {
  const bytes = Buffer.from(id.slice(id.indexOf('_') + 1), 'base64url');
  return bytes.length >= 4 ? bytes.readUInt32BE(bytes.length - 4) : undefined;
}

function nodeId(prefix: string, ...numbers: number[]): string {
  const bytes = Buffer.alloc(2 + 5 * numbers.length);
  bytes.writeUInt8(0x91 + numbers.length, 0);
  for (const [index, number] of numbers.entries()) {
    bytes.writeUInt8(0xce, 2 + 5 * index);
    bytes.writeUInt32BE(number, 3 + 5 * index);
  }
  return `${prefix}_${bytes.toString('base64url')}`;
}

/** 28 bits: GitHub's numbers are of that size. */
function numberOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() >>> 4;
}
