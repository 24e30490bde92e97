import { GitHubError } from './errors.ts';

/** How GitHub's mutations are told what to do. */
export interface Input<Fields> {
  readonly input: Fields & { readonly clientMutationId?: string | null };
}

/** The part of an answer that every mutation has. */
export const echo = ({ clientMutationId }: { readonly clientMutationId?: string | null }) => ({
  clientMutationId: clientMutationId ?? null,
});

/**
 * Refuses texts GitHub refuses, in the words of its REST API (jmikedupont2/ai-ticket#51).
 * @throws GitHubError `UNPROCESSABLE` when a text is too long, or a title blank
 */
export function checkTexts({ title, body }: { readonly title?: string | null; readonly body?: string | null }): void {
  if (title?.trim() === '') throw new GitHubError('UNPROCESSABLE', "Title can't be blank");
  checkLength('Title', title, 256);
  checkLength('Body', body, 65_536);
}

/**
 * The same for a comment, which needs words.
 * @throws GitHubError `UNPROCESSABLE` when it has none, or too many
 */
export function checkComment(body: string): void {
  if (body.trim() === '') throw new GitHubError('UNPROCESSABLE', "Body can't be blank");
  checkTexts({ body });
}

/** Stops a mutation that is told something this fake would not do. */
export function checkKnown(mutation: string, input: object, known: readonly string[]): void {
  for (const name of Object.keys(input)) {
    if (name === 'clientMutationId' || known.includes(name)) continue;
    throw new Error(`The fake GitHub does not know ${mutation}(input: { ${name} }) (tests/fakes/github/)`);
  }
}

function checkLength(name: string, text: string | null | undefined, most: number): void {
  if (text == null || [...text].length <= most) return;
  throw new GitHubError('UNPROCESSABLE', `${name} is too long (maximum is ${most} characters)`);
}
