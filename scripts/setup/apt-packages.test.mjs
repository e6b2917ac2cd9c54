import { expect, test } from 'vitest'
import { parseMissing } from '../electron/electron-libraries.mjs'
import { parseRemovals } from './apt-packages.mjs'

test('what apt would remove is read out of its simulation', () => {
  const simulation = 'Inst docker.io (20.10)\nRemv docker-ce [5:27.0]\nRemv containerd.io [1.7]\n'
  expect(parseRemovals(simulation)).toEqual(['docker-ce', 'containerd.io'])
})

test('a library that is not found is read out of the listing of ldd', () => {
  const listing = '\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n'
  expect(parseMissing(listing)).toEqual(['libgtk-3.so.0'])
})
