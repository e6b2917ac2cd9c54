import { lstat, stat } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { findPrograms } from './find-tools.ts'

// No other system has such links.
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  access: () => Promise.resolve(),
  lstat: vi.fn<typeof lstat>(),
  stat: vi.fn<typeof stat>(),
}))

test('on Windows a program of its store is found by a link that cannot be followed', async () => {
  vi.mocked(lstat).mockResolvedValue({ isSymbolicLink: () => true } as never)
  vi.mocked(stat).mockRejectedValue(new Error('EACCES: permission denied'))
  const env = { PATH: 'C:\\Apps' }
  const machine = { platform: 'win32', home: 'C:\\Users\\me', env, uid: undefined } as const
  expect((await findPrograms(machine, ['wt'])).get('wt')).toBe('C:\\Apps\\wt.exe')
})
