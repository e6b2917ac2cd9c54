// @ts-check
import { installAptPackages } from './apt-packages.mjs'
import { tryCommand } from './run-command.mjs'

/** Installs openssl where it is missing: the tests make their certificates with it. */
export async function prepareOpenssl() {
  if ((await tryCommand('openssl', ['version'])).ok) return
  await installAptPackages(['openssl'], 'make the certificates of the tests')
}
