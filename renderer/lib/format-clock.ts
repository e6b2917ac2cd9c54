const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })

/** The time of day in the reader's zone: `14:32`. */
export function formatClock(time: number): string {
  return clock.format(time)
}
