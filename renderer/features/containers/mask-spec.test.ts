import { expect, test } from 'vitest'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { runLine } from '#shared/run-spec/line/run-line.ts'
import { maskSpec } from './mask-spec.ts'

test.each([
  [
    'a variable by its name',
    '-e DB_PASSWORD=hunter2 -e MODE=x a',
    '-e DB_PASSWORD=•••••••• -e MODE=x a',
    1,
  ],
  ['a variable by its value', '-e URL=postgres://me:pw@db/x a', '-e URL=•••••••• a', 1],
  ['a label', '--label api_key=abc a', '--label api_key=•••••••• a', 1],
  [
    'what a log driver is given',
    '--log-opt splunk-token=abc a',
    '--log-opt splunk-token=•••••••• a',
    1,
  ],
  [
    'a word of the command',
    'a serve --password=hunter2 --port 80',
    'a serve --password=•••••••• --port 80',
    1,
  ],
  [
    'the word after a flag of the command',
    'a serve --token abc --port 80',
    'a serve --token •••••••• --port 80',
    1,
  ],
  [
    'the word after a flag that is written together',
    'a redis-server --requirepass hunter2',
    'a redis-server --requirepass ••••••••',
    1,
  ],
  [
    'words within a line for a shell',
    `a sh -c "app --db-password hunter2 --api-token abc --port 80"`,
    'a sh -c app --db-password •••••••• --api-token •••••••• --port 80',
    2,
  ],
  ['an annotation', '--annotation api-token=abc a', '--annotation api-token=•••••••• a', 1],
  [
    'a login in the options of a mount',
    `--mount 'type=volume,src=v,dst=/v,"volume-opt=o=username=me,password=hunter2"' a`,
    `--mount 'type=volume,source=v,target=/v,volume-opt=o=••••••••' a`,
    1,
  ],
  [
    'nothing, where nothing is secret',
    '-e PASSWORD_FILE=/run/x -e EMPTY_TOKEN= a sh',
    '-e PASSWORD_FILE=/run/x -e EMPTY_TOKEN= a sh',
    0,
  ],
  ['no variable without a value', '-e TOKEN a', '-e TOKEN a', 0],
])('masked: %s', (_what, line, masked, hidden) => {
  const result = maskSpec(parseRunLine(`docker run ${line}`).spec)
  // Masks are no plain characters: they stand in quotes.
  const text = runLine(result.spec)
    .text.replaceAll(/'([^' ]*•[^' ]*)'/g, '$1')
    .replaceAll(/ \\\n */g, ' ')
  expect(text.replaceAll("'", '')).toBe(`docker run ${masked}`.replaceAll("'", ''))
  expect(result.hidden).toBe(hidden)
})
