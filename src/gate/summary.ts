import { longDay, type Day } from '../lib/days.ts';
import type { Change, ShownPage } from './changes.ts';
import type { Problem } from './messages.ts';
import { escape, lineAndSign, remarkOf, verdictOf } from './report.ts';

/** What a control found, for people to read. */
export interface Findings {
  readonly changes: readonly Change[];
  /** The pages each changed file of `content/` shows on, by path. */
  readonly pages: ReadonlyMap<string, readonly ShownPage[]>;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Addresses of the pages in the preview. */
  readonly shown: ReadonlySet<string>;
  /** The end of what the build said, when it failed for another reason than the texts. */
  readonly failure?: string | undefined;
  readonly today: Day;
}

const most = { rows: 300, problems: 200, letters: 600 };
const words: Readonly<Record<Change['how'], string>> = {
  added: 'Ny',
  changed: 'Ændret',
  deleted: 'Slettet',
  renamed: 'Omdøbt',
};

/** True for a file that a writer, and not a programmer, has changed. */
export const isContent = ({ file }: Pick<Change, 'file'>) => file.startsWith('content/');

/**
 * The summary of a control in Danish, for GitHub's job summary. Everything that others wrote stands in HTML blocks, where
 * no Markdown is read, and is escaped there.
 */
export function summaryOf(findings: Findings): string {
  const { changes, errors, warnings, failure } = findings;
  const code = changes.filter((change) => !isContent(change));
  const blocks = [
    '## Kontrol af teksterne',
    `<p>${conclusionOf(findings)}</p>`,
    tableOf(findings),
    ...listsOf(errors, warnings),
    failure !== undefined && `### Det sagde computeren\n\n<pre>\n${escape(failure)}\n</pre>`,
    code.length > 0 && codeOf(code),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** The summary of `npm run gate` for `count` texts, written as {@link summaryOf} is. */
export function verdictSummaryOf(errors: readonly Problem[], warnings: readonly Problem[], count: number): string {
  const blocks = ['## Teksterne', `<p><b>${verdictOf(errors, warnings, count)}</b></p>`, ...listsOf(errors, warnings)];
  return `${blocks.join('\n\n')}\n`;
}

const listsOf = (errors: readonly Problem[], warnings: readonly Problem[]): string[] => [
  ...(errors.length > 0 ? [`### Det skal rettes\n\n${listOf(errors)}`] : []),
  ...(warnings.length > 0 ? [`### Det kan blive bedre\n\n${remarkOf(warnings)}\n\n${listOf(warnings)}`] : []),
];

function conclusionOf({ changes, errors, shown, failure }: Findings): string {
  if (errors.length > 0) {
    const count = errors.length === 1 ? 'Der er 1 fejl' : `Der er ${errors.length} fejl`;
    return `<b>${count}.</b> Ret det, der står herunder, og gem igen. Så bliver teksterne prøvet forfra. Fejlene står også ved linjerne under »Files changed«.`;
  }
  if (failure !== undefined) {
    return '<b>Siden kunne ikke bygges,</b> og det ser ikke ud til at være teksternes skyld. Vis det til den, der passer siden teknisk.';
  }
  const preview = shown.size === 0 ? '' : ' Forhåndsvisningen viser, hvordan det kommer til at se ud.';
  return `<b>Alt er i orden.</b> ${changes.some(isContent) ? 'Teksterne kan læses igennem og godkendes.' : 'Ingen tekster er ændret.'}${preview}`;
}

function tableOf(findings: Findings): string {
  const files = findings.changes.filter(isContent);
  if (files.length === 0) return '';
  // A phone shows the first columns, and the others when they are drawn into view.
  const head = '<tr><th>Resultat</th><th>Side</th><th>Ændring</th><th>Fil</th></tr>';
  const rows = files.slice(0, most.rows).map((change) => rowOf(change, findings));
  if (files.length > most.rows) rows.push(`<tr><td colspan="4">… og ${files.length - most.rows} filer til</td></tr>`);
  return `<table>\n${[head, ...rows].join('\n')}\n</table>`;
}

function rowOf(change: Change, findings: Findings): string {
  const { file, how, from } = change;
  const pages = how === 'deleted' ? [] : (findings.pages.get(file) ?? []);
  const page = pages.map(({ title, address }) => `${inLine(title)}<br><code>${inLine(address)}</code>`).join('<br>');
  const name = `<code>${inLine(file)}</code>${from === undefined ? '' : `<br>før: <code>${inLine(from)}</code>`}`;
  const cells = [resultOf(change, pages, findings), page || '–', words[how], name];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function resultOf({ file, how }: Change, pages: readonly ShownPage[], findings: Findings): string {
  const own = findings.errors.filter((problem) => problem.file === file).length;
  if (own > 0) return own === 1 ? '1 fejl' : `${own} fejl`;
  if (how === 'deleted') return '–';
  if (/(^|\/)_/.test(file) || file === 'content/SKRIV.md') return 'Vises ikke på siden';
  const [page] = pages;
  if (page?.isDraft) return 'Kladde, vises ikke endnu';
  if (page?.day !== undefined && page.day > findings.today) return `Vises fra ${inLine(dayOf(page.day))}`;
  const remarks = findings.warnings.filter((problem) => problem.file === file).length;
  if (remarks > 0) return remarks === 1 ? 'I orden, 1 ting at se på' : `I orden, ${remarks} ting at se på`;
  return 'I orden';
}

const dayOf = (day: Day) => (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? longDay(day) : day);

function listOf(problems: readonly Problem[]): string {
  const items = problems.slice(0, most.problems).map(({ file, what, instead, ...at }) => {
    const place = [`<code>${inLine(file)}</code>`, ...lineAndSign(at).map((each) => each.replace(' ', '&nbsp;'))].join(
      ', ',
    );
    return `<li>${place}<br>${inLine(what)}<br>→ ${inLine(instead)}</li>`;
  });
  if (problems.length > most.problems) items.push(`<li>… og ${problems.length - most.problems} til</li>`);
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function codeOf(code: readonly Change[]): string {
  const names = code
    .slice(0, 30)
    .map(({ file, how }) => `<li><code>${inLine(file)}</code> (${words[how].toLowerCase()})</li>`);
  if (code.length > 30) names.push(`<li>… og ${code.length - 30} til</li>`);
  return `### Andet end tekster er ændret\n\nDet skal den, der passer siden teknisk, læse og godkende.\n\n<ul>\n${names.join('\n')}\n</ul>`;
}

/** Others' words in one line of HTML: no tag, no line break that would end the block, and never endless. */
function inLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return escape(line.length > most.letters ? `${line.slice(0, most.letters)} …` : line);
}
