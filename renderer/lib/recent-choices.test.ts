import { beforeEach, expect, test, vi } from 'vitest'
import { recentChoices } from './recent-choices.ts'

const stored = new Map<string, string>()

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  })
})

const parse = (kept: object) => ({ user: String(Reflect.get(kept, 'user')) })
const choices = () => recentChoices('users', parse)

test('the last choice for each is kept, also for who asks anew', () => {
  choices().keep('redis', { user: 'root' })
  choices().keep('web', { user: 'www' })
  choices().keep('redis', { user: 'redis' })
  expect(choices().of('redis')).toEqual({ user: 'redis' })
  expect(choices().of('web')).toEqual({ user: 'www' })
  expect(choices().of('other')).toBeUndefined()
})

test('what was not chosen for long is forgotten', () => {
  for (let n = 0; n < 51; n++) choices().keep(`image-${n}`, { user: `${n}` })
  expect(choices().of('image-0')).toBeUndefined()
  expect(choices().of('image-1')).toEqual({ user: '1' })
})

test('what stands there and is no choice is passed over', () => {
  for (const odd of ['{', 'null', '{}', '[1,null,["a"],["a",1],[1,{}]]']) {
    stored.set('users', odd)
    expect(choices().of('a')).toBeUndefined()
    choices().keep('a', { user: 'b' })
    expect(choices().of('a')).toEqual({ user: 'b' })
  }
})
