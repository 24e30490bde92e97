import type { GraphQLResolveInfo } from 'graphql';
import { viewActor, viewViewer } from './actor.ts';
import { connect, type PageArguments } from './connection.ts';
import { createdAt, slugOf, updatedAt, viewCategory, viewDiscussion } from './discussion.ts';
import { GitHubError } from './errors.ts';
import { unresolved, type World } from './find.ts';
import { idOf, repositoryNumber } from './ids.ts';
import type { FakeDiscussion, FakeRepository } from './state.ts';

/** The root of every query, except `rateLimit`. */
export const queriesOf = ({ repository, viewer, find }: World) => ({
  repository({ owner, name }: { owner: string; name: string }) {
    const asked = `${owner}/${name}`;
    if (asked.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase())
      return viewRepository(repository);
    throw new GitHubError('NOT_FOUND', `Could not resolve to a Repository with the name '${asked}'.`);
  },
  node({ id }: { id: string }) {
    if (id === idOf.repository(repository)) return viewRepository(repository);
    const found = find.node(id);
    if (found) return found;
    throw unresolved(id);
  },
  viewer: () => viewViewer(viewer),
});

/** The schema's own defaults have filled these in before a resolver sees them. */
interface DiscussionsArguments extends PageArguments {
  readonly categoryId: string | null;
  readonly orderBy: { readonly field: 'CREATED_AT' | 'UPDATED_AT'; readonly direction: 'ASC' | 'DESC' } | null;
  readonly states: readonly ('OPEN' | 'CLOSED')[] | null;
  readonly answered: boolean | null;
}

const viewRepository = (from: FakeRepository) => ({
  __typename: 'Repository',
  id: idOf.repository(from),
  databaseId: repositoryNumber(from),
  name: from.name,
  nameWithOwner: `${from.owner}/${from.name}`,
  url: `https://github.com/${from.owner}/${from.name}`,
  owner: viewActor({ type: 'User', login: from.owner }),
  hasDiscussionsEnabled: true,
  isPrivate: false,

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
    const found = from.discussions.find((each) => each.number === number);
    if (found) return viewDiscussion(from, found);
    throw new GitHubError('NOT_FOUND', `Could not resolve to a Discussion with the number of ${number}.`);
  },

  discussions(asked: DiscussionsArguments, _: unknown, info: GraphQLResolveInfo) {
    const { categoryId, states, answered, orderBy } = asked;
    const chosen = from.discussions.filter(
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

function inOrder(discussions: FakeDiscussion[], orderBy: DiscussionsArguments['orderBy']): FakeDiscussion[] {
  const momentOf = orderBy?.field === 'CREATED_AT' ? createdAt : updatedAt;
  const sign = orderBy?.direction === 'ASC' ? 1 : -1;
  return discussions
    .map((discussion) => ({ discussion, moment: momentOf(discussion) }))
    .sort((a, b) => sign * (compare(a.moment, b.moment) || a.discussion.number - b.discussion.number))
    .map(({ discussion }) => discussion);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
