import type { Problem } from './messages.ts';

/** The problems as a person reads them: a count, then each file with what is wrong and what to write instead. */
export function reportOf(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'Der er 1 fejl' : `Der er ${problems.length} fejl`;
  return `${count} i teksterne. Siden er ikke bygget.\n\n${linesOf(problems)}\n`;
}

/** Each problem with its place, what is wrong, and what to write instead. */
export const linesOf = (problems: readonly Problem[]): string =>
  problems
    .map(({ file, line, column, what, instead }) => {
      const place = [file, line && `linje ${line}`, column && column > 1 && `tegn ${column}`]
        .filter(Boolean)
        .join(', ');
      return `${place}\n  ${what}\n  → ${instead}`;
    })
    .join('\n\n');

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** `text` so that it can stand in HTML, between tags and in a quoted attribute. */
export const escape = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? '');

/** The same report as a page, for `npm run dev`; it looks again every other second. */
export const failurePage = (problems: readonly Problem[]) => `<!doctype html>
<html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><title>Fejl i teksterne</title>
<body style="font:1.1rem/1.6 system-ui;margin:2rem auto;max-width:48rem;padding:0 1rem">
<pre style="font:inherit;white-space:pre-wrap">${escape(reportOf(problems))}</pre>`;
