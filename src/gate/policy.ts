import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slimStyles } from './styles.ts';

const policyTag = /<meta http-equiv="content-security-policy" content="([^"]*)">/;
const charset = '<meta charset="utf-8">';

/**
 * Gives every page in `folder` its own content security policy: first in `<head>`, so that nothing comes before it, and
 * with the hashes of that page's scripts and styles only. (Astro puts it last, with the hashes of the whole site.) The
 * styles are made slim on the way.
 * @throws when a page has no policy, or no `<meta charset>` to put it after
 */
export async function tightenPolicies(folder: string): Promise<void> {
  for await (const name of glob('**/*.html', { cwd: folder, exclude: ['pagefind/**'] })) {
    const path = join(folder, name);
    await writeFile(path, tightenPolicy(await readFile(path, 'utf8'), name));
  }
}

/** {@link tightenPolicies} for the HTML of one page; `name` is for the error. */
export function tightenPolicy(html: string, name: string): string {
  const [tag, policy] = policyTag.exec(html) ?? [];
  if (!tag || !policy || !html.includes(charset)) throw new Error(`${name} has no content security policy to tighten`);
  const slim = slimStyles(html);
  const after = inlineCode(slim).map(hashOf);
  // Only what Astro vouched for is vouched for again, in its slimmer form.
  const used = new Map(inlineCode(html).map((code, index) => [hashOf(code), after[index] ?? '']));
  const directives = policy.split(';').flatMap((directive) => {
    const [field = '', ...sources] = directive.trim().split(/\s+/);
    const kept = sources.flatMap((source) => (source.startsWith("'sha") ? (used.get(source) ?? []) : source));
    return field ? [[field, ...kept].join(' ')] : [];
  });
  return slim
    .replace(tag, '')
    .replace(charset, `${charset}<meta http-equiv="content-security-policy" content="${directives.join(';')}">`);
}

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

function inlineCode(html: string): string[] {
  return [...html.matchAll(/<(script|style)(?:\s[^>]*)?>([\s\S]*?)<\/\1>/g)].map(([, , code = '']) => code);
}
