import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownToHtml } from 'satteri';
import { expect, test } from 'vitest';
import { root } from '../built.ts';
import { chromiumAt } from './browser.ts';

test('the editor’s guide is at most three printed pages', async () => {
  const { html } = markdownToHtml(readFileSync(join(root, 'content/SKRIV.md'), 'utf8'));
  const reader = await chromiumAt('http://localhost');
  try {
    const page = await reader.newPage();
    const style =
      'body { font: 10pt/1.35 sans-serif } h1 { font-size: 18pt } h2 { font-size: 13pt; margin: 0.8em 0 0.3em } p, ul, ol, pre { margin: 0.35em 0 } code, pre { font-size: 9pt } pre { white-space: pre-wrap }';
    await page.setContent(`<!doctype html><html lang="da"><style>${style}</style><body>${html}</body></html>`);
    const pdf = await page.pdf({ format: 'A4', margin: { top: '18mm', right: '18mm', bottom: '18mm', left: '18mm' } });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThanOrEqual(3);
  } finally {
    await reader.close();
  }
});
