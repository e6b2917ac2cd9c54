import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { RowButtons } from '../../shell/command-buttons.tsx'
import { containerCommands } from './container-commands.ts'
import { CONTAINER_LIST } from './container-list-props.tsx'
import type { ShownState } from './pending-containers.ts'
import { shownContainer } from './shown-container.fixture.ts'

const OPEN = { kind: 'open' } as const
const commands = containerCommands({ showDetails: () => {} })

afterEach(cleanup)

function draw(state: ShownState, shown = commands) {
  cleanup()
  const { frequent } = CONTAINER_LIST
  const target = shownContainer({ state })
  render(
    <RowButtons name="web" target={target} commands={shown} access={OPEN} frequent={frequent} />,
  )
  return screen.getAllByRole('button').map((button) => ({
    name: button.getAttribute('aria-label'),
    off: button.getAttribute('aria-disabled') === 'true',
    hint: button.dataset['tooltip'],
  }))
}

test.each<readonly [ShownState, string]>([
  [{ kind: 'running' }, 'Stop web'],
  [{ kind: 'being-stopped' }, 'Stop web (off)'],
  [{ kind: 'exited', exitCode: 0 }, 'Start web'],
  [{ kind: 'being-started' }, 'Start web (off)'],
  [{ kind: 'restarting' }, 'Stop web'],
  [{ kind: 'removing' }, 'Start web (off)'],
  [{ kind: 'dead' }, 'Start web (off)'],
])('in state %j the same four places hold first %s', (state, first) => {
  const buttons = draw(state)
  expect(buttons).toHaveLength(4)
  expect(`${buttons[0]?.name}${buttons[0]?.off ? ' (off)' : ''}`).toBe(first)
  const rest = buttons.slice(1).map(({ name }) => name)
  expect(rest).toEqual(['Restart web', 'Logs of web', 'Terminal in web'])
})

test('a button that does nothing now says why', () => {
  const [stop, restart, logs, terminal] = draw({ kind: 'being-stopped' })
  for (const button of [stop, restart, terminal]) expect(button?.hint).toBe('It is being stopped')
  expect(logs?.off).toBe(false)
})

test('the second click of a double click does nothing', () => {
  const run = vi.fn()
  const command = commands.find(({ id }) => id === 'container.stop')
  draw({ kind: 'running' }, command && [{ ...command, run }])
  const stop = screen.getByRole('button', { name: 'Stop web' })
  fireEvent.click(stop, { detail: 1 })
  fireEvent.click(stop, { detail: 2 })
  expect(run).toHaveBeenCalledTimes(1)
})
