/**
 * Whether somebody has pressed a key or a button in this page. The user activation of browsers
 * counts what the scripts of tools do as well; events are counted only when they are real.
 */
export function hasPersonActed(): boolean {
  // Whatever its type says, a document without a screen has none.
  const counts = performance.eventCounts as EventCounts | undefined
  return ['keydown', 'pointerdown'].some((type) => (counts?.get(type) ?? 0) > 0)
}
