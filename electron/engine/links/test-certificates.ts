import { execFile, spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Test support: certificates are made when they are needed, so that none is kept that expires. */
export interface Authority {
  /** Its own certificate. */
  readonly ca: string
  /** Makes a certificate and its key; both are paths of PEM files. */
  issue(name: string, wish: Wish): Promise<Certificate>
}

export interface Certificate {
  readonly cert: string
  readonly key: string
}

interface Wish {
  readonly use: 'serverAuth' | 'clientAuth'
  /** As openssl writes them: `DNS:localhost,IP:127.0.0.1`. */
  readonly hosts?: string
  /** `YYYYMMDD`; today and tomorrow when left out. */
  readonly validUntil?: string
}

const missing = spawnSync('openssl', ['version']).status !== 0

/** For tests to skip themselves by name where no certificates can be made. */
export const NEEDS_OPENSSL = { missing, reason: missing ? ' (skipped: openssl is missing)' : '' }

/** Names this machine as the tests reach it. */
export const THIS_MACHINE = 'DNS:localhost,IP:127.0.0.1'

/** Elliptic: a key takes 10 ms, where an RSA one may take a second. */
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Makes an authority whose files, and those of what it issues, lie in `folder`. */
export async function createAuthority(folder: string, name: string): Promise<Authority> {
  const place = join(folder, name)
  const file = (of: string) => join(place, of)
  await mkdir(place, { recursive: true })
  await writeFile(file('index'), '')
  await writeFile(file('openssl.cnf'), configuration(place))
  const openssl = (...args: readonly string[]) => run('openssl', args)
  const subject = ['-subj', `/CN=${name}`]
  const own = ['-keyout', file('ca-key.pem'), '-out', file('ca.pem'), ...subject]
  await openssl('req', '-x509', ...NEW_KEY, ...own, '-days', '2')

  return {
    ca: file('ca.pem'),
    async issue(of, { use, hosts = 'DNS:none.example', validUntil }) {
      const [cert, key, request, extensions] = ['pem', 'key', 'csr', 'ext'].map((ending) =>
        file(`${of}.${ending}`),
      ) as [string, string, string, string]
      await writeFile(extensions, `extendedKeyUsage=${use}\nsubjectAltName=${hosts}\n`)
      await openssl('req', ...NEW_KEY, '-keyout', key, '-out', request, '-subj', `/CN=${of}`)
      const dates = validUntil
        ? ['-startdate', '20200101000000Z', '-enddate', `${validUntil}000000Z`]
        : ['-days', '2']
      const files = ['-in', request, '-extfile', extensions, '-out', cert]
      await openssl('ca', '-batch', '-notext', '-config', file('openssl.cnf'), ...files, ...dates)
      return { cert, key }
    },
  }
}

/** The same key, locked with a passphrase, in the form of the label on its first line. */
export async function lockKey(
  key: string,
  label: 'ENCRYPTED PRIVATE KEY' | 'EC PRIVATE KEY',
): Promise<string> {
  const locked = `${key}.locked`
  const files = ['-in', key, '-out', locked, '-passout', 'pass:secret']
  const command = label === 'EC PRIVATE KEY' ? ['ec', '-aes128'] : ['pkcs8', '-topk8']
  await run('openssl', [...command, ...files])
  return locked
}

/** `openssl ca` alone sets dates that have passed, in each of its versions. */
function configuration(place: string): string {
  return `
[ca]
default_ca = authority
[authority]
new_certs_dir = ${place}
database = ${join(place, 'index')}
certificate = ${join(place, 'ca.pem')}
private_key = ${join(place, 'ca-key.pem')}
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
commonName = supplied
`
}
