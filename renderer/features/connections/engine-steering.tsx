import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useRef } from 'react'
import type { Connection } from '#shared/contract/connections.ts'
import type { SteerOffer, SteerVerb, Steering } from '#shared/contract/places.ts'
import { asEngineError } from '#shared/errors.ts'
import { Button } from '#ui/button.tsx'
import { Callout } from '#ui/callout.tsx'
import { CommandLine } from '#ui/command-line.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { useConnectionState } from './connection-states.ts'
import styles from './engine-steering.module.css'
import { ProgramOutput } from './program-output.tsx'
import { cancelRun, isAtWork, useProgramRun } from './program-runs.ts'
import { STEER_ICONS } from './steer-commands.ts'
import { runKeyOf, steerEngine, steerRefusal } from './steer-engine.ts'
import { VERBS } from './steer-question.ts'
import { fitsState, steeringQuery } from './steering.ts'

interface EngineSteeringProps {
  readonly connection: Connection
}

/** Starts, stops and restarts the engine where the app knows how, and says why where it does not. */
export function EngineSteering({ connection }: EngineSteeringProps) {
  const { data, error, refetch } = useQuery(steeringQuery)
  const steering = data?.[connection.id]
  if (error && !data) {
    return <ErrorState error={asEngineError(error)} onRetry={() => void refetch()} />
  }
  if (!steering) return null
  return (
    <Callout role="region" aria-label="Engine control" className={styles.control}>
      <h3 className={styles.title}>Start and stop</h3>
      {steering.kind === 'managed' ? (
        <Managed connection={connection} steering={steering} />
      ) : (
        <p className={styles.note}>
          <SafeText text={steering.reason} />
        </p>
      )}
    </Callout>
  )
}

interface ManagedProps extends EngineSteeringProps {
  readonly steering: Extract<Steering, { kind: 'managed' }>
}

function Managed({ connection, steering: { owner, offers } }: ManagedProps) {
  const key = runKeyOf(owner)
  const run = useProgramRun(key)
  const refusal = steerRefusal(connection)
  const list = useRef<HTMLUListElement>(null)
  const focusList = () => list.current?.querySelector<HTMLElement>(USABLE)?.focus()
  return (
    <>
      <p className={styles.note}>
        Run by <SafeText text={owner} />
        {offers.some(({ runBy }) => runBy === 'person') && ', as root: these are for a terminal'}.
        {refusal !== undefined && (
          <>
            {' '}
            <SafeText text={refusal} />: nothing is done to it.
          </>
        )}
      </p>
      <ul ref={list} className={styles.offers}>
        {offers.map((offer) =>
          offer.runBy === 'app' ? (
            <li key={offer.verb} className={styles.offer}>
              <SteerButton connection={connection} owner={owner} offer={offer} />
            </li>
          ) : (
            <li key={offer.verb} className={styles.byPerson}>
              <ByPerson offer={offer} />
            </li>
          ),
        )}
      </ul>
      {run && (
        <div className={styles.run}>
          {isAtWork(run) && (
            <CancelButton
              title={run.title}
              onCancel={() => cancelRun(key)}
              onFocusLost={focusList}
            />
          )}
          <ProgramOutput run={run} />
        </div>
      )}
    </>
  )
}

const USABLE = 'button[aria-disabled="false"]'

interface CancelButtonProps {
  readonly title: string
  onCancel(): void
  /** It went away with the focus. */
  onFocusLost(): void
}

function CancelButton({ title, onCancel, onFocusLost }: CancelButtonProps) {
  const hasFocus = useRef(false)
  const onGone = useEffectEvent(() => hasFocus.current && onFocusLost())
  useEffect(() => () => void onGone(), [])
  return (
    <Button
      icon={X}
      onFocus={() => (hasFocus.current = true)}
      onBlur={() => (hasFocus.current = false)}
      onClick={onCancel}
    >
      {`Cancel ${title}`}
    </Button>
  )
}

interface SteerButtonProps extends EngineSteeringProps {
  readonly owner: string
  readonly offer: SteerOffer
}

/** It stays where it is when it cannot be used, so that the focus does, too. */
function SteerButton({ connection, owner, offer }: SteerButtonProps) {
  const { verb, commands } = offer
  const state = useConnectionState(connection.id).kind
  const isBusy = isAtWork(useProgramRun(runKeyOf(owner)))
  const reason = isBusy
    ? 'A program is at work on it'
    : (steerRefusal(connection) ?? (fitsState(verb, state) ? undefined : unfitReason(verb)))
  const blocked = reason !== undefined
  const id = useId()
  return (
    <>
      <Button
        icon={STEER_ICONS[verb]}
        aria-disabled={blocked}
        aria-describedby={`${id}-reason ${id}-command`}
        data-tooltip={reason}
        onClick={() => !blocked && void steerEngine(connection, owner, offer)}
      >
        {`${VERBS[verb]} engine`}
      </Button>
      <code id={`${id}-command`} className={styles.command} data-selectable>
        {commands.join('; ')}
      </code>
      <span id={`${id}-reason`} className="visually-hidden">
        {reason}
      </span>
    </>
  )
}

function unfitReason(verb: SteerVerb): string {
  return verb === 'start' ? 'It runs' : 'It does not run'
}

/** It needs a password: the person runs it in a terminal. */
function ByPerson({ offer: { verb, commands, endsContainers } }: { readonly offer: SteerOffer }) {
  const loss = endsContainers ? ' (ends its containers)' : ''
  return (
    <>
      <span>{`${VERBS[verb]}${loss}:`}</span>
      <CommandLine
        command={commands.join('; ')}
        onCopy={(text) => engine.desktop.copyText({ text })}
      />
    </>
  )
}
