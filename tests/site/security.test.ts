import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dist, pagesOf, read, root } from '../built.ts';

const pages = pagesOf();
const policyOf = (html: string) =>
  /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html)?.[1] ?? '';

describe.each(pages)('$address', ({ address, html, dom }) => {
  const policy = policyOf(html);

  test('has its policy before anything it governs', () => {
    expect(html).toMatch(
      /^<!DOCTYPE html><html [^>]*><head><meta charset="utf-8"><meta http-equiv="content-security-policy"/,
    );
    expect(html.match(/content-security-policy/g)).toHaveLength(1);
  });

  test('allows nothing but what is used', () => {
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:(?!\/\/giscus\.app)|\*/);
    expect(policy.includes("'wasm-unsafe-eval'")).toBe(address === '/soeg/');
    expect(policy.includes('frame-src https://giscus.app')).toBe(dom.querySelector('[data-giscus]') !== null);
    const hashes = policy.match(/'sha256-[^']+'/g) ?? [];
    expect(hashes).toHaveLength(dom.querySelectorAll('style, script[type=module]:not([src])').length);
  });

  test('has no handler, style attribute or javascript: address', () => {
    for (const element of dom.querySelectorAll('*')) {
      for (const [name, value] of Object.entries(element.attributes)) {
        expect(name, element.rawTagName).not.toMatch(/^(on|style$)/i);
        expect(value.trim(), element.rawTagName).not.toMatch(/^(javascript|data|vbscript):/i);
      }
    }
  });
});

test('hosts that honour _headers forbid framing and sniffing', () => {
  const headers = read('_headers');
  for (const line of [
    "frame-ancestors 'none'",
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy:',
    'Permissions-Policy:',
  ]) {
    expect(headers).toContain(line);
  }
});

test('no picture of the content is SVG or AVIF', () => {
  expect(globSync('{_astro,debat,nyheder}/**/*.{svg,avif}', { cwd: dist })).toEqual([]);
});

describe('dependencies', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; resolved?: string; integrity?: string }>;
  };
  const settings = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    allowScripts: Record<string, boolean>;
  } & Record<string, Record<string, string> | undefined>;

  test('no install script is allowed', () => {
    expect(Object.values(settings.allowScripts)).not.toContain(true);
  });

  test('versions are exact', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const version of Object.values(settings[kind] ?? {})) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test.each([
    ['astro', [7, 2, 8]],
    ['sharp', [0, 35, 4]],
  ] as const)('%s is newer than its known hole', (name, least) => {
    const version = lock.packages[`node_modules/${name}`]?.version?.split('.').map(Number) ?? [];
    const difference = version.map((part, index) => part - (least[index] ?? 0)).find((each) => each !== 0) ?? 0;
    expect(difference).toBeGreaterThanOrEqual(0);
  });
});
