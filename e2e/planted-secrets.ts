import { findInFolder, findPlanted, formsOf } from '../scripts/checks/find-planted.mjs'

/**
 * Where a run of the tests keeps a secret that the app must write down nowhere. The arguments and the
 * secrets of builds belong here once the app builds images.
 */
export const PLACES = [
  // Each test has these, and all of its containers.
  'variable-of-image',
  'variable-of-app',
  // `planted-secrets.spec.ts` has all of them.
  'variable-of-container',
  'proxy-of-container',
  'label-of-container',
  'argument',
  'health-check',
  'log-line',
  'file',
  'program-of-exec',
  'option-of-volume',
  'label-of-network',
  'label-of-image',
  'history-of-image',
  'login-of-docker',
  'header-of-docker',
  'refused-login',
  'variable-of-terminal',
  'pasted-line',
  'address-of-engine',
] as const
export type Place = (typeof PLACES)[number]

/** Begins them all, so that a search looks for one text; its signs are others in an address. */
const MARK = 'Plant3d/s3cret+'

/** The password of the tests' registry. The app logs in with it. */
const REGISTRY_PASSWORD = 's3cret-Pa55'

const FORMS = [MARK, REGISTRY_PASSWORD].flatMap((text) => formsOf(text))

/** The secret of a place. */
export function secretOf(place: Place): string {
  return `${MARK}${place}`
}

/** An address that holds the secret of a place as its password. */
export function addressWith(place: Place, scheme = 'http'): string {
  return `${scheme}://me:${encodeURIComponent(secretOf(place))}@127.0.0.1:9`
}

/** What of the secrets of all tests stands in a text, and how. */
export function secretsIn(what: string, text: string) {
  return findPlanted(what, text, FORMS)
}

/** What of the secrets of all tests stands in the files of a folder, and how. */
export function secretsUnder(folder: string) {
  return findInFolder(folder, FORMS)
}
