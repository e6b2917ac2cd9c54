import type { Finding } from '#shared/contract/places.ts'

/** What was found at a place, in a few words. */
export function findingWords(finding: Finding): string {
  switch (finding.kind) {
    case 'answers':
      return `${finding.isPodman ? 'Podman' : 'An engine'} ${finding.version} answers`
    case 'missing':
      return 'nothing there'
    case 'dangling':
      return `a link to ${finding.target}, where nothing is: whatever made it has stopped`
    case 'not-a-socket':
      return 'something else than a socket is there'
    case 'refused':
      return 'a socket that was left behind: nothing listens'
    case 'no-permission':
      return finding.group === undefined
        ? 'there, but you may not use it'
        : `there, but only members of the group "${finding.group}" may use it`
    case 'silent':
      return 'it accepts, and does not answer'
    case 'not-an-engine':
      return 'what answers there is no engine'
    case 'stopped':
      return 'stopped'
    case 'failed':
      return finding.reason
    case 'untested':
      return 'set up by you: not asked yet'
    default:
      return finding satisfies never
  }
}
