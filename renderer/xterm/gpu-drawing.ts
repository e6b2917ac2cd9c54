import { WebglAddon } from '@xterm/addon-webgl'
import type { Terminal } from '@xterm/xterm'

/** Chromium's and Mesa's renderers without a GPU: xterm draws twice as fast by the DOM. */
const SOFTWARE = /swiftshader|llvmpipe|software|basic render/i

let usable: boolean | undefined

/** Finds out whether there is a GPU: asked by the first terminal, it would be there 50 ms later. */
export function lookForGpu(): void {
  usable ??= hasGpu()
}

/**
 * Draws the terminal by the GPU until it is undone. Chromium keeps 16 contexts at most, so only
 * terminals that are on screen should have one. Where there is no GPU it stays with the DOM.
 */
export function drawByGpu(term: Terminal): () => void {
  usable ??= hasGpu()
  if (!usable) return () => {}
  const addon = new WebglAddon()
  const undo = () => release(term, addon)
  try {
    term.loadAddon(addon)
    addon.onContextLoss(undo)
    return undo
  } catch {
    undo()
    return () => {}
  }
}

/** xterm goes on by the DOM. Disposing alone would leave the context to the garbage collector. */
function release(term: Terminal, addon: WebglAddon): void {
  for (const canvas of term.element?.querySelectorAll('canvas') ?? []) loseContext(canvas)
  try {
    addon.dispose()
  } catch {
    // A terminal that is gone already takes its addons with it.
  }
}

function loseContext(canvas: HTMLCanvasElement): void {
  canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
}

function hasGpu(): boolean {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('webgl2')
  if (!context) return false
  const info = context.getExtension('WEBGL_debug_renderer_info')
  const renderer: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER)
  loseContext(canvas)
  return !SOFTWARE.test(String(renderer))
}
