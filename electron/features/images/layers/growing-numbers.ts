/** What a list of numbers is made of: each kind takes so many bytes a number. */
type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** A list of numbers that grows: eight times as small as one of objects with as many fields. */
export interface GrowingNumbers {
  readonly length: number
  readonly push: (value: number) => void
  readonly at: (index: number) => number
  readonly set: (index: number, value: number) => void
}

const FIRST_LENGTH = 256

/** Starts an empty one: `growingNumbers(Uint8Array)`. */
export function growingNumbers(Kind: new (length: number) => Numbers): GrowingNumbers {
  let values = new Kind(FIRST_LENGTH)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === values.length) {
        const more = new Kind(length + (length >> 1))
        more.set(values)
        values = more
      }
      values[length] = value
      length += 1
    },
    at: (index) => values[index] ?? 0,
    set(index, value) {
      values[index] = value
    },
  }
}
