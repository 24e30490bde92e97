import type { FakeActor, FakeRepository } from './state.ts';

/** Rights by GitHub's names for them: `issues`, `discussions` … */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** Who asks. */
export interface Caller {
  readonly actor: FakeActor;
  /** What an app's token was given. Without it the caller may do everything everywhere. */
  readonly grant?: Grant;
}

/** Some repositories, and rights that hold in each of them. */
export interface Grant {
  readonly repositories: readonly FakeRepository[];
  readonly permissions: Permissions;
}

/** Whether a repository is there at all for the caller. */
export const canSee = (caller: Caller, repository: FakeRepository) =>
  !repository.isPrivate || isGiven(caller, repository);

/** Whether the caller may read what a right is about. What is public any app's token may read (backstage/backstage#32099). */
export const canRead = (caller: Caller, repository: FakeRepository, permission: string) =>
  !repository.isPrivate || (isGiven(caller, repository) && levelOf(caller, permission) !== undefined);

/** Whether the caller may change what a right is about. */
export const canWrite = (caller: Caller, repository: FakeRepository, permission: string) =>
  isGiven(caller, repository) && levelOf(caller, permission) === 'write';

const isGiven = ({ grant }: Caller, repository: FakeRepository) => grant?.repositories.includes(repository) ?? true;
const levelOf = ({ grant }: Caller, permission: string) => (grant ? grant.permissions[permission] : 'write');
