import { expect, test } from 'vitest'
import { dropAt, type GroupBoxes } from './drop-place.ts'

const GROUP: GroupBoxes = {
  id: 'left',
  bar: { x: 100, y: 500, width: 400, height: 30 },
  tabs: [
    { x: 100, y: 500, width: 80, height: 30 },
    { x: 180, y: 500, width: 80, height: 30 },
  ],
  body: { x: 100, y: 530, width: 400, height: 200 },
}
const BESIDE: GroupBoxes = {
  id: 'right',
  bar: { x: 500, y: 500, width: 400, height: 30 },
  tabs: [{ x: 500, y: 500, width: 80, height: 30 }],
  body: { x: 500, y: 530, width: 400, height: 200 },
}
const placeAt = (x: number, y: number) => dropAt({ x, y }, [GROUP, BESIDE])?.place

test.each([
  [110, 0],
  [150, 1],
  [210, 1],
  [230, 2],
  [450, 2],
])('at %i in the row of tabs it goes to place %i', (x, index) => {
  expect(placeAt(x, 510)).toEqual({ group: 'left', index })
})

test('in the middle of a group it goes behind the tabs there', () => {
  expect(placeAt(700, 630)).toEqual({ group: 'right', index: 1 })
})

test.each([
  [120, 630, 'left'],
  [480, 630, 'right'],
  [300, 540, 'top'],
  [300, 720, 'bottom'],
])('near an edge (%i, %i) it goes beside the group: %s', (x, y, edge) => {
  expect(placeAt(x, y)).toEqual({ group: 'left', edge })
})

test('the half of the group that it will have is shown', () => {
  expect(dropAt({ x: 480, y: 630 }, [GROUP])?.shown).toEqual({
    x: 300,
    y: 530,
    width: 200,
    height: 200,
  })
})

test('the line between two tabs is shown, within the row', () => {
  expect(dropAt({ x: 170, y: 510 }, [GROUP])?.shown).toMatchObject({ x: 179, width: 2 })
  const full = { ...GROUP, tabs: [{ x: 100, y: 500, width: 900, height: 30 }] }
  expect(dropAt({ x: 499, y: 510 }, [{ ...full, tabs: [] }])?.shown.x).toBe(100)
  expect(dropAt({ x: 499, y: 510 }, [full])?.shown.x).toBeLessThan(500)
})

test('outside of the dock it goes nowhere', () => {
  expect(placeAt(300, 100)).toBeUndefined()
})
