// @ts-check
import { prepareEngineBinaries } from '../engine/engine-binaries.mjs'
import { prepareRegistryProgram } from '../engine/password-registry.mjs'
import { prepareSshPrograms } from '../engine/ssh-programs.mjs'
import { prepareOpenssl } from './openssl.mjs'

/** Fetches or installs the programs that tests on real engines run, where they are missing. */
export async function prepareEnginePrograms() {
  await prepareEngineBinaries()
  await prepareOpenssl()
  await prepareSshPrograms()
  await prepareRegistryProgram()
}
