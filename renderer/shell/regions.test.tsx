import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cycleRegions, rememberRegions } from './regions.ts'

const PARTS: readonly (readonly [region: string, ...ids: string[]])[] = [
  ['sidebar', 'link'],
  ['list', 'filter', 'button'],
  ['detail', 'tab'],
  ['toasts'],
]

let forget = () => {}

beforeEach(() => {
  // There is no layout here: everything counts as shown.
  Element.prototype.checkVisibility = vi.fn(() => true)
  for (const [name, ...ids] of PARTS) {
    const region = document.createElement('div')
    region.dataset['region'] = name
    region.append(...ids.map(createButton))
    document.body.append(region)
  }
  forget = rememberRegions()
})

afterEach(() => {
  forget()
  document.body.replaceChildren()
})

function createButton(id: string) {
  const button = document.createElement('button')
  button.id = id
  return button
}

test('F6 goes around the parts that can take the focus', () => {
  const seen = [1, 2, 3, 4].map(() => {
    cycleRegions(1)
    return document.activeElement?.id
  })
  expect(seen).toEqual(['link', 'filter', 'tab', 'link'])
})

test('Shift+F6 goes the other way', () => {
  document.getElementById('link')?.focus()
  cycleRegions(-1)
  expect(document.activeElement?.id).toBe('tab')
})

test('a part gives the focus back to what had it', () => {
  document.getElementById('button')?.focus()
  cycleRegions(1)
  cycleRegions(-1)
  expect(document.activeElement?.id).toBe('button')
})

test('what lies under something else is left out', () => {
  document.querySelector('[data-region="list"]')?.setAttribute('inert', '')
  document.getElementById('link')?.focus()
  cycleRegions(1)
  expect(document.activeElement?.id).toBe('tab')
})
