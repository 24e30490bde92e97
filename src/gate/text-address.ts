import { today } from '../lib/days.ts';
import type { TextFile } from './content-files.ts';
import { frontOf } from './front-matter.ts';

/** Address a text is published at today; `undefined` when it waits, is a draft, or is a reply, which stands in another's page. */
export function addressOf(own: TextFile): string | undefined {
  const { collection, id } = own;
  if (collection === 'svar') return undefined;
  const front = frontOf(own);
  const data = (Array.isArray(front) ? {} : front.data) as { dato?: string; kladde?: boolean };
  if (data.kladde === true || (data.dato !== undefined && data.dato > today())) return undefined;
  return collection === 'sider' ? `/${id}/` : `/${collection}/${id}/`;
}
