/** How much may be had at once, and how fast it comes back. */
export interface BudgetTerms {
  readonly capacity: number
  readonly perSecond: number
}

/** 100,000 links at once take xterm 10 s; a listing of a large folder has some thousands. */
export const LINKS: BudgetTerms = { capacity: 5000, perSecond: 100 }

/** Something that a program may have a measured amount of. */
export interface Budget {
  /** False, and nothing taken, when there is not that much left. */
  take(amount?: number): boolean
}

/** A budget that refills with time. */
export function createBudget(
  { capacity, perSecond }: BudgetTerms,
  now: () => number = () => performance.now(),
): Budget {
  let left = capacity
  let at = now()
  return {
    take(amount = 1) {
      const time = now()
      left = Math.min(capacity, left + ((time - at) / 1000) * perSecond)
      at = time
      if (amount > left) return false
      left -= amount
      return true
    },
  }
}
