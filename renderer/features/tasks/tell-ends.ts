import { engineElsewhere } from '#features/connections'
import type { KeptObject, Task, TaskResult } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import { showOutcome } from '#ui/outcome-dialog.tsx'
import type { ToastOptions } from '#ui/toast-store.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { history } from '../../shell/navigation.ts'
import { openBuild } from './task-actions.ts'
import { endOf, isRunning, listedTasks, showTasks, taskView, watchListed } from './tasks-store.ts'
import { resultWords, stateWords } from './task-words.ts'

/** Which end of which task has been told: the main process hears of it a moment later. */
const told = new Set<string>()

/** Says in one toast how each task has ended, unless the list of them is open anyhow. */
export function tellOfEnds(): void {
  const tell = () => {
    // Whoever looks elsewhere is told by the system, or when they come back.
    if (document.hasFocus()) tellAll(listedTasks().filter(isNews))
  }
  watchListed(tell)
  window.addEventListener('focus', tell)
}

function isNews(task: Task): boolean {
  return !isRunning(task) && !task.isTold && !told.has(endOf(task))
}

function tellAll(ended: readonly Task[]): void {
  if (ended.length === 0) return
  for (const task of ended) {
    told.add(endOf(task))
    const words = endWords(task)
    if (words && taskView() !== 'all') toast(words)
  }
  void engine.tasks.told({ ids: ended.map(({ id }) => id) })
}

function endWords(task: Task): ToastOptions | undefined {
  const { state, kind } = task
  if (isLookedAt(task)) return undefined
  switch (state.kind) {
    case 'running':
      return undefined
    case 'cancelled':
      return task.note === undefined ? undefined : cancelWords(task)
    case 'done': {
      const { result } = state
      const words = resultWords(kind, result)
      const text = `${words.text}${placeWords(task)}`
      return { kind: 'success', ...words, text, ...hands(result, text) }
    }
    case 'failed':
    case 'interrupted': {
      const { hint } = state.error
      const action =
        task.build === undefined
          ? { label: 'Show tasks', run: () => showTasks('all') }
          : { label: 'Open build', run: () => openBuild(task) }
      return { kind: 'error', text: stateWords(task), ...(hint && { detail: hint }), action }
    }
    default:
      return state satisfies never
  }
}

function cancelWords({ name, note = '', progress }: Task): ToastOptions {
  const text = `${visibleText(name)}: ${visibleText(note)}`
  // What went, went as it should; of bytes some may be left behind.
  return { kind: progress.unit === undefined ? 'error' : 'info', text }
}

/** Images of several engines may be removed at once. */
function placeWords({ kind, connection }: Task): string {
  const engine = kind === 'remove' ? engineElsewhere(connection) : undefined
  return engine === undefined ? '' : ` on ${visibleText(engine)}`
}

/** What can be done about an end. */
function hands(result: TaskResult, title: string): Partial<ToastOptions> {
  switch (result.kind) {
    case 'saved':
      return { action: showing(result.file) }
    case 'extracted':
      return {
        ...(result.leftOutCount > 0 && { kind: 'info' }),
        action: showing(result.folder),
      }
    case 'removed':
    case 'cleaned':
      return result.keptCount === 0
        ? {}
        : { kind: 'error', onDetails: () => void showOutcome(refused(result.kept, title)) }
    default:
      return {}
  }
}

/** What stays of many that were to go, with the reasons. */
function refused(kept: readonly KeptObject[], title: string) {
  const failed = kept.map(({ name, error }) => ({ target: name, error: new EngineError(error) }))
  return { title, outcome: { done: [], failed }, nameOf: (name: string) => name }
}

/** Whoever has the details of a build open sees how it ended, and a toast would cover why. */
function isLookedAt({ build }: Task): boolean {
  return build !== undefined && history.location.pathname.includes(`/builds/${build}/`)
}

/** Opens the system's file manager. */
function showing(file: string) {
  return {
    label: 'Show in folder',
    run: () => void engine.desktop.showFile({ file }).catch(() => {}),
  }
}
