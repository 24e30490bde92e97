import type { GraphQLResolveInfo } from 'graphql';
import { viewActor, viewViewer } from './actor.ts';
import { connect, type PageArguments } from './connection.ts';
import { createdAt, slugOf, updatedAt, viewCategory, viewDiscussion } from './discussion.ts';
import { canRead } from './access.ts';
import { forbidden, GitHubError } from './errors.ts';
import { idOf, repositoryNumber } from './ids.ts';
import { issueFieldsOf } from './issue-queries.ts';
import type { FakeDiscussion, FakeRepository } from './state.ts';
import { locateNode, type World } from './world.ts';

/** The root of every query, except `rateLimit`. */
export const queriesOf = (world: World) => ({
  repository({ owner, name }: { owner: string; name: string }) {
    const asked = `${owner}/${name}`;
    const isAsked = (each: FakeRepository) => asked.toLowerCase() === `${each.owner}/${each.name}`.toLowerCase();
    const home = world.homes.find(({ repository }) => isAsked(repository));
    if (home) return viewRepository(world, home.repository);
    throw new GitHubError('NOT_FOUND', `Could not resolve to a Repository with the name '${asked}'.`);
  },
  node({ id }: { id: string }) {
    const home = world.homes.find(({ repository }) => idOf.repository(repository) === id);
    return home ? viewRepository(world, home.repository) : locateNode(world, id);
  },
  viewer: () => viewViewer(world.caller.actor),
});

/** The schema's own defaults have filled these in before a resolver sees them. */
interface DiscussionsArguments extends PageArguments {
  readonly categoryId: string | null;
  readonly orderBy: { readonly field: 'CREATED_AT' | 'UPDATED_AT'; readonly direction: 'ASC' | 'DESC' } | null;
  readonly states: readonly ('OPEN' | 'CLOSED')[] | null;
  readonly answered: boolean | null;
}

const viewRepository = (world: World, from: FakeRepository) => ({
  ...issueFieldsOf(world, from),
  __typename: 'Repository',
  id: idOf.repository(from),
  databaseId: repositoryNumber(from),
  name: from.name,
  nameWithOwner: `${from.owner}/${from.name}`,
  url: `https://github.com/${from.owner}/${from.name}`,
  owner: viewActor({ type: 'User', login: from.owner }),
  hasDiscussionsEnabled: from.categories.length > 0,
  isPrivate: from.isPrivate ?? false,

  rulesets: (asked: PageArguments, _: unknown, info: GraphQLResolveInfo) =>
    connect([...(from.rules ?? []).entries()], asked, info, {
      keyOf: ([index]) => index,
      nodeOf: ([, enforcement]) => ({ __typename: 'RepositoryRuleset', enforcement }),
    }),

  discussionCategories: (asked: PageArguments, _: unknown, info: GraphQLResolveInfo) =>
    connect([...from.categories.entries()], asked, info, {
      keyOf: ([index]) => index,
      nodeOf: ([, name]) => viewCategory(from, name),
    }),

  discussionCategory({ slug }: { slug: string }) {
    const name = from.categories.find((each) => slugOf(each) === slug);
    return name === undefined ? null : viewCategory(from, name);
  },

  discussion({ number }: { number: number }) {
    const found = discussionsOf(world, from).find((each) => each.number === number);
    if (found) return viewDiscussion(from, found);
    throw new GitHubError('NOT_FOUND', `Could not resolve to a Discussion with the number of ${number}.`);
  },

  discussions(asked: DiscussionsArguments, _: unknown, info: GraphQLResolveInfo) {
    const { categoryId, states, answered, orderBy } = asked;
    const chosen = discussionsOf(world, from).filter(
      ({ category, closed }) =>
        (categoryId === null || idOf.category(from, category) === categoryId) &&
        (!states?.length || states.includes(closed ? 'CLOSED' : 'OPEN')) &&
        // No comment is marked as the answer here.
        answered !== true,
    );
    return connect(inOrder(chosen, orderBy), asked, info, {
      keyOf: ({ number }) => number,
      nodeOf: (discussion) => viewDiscussion(from, discussion),
    });
  },
});

function discussionsOf({ caller }: World, repository: FakeRepository): FakeDiscussion[] {
  if (!canRead(caller, repository, 'discussions')) throw forbidden();
  return repository.discussions;
}

function inOrder(discussions: FakeDiscussion[], orderBy: DiscussionsArguments['orderBy']): FakeDiscussion[] {
  const momentOf = orderBy?.field === 'CREATED_AT' ? createdAt : updatedAt;
  const sign = orderBy?.direction === 'ASC' ? 1 : -1;
  return discussions
    .map((discussion) => ({ discussion, moment: momentOf(discussion) }))
    .sort((a, b) => sign * (compare(a.moment, b.moment) || a.discussion.number - b.discussion.number))
    .map(({ discussion }) => discussion);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
