import '@xterm/xterm/css/xterm.css'
import './safe-terminal.css'
import { FitAddon } from '@xterm/addon-fit'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal, type ITerminalOptions } from '@xterm/xterm'
import { createBudget, LINKS } from './budget.ts'
import { drawByGpu } from './gpu-drawing.ts'
import { guardParser } from './parser-guards.ts'
import { createPieceWriter, type TextWriter } from './piece-writer.ts'
import { createScrolledOutFilter } from './scrolled-out.ts'
import { createSequenceFilter, type SequenceFilter } from './sequence-filter.ts'
import { followTheme } from './terminal-theme.ts'

/** In character cells. */
export interface CellSize {
  readonly columns: number
  readonly rows: number
}

export interface SafeTerminalOptions {
  /** A log takes no keys, answers nothing, and its text cannot move the cursor. */
  readonly kind: 'log' | 'shell'
  /** The accessible name of the element that takes the keys. */
  readonly label: string
  /** A person chose a link. */
  openLink(url: string): void
}

/** Lines above the screen. 100,000 would cost 325 MB. */
const SCROLLBACK_LINES = 10_000

/** As `--mono` of the tokens: xterm resolves no variables. */
const FONT = [
  '"JetBrains Mono Variable"',
  'ui-monospace',
  'monospace',
  '"Apple Color Emoji"',
  '"Segoe UI Emoji"',
  '"Noto Color Emoji"',
  '"Noto Emoji Variable"',
].join(', ')
const FONT_PX = 12
const LINE_HEIGHT = { log: 1.35, shell: 1.2 } as const

/** An xterm that hostile output can neither freeze nor use. It outlives its place in the page. */
export class SafeTerminal {
  readonly term: Terminal
  readonly #host = document.createElement('div')
  readonly #fit = new FitAddon()
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #filter: SequenceFilter
  readonly #write: TextWriter
  readonly #label: string
  readonly #sizeListeners = new Set<(size: CellSize) => void>()
  readonly #undoTheme: () => void
  #wantsFocus = false
  #unmount: (() => void) | undefined
  #undoDrawing: (() => void) | undefined

  constructor({ kind, label, openLink }: SafeTerminalOptions) {
    this.term = new Terminal(optionsFor(kind, openLink))
    // A log keeps its lines itself, and gives only those of a screen.
    const shorten = kind === 'shell' ? createScrolledOutFilter(this.term) : undefined
    this.#write = createPieceWriter(this.term, shorten)
    this.#label = label
    this.#host.className = 'pilothouse-xterm'
    guardParser(this.term.parser)
    this.#filter = createSequenceFilter({ textOnly: kind === 'log', links: createBudget(LINKS) })
    this.term.loadAddon(this.#fit)
    this.term.loadAddon(new Unicode11Addon())
    this.term.unicode.activeVersion = '11'
    // A log's rows are cut at the screen's edge, and its links are made of whole lines.
    if (kind === 'shell') this.term.loadAddon(new WebLinksAddon((_event, url) => openLink(url)))
    this.#undoTheme = followTheme((theme) => (this.term.options.theme = theme))
    this.term.onRender(() => this.#host.toggleAttribute('data-fits', this.#fitsOnScreen()))
  }

  /** Takes bytes as the engine sent them; `done` when they are in xterm's buffer. */
  write(bytes: Uint8Array, done?: () => void): void {
    this.writeText(this.#decoder.decode(bytes, { stream: true }), done)
  }

  /** Takes text; `done` when it is in xterm's buffer. */
  writeText(text: string, done?: () => void): void {
    this.#write(this.#filter(text), done)
  }

  /** Shows it in an element, from which an earlier place loses it. Returns the undo. */
  mount(into: HTMLElement): () => void {
    this.#unmount?.()
    const closing = new AbortController()
    const unmount = () => {
      if (this.#unmount !== unmount) return
      this.#unmount = undefined
      closing.abort()
      this.#host.remove()
    }
    this.#unmount = unmount
    into.append(this.#host)
    void this.#show(closing.signal)
    return unmount
  }

  /** Gives it the keys, now or as soon as it is on screen. */
  focus(): void {
    if (this.term.textarea?.isConnected) this.term.focus()
    else this.#wantsFocus = true
  }

  /** Calls the listener with each size that it is shown in. Returns the undo. */
  onSize(listener: (size: CellSize) => void): () => void {
    this.#sizeListeners.add(listener)
    return () => void this.#sizeListeners.delete(listener)
  }

  dispose(): void {
    this.#unmount?.()
    this.#undoTheme()
    this.#sizeListeners.clear()
    this.term.dispose()
  }

  async #show(signal: AbortSignal): Promise<void> {
    // xterm measures a cell once: with the font that it will have.
    await document.fonts.load(`${FONT_PX}px ${FONT}`).catch(() => {})
    if (signal.aborted) return
    if (!this.term.element) this.#open()
    const observer = new ResizeObserver(() => this.#adjust())
    observer.observe(this.#host)
    signal.addEventListener('abort', () => {
      observer.disconnect()
      this.#undoDrawing?.()
      this.#undoDrawing = undefined
    })
    this.#adjust()
    this.term.refresh(0, this.term.rows - 1)
    if (this.#wantsFocus) this.term.focus()
    this.#wantsFocus = false
  }

  /** A hidden tab keeps its terminal in the page, and must not keep a part of the GPU for it. */
  #adjust(): void {
    if (this.#host.clientHeight > 0) {
      this.#undoDrawing ??= drawByGpu(this.term)
      this.#resize()
    } else {
      this.#undoDrawing?.()
      this.#undoDrawing = undefined
    }
  }

  #open(): void {
    this.term.open(this.#host)
    this.term.textarea?.setAttribute('aria-label', this.#label)
  }

  #resize(): void {
    const wanted = this.#fit.proposeDimensions()
    if (!wanted || !(wanted.rows > 0)) return
    this.#fit.fit()
    const size = { columns: this.term.cols, rows: this.term.rows }
    for (const listener of this.#sizeListeners) listener(size)
  }

  #fitsOnScreen(): boolean {
    return this.term.buffer.active.length <= this.term.rows
  }
}

function optionsFor(
  kind: SafeTerminalOptions['kind'],
  openLink: SafeTerminalOptions['openLink'],
): ITerminalOptions {
  return {
    // For choosing a Unicode version only.
    allowProposedApi: true,
    // Each odd sequence would be a line on the console: 5 MB of noise took 40 s.
    logLevel: 'off',
    disableStdin: kind === 'log',
    convertEol: kind === 'log',
    // A blinking cursor is an animation: a page that is always drawn draws a key up to a frame late.
    cursorBlink: false,
    cursorInactiveStyle: kind === 'log' ? 'none' : 'outline',
    // A log draws the rows on screen itself, and keeps its lines elsewhere.
    scrollback: kind === 'log' ? 0 : SCROLLBACK_LINES,
    fontFamily: FONT,
    fontSize: FONT_PX,
    lineHeight: LINE_HEIGHT[kind],
    minimumContrastRatio: 4.5,
    linkHandler: { activate: (_event, url) => openLink(url) },
  }
}
