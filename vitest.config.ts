import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What a test replaces stays replaced, so those that do get modules of their own. */
const REPLACING = ['shared', 'electron', 'renderer'].flatMap(listTests).filter(replacesModules)

export default defineConfig({
  test: {
    pool: 'threads',
    // The default leaves one core out, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,electron,renderer}/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: REPLACING,
          environment: 'node',
          // Modules are loaded once for all of them: a third of the time.
          isolate: false,
          // Other style sheets are empty for tests; the contrast of these colours is tested.
          css: { include: [/tokens\.css/] },
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'node, modules replaced',
          include: REPLACING,
          environment: 'node',
          restoreMocks: true,
        },
      },
      {
        test: {
          name: 'window',
          // A document costs a second, so only these have one.
          include: ['renderer/**/*.test.tsx'],
          environment: 'jsdom',
          restoreMocks: true,
        },
      },
    ],
  },
})

function listTests(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(folder, file).replaceAll('\\', '/'))
}

function replacesModules(path: string): boolean {
  return readFileSync(path, 'utf8').includes('vi.mock(')
}
