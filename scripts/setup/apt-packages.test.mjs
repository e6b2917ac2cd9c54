import { expect, test, vi } from 'vitest'
import { parseMissing } from '../electron/electron-libraries.mjs'
import { installArguments, installKeepingAll, parseRemovals } from './apt-packages.mjs'

test('what apt would remove is read out of its simulation', () => {
  const simulation = 'Inst docker.io (20.10)\nRemv docker-ce [5:27.0]\nRemv containerd.io [1.7]\n'
  expect(parseRemovals(simulation)).toEqual(['docker-ce', 'containerd.io'])
})

test('a library that is not found is read out of the listing of ldd', () => {
  const listing = '\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n'
  expect(parseMissing(listing)).toEqual(['libgtk-3.so.0'])
})

test('apt itself is told to remove nothing', () => {
  expect(installArguments(['xvfb'])).toContain('--no-remove')
})

test('what new lists would remove is not removed either', async () => {
  const removals = [[], ['docker-ce']]
  const install = vi.fn(async () => false)
  const apt = { removedBy: async () => removals.shift() ?? [], install, update: async () => {} }
  await expect(installKeepingAll(['docker.io'], apt)).rejects.toThrow('would remove docker-ce')
  expect(install).toHaveBeenCalledTimes(1)
})

test('with new lists it is tried once more', async () => {
  const answers = [false, true]
  const install = vi.fn(async () => answers.shift() ?? false)
  const update = vi.fn(async () => {})
  expect(await installKeepingAll(['xvfb'], { removedBy: async () => [], install, update })).toBe(
    true,
  )
  expect(update).toHaveBeenCalledTimes(1)
})
