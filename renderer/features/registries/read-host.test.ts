import { expect, test } from 'vitest'
import { readHost } from './read-host.ts'

test.each([
  ['quay.example', 'quay.example'],
  ['  lab:5000 ', 'lab:5000'],
  ['https://lab.example:443/v2/', 'lab.example:443'],
  ['localhost', 'localhost'],
  ['[::1]:5000', '[::1]:5000'],
  ['index.docker.io', 'docker.io'],
  ['https://hub.docker.com/u/team', 'docker.io'],
])('"%s" is the registry %s', (written, host) => {
  expect(readHost(written)).toEqual({ host })
})

test.each([
  ['', 'Write the host'],
  ['lab', 'write its domain or its port'],
  ['a b', 'is no host'],
  ['me:secret@lab.example', 'is no host'],
])('"%s" is none, and why is said', (written, problem) => {
  expect(readHost(written).problem).toContain(problem)
})
