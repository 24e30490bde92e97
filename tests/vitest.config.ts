/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** Tests of minutes: real disks that fill, hundreds at once, time-outs waited out. `npm run test:all` runs them too. */
const long = [
  'tests/browser/inbox-{accessibility,connection,draft,heard,noscript,proof,slip}.test.ts',
  'tests/browser/write.test.ts',
  'tests/rules/inbox-{board,cli,faults,paper,posting}.test.ts',
  'tests/site/control.test.ts',
  'tests/site/inbox-{cases,crash,disk,fields,github,load,patience,privacy,proofs,reports,tokens}.test.ts',
];

/** Astro's own Vite settings, so that `astro:content` and `.ts` imports mean in tests what they mean in the site. */
export default getViteConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: process.env['ALL_TESTS'] ? [] : long,
    // Much of a test is waiting: for a browser, a build, a server.
    maxWorkers: 2,
    // They end what hangs, on a machine of any speed; no test measures time.
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
});
