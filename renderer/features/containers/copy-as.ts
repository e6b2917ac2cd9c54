import { connectionOf, connectionState } from '#features/connections'
import { chunksOf } from '#lib/chunks-of.ts'
import { errorText } from '#lib/error-text.ts'
import { isWindows } from '#lib/platform.ts'
import { plural } from '#lib/plural.ts'
import type { InspectedSpec } from '#shared/run-spec/engine/from-inspect.ts'
import { curlText, type CurlEndpoint } from '#shared/run-spec/engine/curl-text.ts'
import { runLine, type WrittenText } from '#shared/run-spec/line/run-line.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { maskSpec } from './mask-spec.ts'
import type { ShownContainer } from './shown-container.ts'
import { COMPOSE_SERVICE, withoutToolLabels } from './tool-labels.ts'

/** What a container can be copied as. */
export type CopyForm = 'docker run' | 'Compose service' | 'curl'

interface Copied extends InspectedSpec {
  readonly container: ShownContainer
}

/** Each is three questions to its engine, which has others to answer too. */
const READ_AT_ONCE = 8

/** Copies how these were made; secrets are masked until the person asks for them. */
export async function copyAs(form: CopyForm, containers: readonly ShownContainer[]): Promise<void> {
  const copied: Copied[] = []
  for (const some of chunksOf(containers, READ_AT_ONCE)) {
    copied.push(...(await Promise.all(some.map(read))))
  }
  await copy(form, copied, true)
}

async function read(container: ShownContainer): Promise<Copied> {
  const { connection, id } = container
  return { container, ...(await engine.containers.spec({ connection, id })) }
}

async function copy(form: CopyForm, copied: readonly Copied[], masks: boolean): Promise<void> {
  const all = copied.map(({ container, spec }) => ({ container, spec, masked: maskSpec(spec) }))
  const hidden = all.reduce((sum, { masked }) => sum + masked.hidden, 0)
  const { text, remarks } = await write(
    form,
    all.map(({ container, spec, masked }) => ({ container, spec: masks ? masked.spec : spec })),
  )
  await engine.desktop.copyText({ text })
  const isMasked = masks && hidden > 0
  const detail = [
    ...(isMasked ? [`${plural(hidden, 'value')} that may be secret: masked.`] : []),
    ...lost(copied),
    ...remarks,
  ].join('\n')
  toast({
    kind: 'success',
    key: 'container.copy-as',
    text: `Copied ${named(copied)} as ${form}${masks ? '' : ', with secrets'}`,
    ...(detail && { detail }),
    ...(isMasked && {
      action: { label: 'Copy with secrets', run: () => void copyOpenly(form, copied) },
    }),
  })
}

async function copyOpenly(form: CopyForm, copied: readonly Copied[]) {
  try {
    await copy(form, copied, false)
  } catch (cause) {
    toast({ kind: 'error', text: errorText(cause) })
  }
}

function named(copied: readonly Copied[]): string {
  const [{ container } = { container: undefined }] = copied
  return copied.length === 1 && container
    ? `container "${visibleText(container.name)}"`
    : plural(copied.length, 'container')
}

function lost(copied: readonly Copied[]): readonly string[] {
  const all = new Map(
    copied.flatMap(({ notCarried }) => notCarried.map((one) => [one.name, one.why])),
  )
  return [...all].map(([name, why]) => `Not carried over: ${visibleText(name)}, as ${why}.`)
}

interface ContainerSpec {
  readonly container: ShownContainer
  readonly spec: RunSpec
}

async function write(form: CopyForm, all: readonly ContainerSpec[]): Promise<WrittenText> {
  const plain = all.map(({ container, spec }) => ({ container, spec: withoutToolLabels(spec) }))
  switch (form) {
    case 'docker run':
      return joined(
        plain.map(({ spec }) =>
          runLine(inBackground(spec), { shell: isWindows ? 'powershell' : 'bash' }),
        ),
      )
    case 'curl':
      return joined(
        plain.map(({ container, spec }) => curlText(spec, endpointOf(container.connection))),
      )
    case 'Compose service': {
      const { composeText } = await import('./compose-text.ts')
      return composeText(all.map(toService))
    }
    default:
      return form satisfies never
  }
}

/** What Compose has made is named by its service, as Compose names containers itself. */
function toService({ container, spec }: ContainerSpec) {
  const service = spec.labels[COMPOSE_SERVICE]
  const { name: _name, ...nameless } = withoutToolLabels(spec)
  return service === undefined
    ? { name: container.name, spec: withoutToolLabels(spec) }
    : { name: service, spec: nameless }
}

function joined(texts: readonly WrittenText[]): WrittenText {
  return {
    text: texts.map(({ text }) => text).join('\n\n'),
    remarks: [...new Set(texts.flatMap(({ remarks }) => remarks))],
  }
}

/** Whoever made it may have been attached; a container that nobody types into is to run by itself. */
function inBackground(spec: RunSpec): RunSpec {
  return spec.openStdin || spec.attach.length > 0 ? spec : { ...spec, detach: true }
}

function endpointOf(connection: string): CurlEndpoint {
  const {
    endpoint = 'unix:///var/run/docker.sock',
    kind = 'socket',
    tls,
  } = connectionOf(connection) ?? {}
  const state = connectionState(connection)
  const apiVersion = state.kind === 'connected' ? state.engine.apiVersion : ''
  return { url: endpoint, kind, ...(tls && { tls }), ...(apiVersion && { apiVersion }) }
}
