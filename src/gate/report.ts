import type { Problem } from './messages.ts';

/** The problems as a person reads them: a count, then each file with what is wrong and what to write instead. */
export function reportOf(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'Der er 1 fejl' : `Der er ${problems.length} fejl`;
  return `${count} i teksterne. Siden er ikke bygget.\n\n${linesOf(problems)}\n`;
}

/** What `npm run gate` says of `count` texts: errors first, then what an editor should look at again. */
export function verdictReportOf(errors: readonly Problem[], warnings: readonly Problem[], count: number): string {
  const parts = [
    errors.length > 0 && `${verdictOf(errors, warnings, count)}\n\n${linesOf(errors)}`,
    warnings.length > 0 && `${remarkOf(warnings)}\n\n${linesOf(warnings)}`,
    errors.length === 0 && verdictOf(errors, warnings, count),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** In one sentence or two, how it went. */
export function verdictOf(errors: readonly Problem[], warnings: readonly Problem[], count: number): string {
  if (errors.length > 0)
    return `${errors.length === 1 ? 'Der er 1 fejl' : `Der er ${errors.length} fejl`}. Ret det, så kan siden bygges.`;
  const read = count === 1 ? '1 tekst er læst igennem' : `${count} tekster er læst igennem`;
  return `Alt er i orden. ${read}, og ${warnings.length > 0 ? 'siden kan bygges' : 'der er intet at rette'}.`;
}

/** How much there is to look at again. */
export const remarkOf = (warnings: readonly Problem[]): string =>
  `${warnings.length === 1 ? 'Her er 1 ting' : `Her er ${warnings.length} ting`}, du kan se på. Det stopper ikke noget.`;

/** Each problem with its place, what is wrong, and what to write instead. */
export const linesOf = (problems: readonly Problem[]): string =>
  problems
    .map(({ file, what, instead, ...place }) => {
      return `${visible([file, ...lineAndSign(place)].join(', '))}\n  ${visible(what)}\n  → ${visible(instead)}`;
    })
    .join('\n\n');

/** `linje 4` and `tegn 7`, as far as they are known; the first sign of a line goes without saying. */
export const lineAndSign = ({ line, column }: Pick<Problem, 'line' | 'column'>): string[] => [
  ...(line === undefined ? [] : [`linje ${line}`]),
  ...(column === undefined || column === 1 ? [] : [`tegn ${column}`]),
];

/** What others wrote, with nothing in it that a terminal would obey. */
const visible = (text: string) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** `text` so that it can stand in HTML, between tags and in a quoted attribute. */
export const escape = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? '');

/** The same report as a page, for `npm run dev`; it looks again every other second. */
export const failurePage = (problems: readonly Problem[]) => `<!doctype html>
<html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><title>Fejl i teksterne</title>
<body style="font:1.1rem/1.6 system-ui;margin:2rem auto;max-width:48rem;padding:0 1rem">
<pre style="font:inherit;white-space:pre-wrap">${escape(reportOf(problems))}</pre>`;
