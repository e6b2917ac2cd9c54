import { afterEach, beforeEach, expect, test } from 'vitest'
import { UNASKED, Yes } from '#lib/consent.ts'
import { engine } from './client.ts'
import { offerDropped } from './dropped-file.ts'

/** What stands for the bridge. */
const asked: MessageEvent[] = []
const take = (event: MessageEvent) => void asked.push(event)
beforeEach(() => window.addEventListener('message', take))
afterEach(() => window.removeEventListener('message', take))

const CONTAINER = { connection: 'shared', id: 'web' }
const sent = () => asked.at(-1)?.data.message

test('a yes goes with the message, whatever kind of call it is', () => {
  void engine.containers.stop(CONTAINER, new Yes())
  expect(sent()).toEqual({ path: 'containers.stop', input: CONTAINER, confirmed: true })
  engine.places.fix({ fix: 'start:colima' }, new Yes(), { onValue: () => {} })
  expect(sent()).toMatchObject({ path: 'places.fix', confirmed: true })
  const command: [string] = ['/bin/sh']
  const shell = { ...CONTAINER, command, size: { columns: 80, rows: 24 } }
  engine.terminal.exec(shell, new Yes(), () => {})
  expect(sent()).toMatchObject({ path: 'terminal.exec', confirmed: true })
})

test('nobody asked is no yes', () => {
  void engine.containers.stop(CONTAINER, UNASKED)
  expect(sent()).toEqual({ path: 'containers.stop', input: CONTAINER })
})

test('the bridge sees a message of the window’s own, with the port that is answered on', () => {
  void engine.containers.list({ connection: 'shared' })
  const { source, origin, ports } = asked.at(-1) ?? {}
  expect(source).toBe(window)
  expect(origin).toBe(location.origin)
  expect(ports).toHaveLength(1)
})

test('a dropped file goes beside the message, where the bridge looks for it', () => {
  void offerDropped(new File(['x'], 'Dockerfile'))
  expect(sent()).toEqual({ path: 'desktop.takeDropped', input: {} })
  // This document makes something else of files when it copies them: of what comes, e2e tells.
  expect(asked.at(-1)?.data.file).toBeDefined()
})

test('what only looks like a yes is none', () => {
  void engine.containers.stop(CONTAINER, { said: true } as unknown as Yes)
  expect(sent()).not.toHaveProperty('confirmed')
})

test('a question that changes nothing takes none', () => {
  void engine.containers.list({ connection: 'shared' })
  expect(sent()).toEqual({ path: 'containers.list', input: { connection: 'shared' } })
})
