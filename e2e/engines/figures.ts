import { test } from '@playwright/test'
import type { Figure } from '../../scripts/bench/show-figures.mjs'

/** Hands a figure of the running test to whoever prints the report. */
export function noteFigure(figure: Figure): void {
  test.info().annotations.push({ type: 'figure', description: JSON.stringify(figure) })
}
