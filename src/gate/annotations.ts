import type { Problem } from './messages.ts';

/** Annotations of one kind GitHub shows from one step; what comes after them is lost. */
const limit = 10;

/**
 * The problems as GitHub's workflow commands, which put each on its line of "Files changed": at most ten, and nothing a
 * writer wrote can end its command or begin another.
 */
export const annotationsOf = (problems: readonly Problem[], level: 'error' | 'warning' = 'error') =>
  problems.slice(0, limit).map((problem) => annotation(problem, level));

function annotation({ file, line, column, what, instead }: Problem, level: string): string {
  const isInRepository = file.startsWith('content/');
  const properties = {
    file: isInRepository ? file : undefined,
    line: isInRepository ? line : undefined,
    col: isInRepository && line !== undefined ? column : undefined,
    title: level === 'error' ? 'Det skal rettes' : 'Se lige på det her',
  };
  const written = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${escapeProperty(String(value))}`,
  );
  return `::${level} ${written.join(',')}::${escapeData(`${what}\n→ ${instead}`)}`;
}

// As actions/toolkit does it in packages/core/src/command.ts: one line, and no property can begin in another.
const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Lines in which a runner obeys nothing, whatever stands in `text`. `token` must be one that nobody can guess. */
export const unheeded = (text: string, token: string) => `::stop-commands::${token}\n${text}\n::${token}::`;
