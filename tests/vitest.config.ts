/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** Astro's own Vite settings, so that `astro:content` and `.ts` imports mean in tests what they mean in the site. */
export default getViteConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Much of a test is waiting: for a browser, a build, a server.
    maxWorkers: 2,
    // For a browser that loses its breath on a busy machine; what is broken fails twice.
    retry: 1,
    // They end what hangs, on a machine of any speed; no test measures time.
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
});
