import type { FieldProblem } from '#ui/fields/judging.ts'
import { nameProblem } from '#lib/name-problem.ts'
import { FLAGS } from '#shared/run-spec/flags/flags.ts'
import { imageProblem } from '#shared/run-spec/line/image-problem.ts'
import { lookOver } from '#shared/run-spec/line/look-over.ts'
import { plainSpec, type RunSpec, type SpecNetwork } from '#shared/run-spec/run-spec.ts'
import { BadValue } from '#shared/run-spec/values/bad-value.ts'
import { parseVolume } from '#shared/run-spec/values/bind-text.ts'
import { parsePublished } from '#shared/run-spec/values/port-text.ts'
import { commandWords } from './command-words.ts'
import {
  isPlainFlag,
  type EnvRow,
  type FormValues,
  type MountRow,
  type NetworkRow,
  type PortRow,
} from './form-values.ts'

/** A form as a container to be run, and what is wrong with it. */
export interface ReadForm {
  /** Without what could not be read. */
  readonly spec: RunSpec
  readonly problems: readonly FieldProblem[]
}

/** Reads all fields; each that holds nothing is as if it were not there. */
export function toSpec(values: FormValues): ReadForm {
  const reading = new Reading(plainSpec(values.image.trim()))
  readCommand(reading, values)
  for (const [at, row] of values.ports.entries()) readPort(reading, row, at)
  for (const [at, row] of values.env.entries()) readVariable(reading, row, at)
  for (const [at, row] of values.mounts.entries()) readMount(reading, row, at)
  readNetworks(reading, values.networks)
  readFlags(reading, values.flags)
  checkNames(reading)
  const { spec, problems } = reading
  const whole = lookOver(spec).map(({ kind, word, why }): FieldProblem => ({
    field: '',
    kind: kind === 'wrong' ? 'wrong' : 'attention',
    text: `${word}: ${why}`,
  }))
  return { spec, problems: [...problems, ...whole] }
}

/** What has been read so far. */
class Reading {
  readonly problems: FieldProblem[] = []

  constructor(public spec: RunSpec) {}

  add(part: Partial<RunSpec>): void {
    this.spec = { ...this.spec, ...part }
  }

  wrong(field: string, text: string): void {
    this.problems.push({ field, kind: 'wrong', text })
  }

  /** What is wrong with a value is said of its field. */
  try(field: string, read: () => void): void {
    try {
      read()
    } catch (cause) {
      if (!(cause instanceof BadValue)) throw cause
      this.wrong(field, cause.message)
    }
  }
}

function readCommand(reading: Reading, { entrypoint, cmd }: FormValues): void {
  const command = commandWords(cmd)
  if (command.problem !== undefined) {
    reading.problems.push({ field: 'cmd', kind: 'attention', text: command.problem })
  }
  reading.add({ cmd: command.words })
  if (entrypoint.trim() === '') return
  const { words, problem } = commandWords(entrypoint)
  if (problem !== undefined) {
    reading.problems.push({ field: 'entrypoint', kind: 'attention', text: problem })
  }
  reading.add({ entrypoint: words.length === 1 && words[0] === '' ? [] : words })
}

function readPort(reading: Reading, row: PortRow, at: number): void {
  const { hostIp, hostPort, containerPort, protocol } = row
  if (`${hostIp}${hostPort}${containerPort}`.trim() === '') return
  const ip = hostIp.includes(':') ? `[${hostIp.trim()}]` : hostIp.trim()
  const text = `${ip === '' ? '' : `${ip}:`}${hostPort.trim()}:${containerPort.trim()}/${protocol}`
  reading.try(`ports.${at}`, () =>
    reading.add({ portBindings: [...reading.spec.portBindings, ...parsePublished(text)] }),
  )
}

function readVariable(reading: Reading, { name, value }: EnvRow, at: number): void {
  if (name === '' && (value ?? '') === '') return
  if (name === '' || name.includes('=')) {
    reading.wrong(`env.${at}`, name === '' ? 'Its name is missing' : 'A name has no "=" in it')
    return
  }
  const variable = value === undefined ? { name } : { name, value }
  reading.add({ env: [...reading.spec.env, variable] })
}

function readMount(reading: Reading, row: MountRow, at: number): void {
  const [source, target] = [row.source.trim(), row.target.trim()]
  if (source === '' && target === '') return
  const { spec } = reading
  const text = row.kind === 'anonymous' || row.kind === 'tmpfs' ? target : `${source}:${target}`
  const isSourced = row.kind === 'bind' || row.kind === 'volume'
  reading.try(`mounts.${at}`, () => {
    if (target === '') throw new BadValue('The path in the container is missing')
    const parsed = parseVolume(isSourced && row.options ? `${text}:${row.options}` : text)
    if (row.kind === 'tmpfs')
      return reading.add({ tmpfs: { ...spec.tmpfs, [target]: row.options } })
    if (parsed.kind === 'nameless')
      return reading.add({ volumes: [...spec.volumes, parsed.target] })
    return reading.add({ binds: [...spec.binds, parsed.bind] })
  })
}

function readNetworks(reading: Reading, rows: readonly NetworkRow[]): void {
  reading.add({ networks: rows.filter(({ name }) => name.trim() !== '').map(toNetwork) })
}

function toNetwork({ name, aliases, ip, base }: NetworkRow): SpecNetwork {
  const { ipv4Address: _v4, ipv6Address: _v6, ...rest } = base
  const address = ip.trim()
  const isV6 = address.includes(':')
  // One that has both addresses shows the first.
  const both = isV6 || address !== base.ipv4Address ? {} : { ipv6Address: base.ipv6Address }
  return {
    ...rest,
    name: name.trim(),
    aliases: aliases.split(/[\s,]+/).filter(Boolean),
    ...(both.ipv6Address !== undefined && { ipv6Address: both.ipv6Address }),
    ...(address !== '' && (isV6 ? { ipv6Address: address } : { ipv4Address: address })),
  }
}

function readFlags(reading: Reading, texts: FormValues['flags']): void {
  for (const flag of FLAGS.filter(isPlainFlag)) {
    for (const [at, text] of (texts[flag.name] ?? []).entries()) {
      if (text.trim() === '') continue
      reading.try(`flags.${flag.name}.${at}`, () =>
        reading.add(flag.read(reading.spec, flag.isSwitch ? text : text.trim())),
      )
    }
  }
}

function checkNames(reading: Reading): void {
  const { image, name } = reading.spec
  const wrongImage = imageProblem(image)
  if (wrongImage !== undefined) reading.wrong('image', sentence(wrongImage))
  const wrongName = name === undefined ? undefined : nameProblem(name)
  if (wrongName !== undefined) reading.wrong('flags.name.0', wrongName)
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
