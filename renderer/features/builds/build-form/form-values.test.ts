import { expect, test } from 'vitest'
import { NO_FACTS } from '../dockerfile/index.ts'
import { EMPTY_FORM, firstTag, formOf, NO_SECRET, readForm } from './form-values.ts'

const FACTS = {
  ...NO_FACTS,
  stages: ['build', '1'],
  args: [{ name: 'VERSION' }],
  secrets: [{ id: 'npm', isRequired: true }],
}
const FORM = { ...EMPTY_FORM, dockerfile: 'Dockerfile' }

test('an empty form builds the last stage by the best builder, without a name', () => {
  expect(readForm(FORM, FACTS)).toEqual({
    settings: {
      dockerfile: 'Dockerfile',
      tags: [],
      args: [],
      secrets: [],
      noCache: false,
      pull: false,
    },
    problems: [],
  })
})

test('what is filled in is said, and what was left empty is not', () => {
  const { settings, problems } = readForm(
    {
      ...FORM,
      tags: [' app:1 ', ''],
      target: 'Build',
      args: { VERSION: '2', OTHER: '' },
      otherArgs: [{ name: 'HTTP_PROXY', value: '' }],
      secrets: [
        { ...NO_SECRET, id: 'npm', text: 's3cret' },
        { ...NO_SECRET, id: 'key', from: 'file', file: { file: 'f1', name: 'id_rsa' } },
      ],
      platform: 'linux/arm64',
      noCache: true,
      builder: 'buildkit',
    },
    FACTS,
  )
  expect(settings).toEqual({
    dockerfile: 'Dockerfile',
    tags: ['app:1'],
    target: 'Build',
    args: [
      { name: 'VERSION', value: '2' },
      { name: 'HTTP_PROXY', value: '' },
    ],
    secrets: [
      { id: 'npm', from: 'text', text: 's3cret' },
      { id: 'key', from: 'file', file: 'f1' },
    ],
    platform: 'linux/arm64',
    noCache: true,
    pull: false,
    builder: 'buildkit',
  })
  expect(problems).toEqual([
    {
      field: 'secrets.1',
      kind: 'attention',
      text: 'The Dockerfile never asks for a secret "key"',
    },
  ])
})

test('what is wrong is said at its field', () => {
  const { problems } = readForm(
    {
      ...FORM,
      tags: ['app', 'App'],
      target: 'nowhere',
      platform: 'linux arm',
      otherArgs: [{ name: '1x', value: 'a' }],
      secrets: [NO_SECRET, { ...NO_SECRET, id: 'npm' }],
    },
    FACTS,
  )
  expect(problems.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
    'tags.1 wrong',
    'target wrong',
    'platform wrong',
    'args.0 wrong',
    'secrets.0 wrong',
    'secrets.1 wrong',
  ])
})

test('a build that was is filled in again, but for what was not kept', () => {
  const form = formOf({
    dockerfile: 'a/Dockerfile',
    tags: [],
    args: [{ name: 'VERSION', value: '1' }, { name: 'TOKEN' }, { name: 'EMPTY', value: '' }],
    secrets: ['npm'],
    noCache: true,
    pull: false,
    builder: 'classic',
  })
  expect(form).toMatchObject({ dockerfile: 'a/Dockerfile', tags: [''], builder: 'classic' })
  expect(form.args).toEqual({ VERSION: '1', TOKEN: '' })
  expect(readForm(form, FACTS).settings.args).toEqual([
    { name: 'VERSION', value: '1' },
    { name: 'EMPTY', value: '' },
  ])
  expect(readForm(form, FACTS).problems).toEqual([
    { field: 'secrets.0', kind: 'wrong', text: 'Write the secret, or choose a file' },
  ])
})

test('an image is first called as its folder is', () => {
  expect(firstTag('/home/me/My App_2/')).toBe('my-app-2')
  expect(firstTag('C:\\work\\shop')).toBe('shop')
  expect(firstTag('/tmp/context.tar.gz')).toBe('context')
  expect(firstTag('/')).toBe('')
})
