/** What Compose calls a container: the same again when it makes it anew. */
export interface ComposePlace {
  readonly project: string
  readonly service: string
  readonly number: string
  /** By `docker compose run`. */
  readonly isOneOff: boolean
}

/** As the labels of a container have it, or the attributes of its events. */
export function composePlace(labels: Readonly<Record<string, string>>): ComposePlace | undefined {
  const label = (name: string) =>
    labels[`com.docker.compose.${name}`] ?? labels[`io.podman.compose.${name}`] ?? ''
  const project = label('project')
  if (project === '') return undefined
  return {
    project,
    service: label('service'),
    number: label('container-number'),
    isOneOff: label('oneoff') === 'True',
  }
}

/** Whether they are the same container to Compose, one after the other. */
export function isSamePlace(a: ComposePlace | undefined, b: ComposePlace | undefined): boolean {
  if (!a || !b || a.isOneOff || b.isOneOff) return false
  return a.project === b.project && a.service === b.service && a.number === b.number
}

/** Without the project's name before it, where all belong to one. */
export function nameWithin(name: string, project: string | undefined): string {
  if (project === undefined || !name.startsWith(project)) return name
  const rest = name.slice(project.length)
  return /^[-_]./.test(rest) ? rest.slice(1) : name
}
