import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Reply } from './model.ts';
import { pipelineVersion, renderReply } from './render.ts';

const cacheSchema = z.object({ version: z.literal(pipelineVersion), html: z.record(z.string(), z.string()) });

/**
 * The HTML of every reply that has a text. What was rendered in an earlier build and has not changed is taken from
 * `file`; a file that cannot be read is as good as none.
 */
export async function renderReplies(
  replies: readonly Reply[],
  file = '.cache/replies.json',
): Promise<ReadonlyMap<Reply, string>> {
  const before = await readCache(file);
  const now: Record<string, string> = {};
  const rendered = new Map<Reply, string>();
  let fresh = 0;
  for (const reply of replies) {
    if (reply.text === '') continue;
    const key = createHash('sha256').update(`${reply.id}\n${reply.isMail}\n${reply.text}`).digest('base64url');
    const known = before.get(key);
    if (known === undefined) fresh += 1;
    const html = known ?? renderReply(reply);
    now[key] = html;
    rendered.set(reply, html);
  }
  if (fresh > 0 || before.size !== Object.keys(now).length) await writeCache(file, now);
  return rendered;
}

async function readCache(file: string): Promise<ReadonlyMap<string, string>> {
  try {
    return new Map(Object.entries(cacheSchema.parse(JSON.parse(await readFile(file, 'utf8'))).html));
  } catch {
    return new Map();
  }
}

async function writeCache(file: string, html: Record<string, string>): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.ny`, JSON.stringify({ version: pipelineVersion, html }));
  await rename(`${file}.ny`, file);
}
