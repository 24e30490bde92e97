import { site } from '../site.ts';
import { say } from '../texts.ts';
import type { FormState } from './form.ts';
import type { InboxEnv } from './env.ts';
import { checkProof } from './proof.ts';
import { checkPreview, signPreview } from './secrets.ts';
import type { Piece } from './site-index.ts';
import { errorsIn, type FieldErrors, type Submission } from './submission.ts';

/** Something sent in, on its way through the checks. */
export interface Attempt {
  readonly request: Request;
  readonly env: InboxEnv;
  readonly submission: Submission;
  /** The submission's own random word, or one that was made for it. */
  readonly once: string;
  readonly fingerprint: string;
  /** The text it is about; `undefined` when the site has none of that name. */
  readonly piece: Piece | undefined;
}

/** Why it goes no further for now, and what its writer is shown. */
export interface Verdict {
  readonly status: number;
  /** A form or a preview keeps what was written. */
  readonly show: 'form' | 'preview';
  readonly words?: string;
  readonly errors?: FieldErrors;
  /** Token of the preview; made anew when absent. */
  readonly token?: string;
  /** True when the reply it answered is left out, so that it can be sent as an answer to the text. */
  readonly isToPiece?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One check; `undefined` lets it pass. */
type Check = (attempt: Attempt) => Promise<Verdict | undefined> | Verdict | undefined;

/** Whether a form comes from our own pages: browsers say so with every form that is sent. */
export function isFromHere(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin';
  const own = [request.url, site.url].map((address) => new URL(address).host);
  return URL.canParse(origin) && own.includes(new URL(origin).host);
}

const comesFromHere: Check = ({ request }) =>
  isFromHere(request) ? undefined : { status: 403, show: 'form', words: say('refused.origin') };

const isToBeEdited: Check = ({ submission }) =>
  submission.step === 'edit' ? { status: 200, show: 'form' } : undefined;

const isFilledIn: Check = ({ submission }) => {
  const errors = errorsIn(submission);
  return Object.keys(errors).length > 0 ? { status: 422, show: 'form', errors } : undefined;
};

const isAboutAText: Check = ({ piece, submission }) => {
  if (!piece) return { status: 404, show: 'form', words: say('refused.unknown') };
  if (piece.isOpen || submission.content.kind === 'report') return undefined;
  return { status: 409, show: 'form', words: say('refused.closed', { title: piece.title }) };
};

const answersWhatIsThere: Check = ({ piece, submission: { content } }) => {
  if (content.parent === '' || (piece && Object.hasOwn(piece.replies, content.parent))) return undefined;
  const words = say(content.kind === 'report' ? 'refused.report.parent' : 'refused.parent');
  return { status: 409, show: 'form', words, isToPiece: true };
};

const isNotAProgram: Check = ({ submission }) =>
  submission.homepage === '' ? undefined : { status: 422, show: 'form', words: say('refused.honeypot') };

/** Sent from a preview that was looked at, or with a proof of work; all else is shown as a preview first. */
const isMeant: Check = async ({ submission: { token, proof }, once, fingerprint, env }) => {
  const { secrets } = env;
  if (token) {
    const verdict = await checkPreview(token, fingerprint, once, env.now().getTime(), secrets);
    if (verdict === 'good') return undefined;
    if (verdict === 'early') return { status: 403, show: 'preview', words: say('refused.early'), token };
    return { status: 403, show: 'preview', words: say(verdict === 'late' ? 'refused.late' : 'refused.proof') };
  }
  if (!proof) return { status: 200, show: 'preview' };
  const verdict = await checkProof(proof, fingerprint, secrets);
  return verdict === 'good' ? undefined : { status: 403, show: 'preview', words: say('refused.proof') };
};

const isNotTooMuch: Check = async ({ env, request }) =>
  (await env.mayPass(request))
    ? undefined
    : {
        status: 429,
        show: 'form',
        words: say('refused.rate', { minutes: env.rateMinutes }),
        headers: { 'Retry-After': String(env.rateMinutes * 60) },
      };

/** Every check of what was sent in, in order; the first verdict counts. */
export const checks: readonly Check[] = [
  comesFromHere,
  isToBeEdited,
  isFilledIn,
  isAboutAText,
  answersWhatIsThere,
  isNotAProgram,
  isMeant,
  isNotTooMuch,
];

/** The form as it comes back to its writer. */
export function formStateOf({ submission: { content, consent }, once, piece }: Attempt, verdict: Verdict): FormState {
  const { kind, thread, parent, name, place, ties, text } = content;
  const parentName = piece && Object.hasOwn(piece.replies, parent) ? piece.replies[parent] : undefined;
  return {
    kind,
    thread,
    parent: parentName === undefined || verdict.isToPiece ? undefined : { id: parent, name: parentName },
    values: { name, place, ties, text, consent },
    errors: verdict.errors ?? {},
    refusal: verdict.words,
    once,
  };
}

/** The token a preview is shown with. */
export const tokenFor = ({ fingerprint, once, env }: Attempt, verdict: Verdict): Promise<string> =>
  verdict.token ? Promise.resolve(verdict.token) : signPreview(fingerprint, once, env.now().getTime(), env.secrets);
