import type { RunSpec } from '#shared/run-spec/run-spec.ts'

/** The service that Compose made a container for. */
export const COMPOSE_SERVICE = 'com.docker.compose.service'

/** By these a tool knows what it has made: a copy would be taken for one of its own. */
const TOOL_LABEL =
  /^(com\.docker\.compose|io\.podman\.compose|desktop\.docker\.io|org\.testcontainers)[./]/

/** The spec without the labels of the tool that made the container. */
export function withoutToolLabels(spec: RunSpec): RunSpec {
  return { ...spec, labels: ownLabels(spec.labels) }
}

/** The labels that no tool has set for itself. */
export function ownLabels(
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !TOOL_LABEL.test(name)))
}
