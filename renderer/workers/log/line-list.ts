const FIRST_ROOM = 1024

/**
 * Some of a log's lines, in order. It grows at both ends, and no line changes its place: those that
 * come before the first have places below 0.
 */
export class LineList {
  readonly #later = new Column()
  /** Downwards. */
  readonly #earlier = new Column()

  /** The place of the first line. */
  get low(): number {
    return -this.#earlier.count
  }

  /** One more than the place of the last. */
  get high(): number {
    return this.#later.count
  }

  /** The line at a place; nothing beyond the ends. */
  at(place: number): number | undefined {
    return place < 0 ? this.#earlier.at(-place - 1) : this.#later.at(place)
  }

  /** The place of the first line that is not before this one. */
  placeOf(line: number): number {
    let { low, high } = this
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((this.at(middle) as number) < line) low = middle + 1
      else high = middle
    }
    return low
  }

  append(line: number): void {
    this.#later.push(line)
  }

  prepend(line: number): void {
    this.#earlier.push(line)
  }

  /** Takes the last lines back, from this one on; not those that came before the first. */
  cutFrom(line: number): void {
    while (this.high > 0 && (this.at(this.high - 1) as number) >= line) this.#later.count -= 1
  }
}

class Column {
  count = 0
  #values = new Int32Array(FIRST_ROOM)

  at(index: number): number | undefined {
    return index < this.count ? this.#values[index] : undefined
  }

  push(value: number): void {
    if (this.count === this.#values.length) {
      const room = new Int32Array(this.count * 2)
      room.set(this.#values)
      this.#values = room
    }
    this.#values[this.count++] = value
  }
}
