import { afterEach, expect, test, vi } from 'vitest'
import { CircleStop } from 'lucide-react'
import type { KeyPress } from '#lib/chord.ts'
import { registerCommands } from './registry.ts'
import { appChords, startShortcuts } from './shortcuts.ts'

const press = (key: string, modifiers = ''): KeyPress => ({
  key,
  code: '',
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: modifiers.includes('cmd'),
  altKey: false,
  shiftKey: modifiers.includes('shift'),
})

let cleanUp: (() => void)[] = []
afterEach(() => {
  for (const undo of cleanUp) undo()
  cleanUp = []
  document.body.replaceChildren()
})

test('what is typed into a field is the field’s', () => {
  expect(appChords(press('?', 'shift'), 'typing', false)).toEqual([])
  expect(appChords(press('k', 'ctrl'), 'typing', false)).toEqual(['Mod+K'])
})

test('a shell keeps Ctrl; the app has Ctrl+Shift there', () => {
  expect(appChords(press('k', 'ctrl'), 'terminal', false)).toEqual([])
  expect(appChords(press('K', 'ctrl shift'), 'terminal', false)).toContain('Mod+K')
  expect(appChords(press('F6'), 'terminal', false)).toEqual(['F6'])
})

test('an editor searches within itself by Ctrl+F; all else is as in a field', () => {
  expect(appChords(press('f', 'ctrl'), 'typing', false)).toEqual(['Mod+F'])
  expect(appChords(press('f', 'ctrl'), 'editor', false)).toEqual([])
  expect(appChords(press('k', 'ctrl'), 'editor', false)).toEqual(['Mod+K'])
  expect(appChords(press('j'), 'editor', false)).toEqual([])
})

test('on macOS shells never see Cmd, so the app has it in terminals too', () => {
  expect(appChords(press('j', 'cmd'), 'terminal', true)).toEqual(['Mod+J'])
  // It clears the terminal, as in others.
  expect(appChords(press('k', 'cmd'), 'terminal', true)).toEqual([])
  expect(appChords(press('k', 'ctrl'), 'terminal', true)).toEqual([])
})

test('a dialog has all keys to itself', () => {
  expect(appChords(press('k', 'ctrl'), 'modal', false)).toEqual([])
})

test('a shortcut runs its command, unless it does not apply', () => {
  const run = vi.fn()
  let applies = true
  const command = {
    id: 'test.stop',
    label: 'Stop',
    icon: CircleStop,
    shortcut: 'Mod+J',
    appliesTo: () => applies,
    run,
  }
  cleanUp = [registerCommands([command]), startShortcuts()]
  const key = () =>
    new KeyboardEvent('keydown', { key: 'j', ctrlKey: true, bubbles: true, cancelable: true })
  const first = key()
  document.body.dispatchEvent(first)
  expect(run).toHaveBeenCalledTimes(1)
  expect(first.defaultPrevented).toBe(true)
  applies = false
  const second = key()
  document.body.dispatchEvent(second)
  expect(run).toHaveBeenCalledTimes(1)
  expect(second.defaultPrevented).toBe(false)
})

test('inside a terminal the page’s keys do nothing', () => {
  const run = vi.fn()
  const command = {
    id: 't',
    label: 'T',
    icon: CircleStop,
    shortcut: '/',
    appliesTo: () => true,
    run,
  }
  cleanUp = [registerCommands([command]), startShortcuts()]
  const terminal = document.createElement('div')
  terminal.dataset['keys'] = 'terminal'
  document.body.append(terminal)
  terminal.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
  expect(run).not.toHaveBeenCalled()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
  expect(run).toHaveBeenCalledTimes(1)
})
