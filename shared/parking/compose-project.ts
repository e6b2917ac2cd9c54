/** The Compose project that owns a container with these labels. */
export function composeProject(labels: Readonly<Record<string, string>>): string | undefined {
  return labels['com.docker.compose.project'] || undefined
}
