import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'scripts/**/*.test.mjs'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'window',
          include: ['renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          // Other style sheets are empty for tests; the contrast of these colours is tested.
          css: { include: [/tokens\.css/] },
          restoreMocks: true,
        },
      },
    ],
  },
})
