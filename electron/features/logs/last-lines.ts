import { StringDecoder } from 'node:string_decoder'
import type { LastLine } from '#shared/contract/container-ending.ts'
import type { Frame } from '#shared/frames.ts'
import { visibleText } from '#shared/visible-text.ts'

/** A longer line is cut: the beginning says what it is. */
const MAX_LINE_CHARS = 2000

/** Colours, cursor movements and titles: `ESC [ … m`, `ESC ] … BEL`, and single ones. */
const SEQUENCES =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g

/** Keeps the last lines of what it is given, in little memory whatever that is. */
export interface LastLines {
  push(frames: readonly Frame[]): void
  /** A line without an end is one too. */
  end(): readonly LastLine[]
}

/** Lines that stand in the order of their ends. */
export function createLastLines(max: number): LastLines {
  const kept: LastLine[] = []
  const streams = {
    stdin: openStream('stdout', keep),
    stdout: openStream('stdout', keep),
    stderr: openStream('stderr', keep),
  }

  function keep(line: LastLine): void {
    kept.push(line)
    if (kept.length > max) kept.shift()
  }

  return {
    push(frames) {
      for (const { stream, payload } of frames) streams[stream].push(payload)
    },
    end() {
      for (const stream of Object.values(streams)) stream.end()
      return kept
    },
  }
}

function openStream(stream: LastLine['stream'], keep: (line: LastLine) => void) {
  const decoder = new StringDecoder('utf8')
  let open = ''
  let isCut = false

  function add(text: string): void {
    const room = MAX_LINE_CHARS - open.length
    if (text.length > room) isCut = true
    open += text.slice(0, Math.max(0, room))
  }

  function close(): void {
    keep({ stream, text: shownLine(open) + (isCut ? '…' : '') })
    open = ''
    isCut = false
  }

  return {
    push(payload: Uint8Array) {
      const [first = '', ...others] = decoder.write(Buffer.from(payload)).split('\n')
      add(first)
      for (const text of others) {
        close()
        add(text)
      }
    },
    end() {
      add(decoder.end())
      if (open !== '') close()
    },
  }
}

/** The text of a line without what would colour it, move a cursor or hide. */
function shownLine(text: string): string {
  const bare = text.replaceAll(SEQUENCES, '').replace(/\r+$/, '')
  return visibleText(bare.replaceAll('\t', '    '))
}
