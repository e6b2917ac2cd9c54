/** The parts of the window that F6 goes around, marked by `data-region`, in this order. */
const ORDER = ['sidebar', 'list', 'detail', 'dock', 'tasks', 'toasts'] as const

/** Where the focus goes in a region that has not had it: the first of these that is there. */
const ENTRANCES = [
  '[role="grid"]',
  '[role="tab"][aria-selected="true"]',
  '[aria-current="page"]',
  'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]',
]

/** What had the focus in each region when it was left. */
const lastFocus = new WeakMap<Element, HTMLElement>()

/** Remembers where the focus is in each region. Returns the undo. */
export function rememberRegions(): () => void {
  const onFocus = ({ target }: FocusEvent) => {
    const region = target instanceof HTMLElement && target.closest('[data-region]')
    if (region) lastFocus.set(region, target)
  }
  document.addEventListener('focusin', onFocus)
  return () => document.removeEventListener('focusin', onFocus)
}

/** Moves the focus to the next region that can take it, or to the one before. */
export function cycleRegions(step: 1 | -1): void {
  const regions = shownRegions()
  const current = document.activeElement?.closest('[data-region]')
  const at = current ? regions.indexOf(current as HTMLElement) : -1
  const start = at === -1 && step === -1 ? 0 : at
  for (let i = 1; i <= regions.length; i++) {
    const region = regions[(start + step * i + regions.length * 2) % regions.length]
    if (region && focusRegion(region)) return
  }
}

function shownRegions(): readonly HTMLElement[] {
  return ORDER.flatMap((name) =>
    Array.from(document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)),
  ).filter((region) => region.closest('[inert]') === null && region.checkVisibility())
}

/** What had the focus there before is the best place for it. */
function focusRegion(region: HTMLElement): boolean {
  const last = lastFocus.get(region)
  const entrances = ENTRANCES.map((selector) => region.querySelector<HTMLElement>(selector))
  const targets = [last && region.contains(last) ? last : null, ...entrances]
  return targets.some((target) => {
    target?.focus()
    return target !== null && document.activeElement === target
  })
}
