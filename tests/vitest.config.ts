/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** Astro's own Vite settings, so that `astro:content` and `.ts` imports mean in tests what they mean in the site. */
export default getViteConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
