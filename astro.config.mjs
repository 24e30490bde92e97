import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import sitemap from '@astrojs/sitemap';
import { defineConfig, sharpImageService } from 'astro/config';
import { gate } from './src/gate/integration.ts';
import { headingIds } from './src/lib/addresses.ts';
import { danishTypography } from './src/lib/typography.ts';
import { search } from './src/search/integration.ts';
import { site } from './src/site.ts';

// Building a site tells nobody.
process.env['ASTRO_TELEMETRY_DISABLED'] ??= '1';

// Where a form may be sent: the inbox, or without one the reader's own mail program.
const formTargets = site.inbox ? `'self' ${site.inbox.endpoint}`.trim() : "'self' mailto:";

export default defineConfig({
  site: site.url,
  trailingSlash: 'always',
  cacheDir: './.cache',
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  integrations: [
    mdx(),
    sitemap({ filter: (page) => !/\/(hele-debatten|svarseddel|svar)\/$/.test(page) }),
    search(),
    gate(),
  ],
  markdown: {
    syntaxHighlight: false,
    processor: satteri({
      // English quotes, and notes with English headings, are of no use to us.
      features: { smartPunctuation: false, gfm: { footnotes: false } },
      mdastPlugins: [danishTypography],
      hastPlugins: [headingIds],
    }),
  },
  image: {
    service: sharpImageService({ webp: { quality: 72, effort: 6 } }),
    layout: 'constrained',
    responsiveStyles: false,
    breakpoints: [400, 700, 1000, 1344],
  },
  vite: {
    cacheDir: './.cache/vite',
    build: {
      // Phones are kept for years: what is newer than these is written so that they read it too.
      cssTarget: ['chrome100', 'firefox100', 'safari15'],
      rolldownOptions: {
        // Astro's own mark in every MDX module; Rolldown warns of each, and nothing is lost.
        onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log),
      },
    },
  },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        `form-action ${formTargets}`,
        "base-uri 'none'",
        "manifest-src 'self'",
      ],
    },
  },
});
