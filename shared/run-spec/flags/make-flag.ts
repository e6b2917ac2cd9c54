import type { RunSpec, StringMap } from '../run-spec.ts'
import { parseBytes, bytesText } from '../values/bytes.ts'
import { parseBoolean, parseInteger } from '../values/numbers.ts'
import { pairTexts, parsePair, splitPair } from '../values/pairs.ts'
import type { Flag } from './flag.ts'

/** The fields of a spec that hold such a value. */
type FieldOf<Value> = {
  [Key in keyof RunSpec]-?: NonNullable<RunSpec[Key]> extends Value
    ? Value extends NonNullable<RunSpec[Key]>
      ? Key
      : never
    : never
}[keyof RunSpec]

type Names = Pick<Flag, 'short' | 'aliases'>

/** A flag with one value, the last of which counts. */
export function single<Value>(
  name: string,
  field: FieldOf<Value>,
  parse: (text: string) => Value | undefined,
  textOf: (value: Value) => string,
  names: Names = {},
): Flag {
  return {
    name,
    ...names,
    read(spec, text) {
      const { [field]: _before, ...rest } = spec
      const value = parse(text)
      return (value === undefined ? rest : { ...rest, [field]: value }) as RunSpec
    },
    write(spec) {
      const value = spec[field] as Value | undefined
      return value === undefined ? [] : [textOf(value)]
    },
  }
}

export function text(name: string, field: FieldOf<string>, names?: Names): Flag {
  return single<string>(name, field, (value) => value || undefined, String, names)
}

export function integer(name: string, field: FieldOf<number>, names?: Names): Flag {
  return single<number>(name, field, parseInteger, String, names)
}

export function bytes(name: string, field: FieldOf<number>, names?: Names): Flag {
  return single<number>(name, field, parseBytes, bytesText, names)
}

/** A switch that is off unless it is said. */
export function toggle(name: string, field: FieldOf<boolean>, names: Names = {}): Flag {
  return {
    name,
    ...names,
    isSwitch: true,
    read: (spec, value) => ({ ...spec, [field]: parseBoolean(value) }),
    write: (spec) => (spec[field] ? ['true'] : []),
  }
}

/** A flag that can be given many times. */
export function list<Item>(
  name: string,
  field: FieldOf<readonly Item[]>,
  parse: (text: string) => readonly Item[],
  textsOf: (items: readonly Item[]) => readonly string[],
  names: Names = {},
): Flag {
  const itemsOf = (spec: RunSpec) => spec[field] as readonly Item[]
  return {
    name,
    ...names,
    read: (spec, text) => ({ ...spec, [field]: [...itemsOf(spec), ...parse(text)] }),
    write: (spec) => textsOf(itemsOf(spec)),
  }
}

export function texts(name: string, field: FieldOf<readonly string[]>, names?: Names): Flag {
  return list<string>(
    name,
    field,
    (value) => [value],
    (values) => values,
    names,
  )
}

/** `name=value`, many times. */
export function pairs(name: string, field: FieldOf<StringMap>, names: Names = {}): Flag {
  return {
    name,
    ...names,
    read: (spec, value) => ({ ...spec, [field]: withPair(spec[field], parsePair(value)) }),
    write: (spec) => pairTexts(spec[field]),
  }
}

/** The same, where a name alone has an empty value. */
export function loosePairs(name: string, field: FieldOf<StringMap>, names: Names = {}): Flag {
  return {
    name,
    ...names,
    read: (spec, value) => ({ ...spec, [field]: withPair(spec[field], splitPair(value)) }),
    write: (spec) => pairTexts(spec[field]),
  }
}

/** A name that is said again moves to its new value, not to the end. */
export function withPair(
  map: StringMap,
  [name, value = '']: readonly [string, (string | undefined)?],
): StringMap {
  return { ...map, [name]: value }
}
