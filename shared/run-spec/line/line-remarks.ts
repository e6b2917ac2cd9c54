import type { RunSpec } from '../run-spec.ts'
import type { ShellName } from '../words/word.ts'

/** Where the line says less than the spec, or the shell may hand on something else. */
export function lineRemarks(
  spec: RunSpec,
  shell: ShellName,
  words: readonly string[],
): readonly string[] {
  return [...inexact(spec), ...shellRemarks(shell, words)]
}

function inexact({
  healthcheck,
  entrypoint = [],
  mounts,
  securityOpt,
}: RunSpec): readonly string[] {
  return [
    ...(healthcheck?.test?.[0] === 'CMD'
      ? ['The health check is run by a shell: docker run has no way to say one without.']
      : []),
    ...(entrypoint.length > 1
      ? [
          'The entrypoint’s further words stand before the command: docker run takes one word of it.',
        ]
      : []),
    ...(securityOpt.some((option) => /^seccomp=\s*\{/.test(option))
      ? ['The seccomp profile stands in the line as text: docker run wants the path of a file.']
      : []),
    ...(mounts.some(({ bindOptions }) => bindOptions?.createMountpoint)
      ? ['A bind mount whose folder is missing is refused: --mount has no way to have it made.']
      : []),
  ]
}

function shellRemarks(shell: ShellName, words: readonly string[]): readonly string[] {
  if (shell === 'cmd' && words.some((word) => /[\r\n]/.test(word))) {
    return ['cmd cannot carry line breaks: they are spaces here.']
  }
  if (shell === 'powershell' && words.some((word) => word === '' || word.includes('"'))) {
    return ['PowerShell before 7.3 hands on quotes and empty words otherwise than they stand here.']
  }
  return []
}
