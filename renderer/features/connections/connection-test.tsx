import { CircleCheck, CircleX, CircleDashed, Loader } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { TestStep, TestStepName, TlsPaths } from '#shared/contract/connections.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import styles from './connection-test.module.css'

/** Where a test goes. */
export interface TestTarget {
  readonly endpoint: string
  readonly tls?: TlsPaths | undefined
  readonly identity?: string | undefined
}

type Result = TestStep['result']

const STEPS: readonly { readonly step: TestStepName; readonly title: string }[] = [
  { step: 'resolve', title: 'Find the place' },
  { step: 'connect', title: 'Connect' },
  { step: 'authenticate', title: 'Authenticate' },
  { step: 'ping', title: 'Ping the engine' },
  { step: 'version', title: 'Read its version' },
]

const ICONS: Readonly<Record<Result['kind'] | 'waiting', ReactNode>> = {
  waiting: <CircleDashed size={15} aria-hidden />,
  running: <Loader size={15} aria-hidden />,
  done: <CircleCheck size={15} aria-hidden />,
  failed: <CircleX size={15} aria-hidden />,
  skipped: <CircleDashed size={15} aria-hidden />,
}

/** Tries a connection in a dialog of its own. */
export function showConnectionTest(name: string, target: TestTarget): Promise<void> {
  return ask((close) => (
    <Dialog title={`Test of ${name}`} onClose={() => close(undefined)}>
      <TestSteps target={target} />
      <DialogActions>
        <Button onClick={() => close(undefined)}>Close</Button>
      </DialogActions>
    </Dialog>
  ))
}

/** A button that tries what a form holds, and the steps of the last try. */
export function TestButton({ target }: { readonly target: TestTarget }) {
  const [tried, setTried] = useState<TestTarget & { readonly at: number }>()
  const isEmpty = target.endpoint.trim() === ''
  return (
    <div className={styles.test}>
      <Button
        aria-disabled={isEmpty}
        onClick={() => !isEmpty && setTried({ ...target, at: performance.now() })}
      >
        Test
      </Button>
      {tried && <TestSteps key={tried.at} target={tried} />}
    </div>
  )
}

function TestSteps({ target }: { readonly target: TestTarget }) {
  const results = useTest(target)
  const isOver = [...results.values()].some(({ kind }) => kind === 'failed')
  return (
    <ol className={styles.steps} aria-label="Steps of the test">
      {STEPS.map(({ step, title }) => (
        <StepLine
          key={step}
          title={title}
          result={results.get(step)}
          otherwise={isOver ? 'not tried' : 'waiting'}
        />
      ))}
    </ol>
  )
}

function useTest(target: TestTarget): ReadonlyMap<TestStepName, Result> {
  const [results, setResults] = useState<ReadonlyMap<TestStepName, Result>>(new Map())
  const first = useRef(target)
  useEffect(() => {
    const { endpoint, tls, identity } = first.current
    return engine.connections.test(
      { endpoint: endpoint.trim(), ...(tls && { tls }), ...(identity && { identity }) },
      {
        onValue: ({ step, result }) => setResults((before) => new Map(before).set(step, result)),
        onEnd(error) {
          // What cannot be an endpoint at all fails before the first step.
          if (!error) return
          const result: Result = { kind: 'failed', error: error.toShape() }
          setResults((before) => new Map(before).set('resolve', result))
        },
      },
    )
  }, [])
  return results
}

interface StepLineProps {
  readonly title: string
  readonly result: Result | undefined
  /** What is said of a step that has not begun. */
  readonly otherwise: string
}

function StepLine({ title, result, otherwise }: StepLineProps) {
  return (
    <li className={styles.step} data-result={result?.kind}>
      {ICONS[result?.kind ?? 'waiting']}
      <div className={styles.words}>
        <span>
          {title}
          <span className={styles.detail}> {result ? detailOf(result) : otherwise}</span>
        </span>
        {result?.kind === 'failed' && (
          <div role="alert" data-selectable>
            <p className={styles.error}>
              <SafeText text={result.error.message} />
            </p>
            {result.error.engineMessage !== undefined && (
              <p className={styles.quote}>
                <SafeText text={result.error.engineMessage} />
              </p>
            )}
            {result.error.hint !== undefined && <p>{result.error.hint}</p>}
          </div>
        )}
      </div>
    </li>
  )
}

function detailOf(result: Result): ReactNode {
  switch (result.kind) {
    case 'running':
      return '…'
    case 'skipped':
      return 'not needed'
    case 'failed':
      return 'failed'
    case 'done':
      return (
        <>
          <SafeText text={result.detail} /> · {result.ms} ms
        </>
      )
    default:
      return result satisfies never
  }
}
