import { isatty } from 'node:tty'
import {
  ASKED_OF_LOGIN_SHELL,
  dockerEnvironment,
  whereabouts,
  withLoginShell,
  type DockerEnvironment,
} from './environment.ts'
import { log, withoutFields } from './log.ts'
import { askLoginShell, shellToAsk } from './login-shell.ts'

/**
 * An app that was started from a desktop lacks what a person sets for their terminals: asks their
 * login shell, puts the whereabouts of programs into our environment, and tells which engine is
 * meant. Never rejects, and nobody waits for it; a shell that does not answer is said in the log.
 */
export async function followLoginShell(
  adopt: (environment: DockerEnvironment) => void,
): Promise<void> {
  const { platform, env } = process
  const shell = shellToAsk({ platform, env, isTerminal: isatty(0) })
  if (shell === undefined) return
  try {
    const told = await askLoginShell(shell, ASKED_OF_LOGIN_SHELL, { ...env })
    Object.assign(env, whereabouts(env, told))
    // Names alone: values may hold secrets.
    log.info(`The login shell ${shell} sets ${Object.keys(told).join(', ')}`)
    adopt(withLoginShell(dockerEnvironment, told))
  } catch (cause) {
    log.warn(`The login shell ${shell} did not tell its environment`, withoutFields(cause))
  }
}
