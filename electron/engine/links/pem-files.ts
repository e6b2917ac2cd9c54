import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { EngineError } from '#shared/errors.ts'
import type { TlsFiles } from '../address.ts'

const CHECK_FILE = 'Check the file, its owner and its permissions.'

/** What is in the files, as `node:tls` takes it. */
export interface PemTexts {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/**
 * Reads the files of a TLS connection. TLS libraries pass over an authority that they cannot read,
 * and name no file when they do complain, so all is checked here: throws an `EngineError` that
 * names the file which is missing, unreadable, not PEM, locked, expired, or does not fit.
 */
export async function readPemFiles({ ca, cert, key }: TlsFiles): Promise<PemTexts> {
  const [authority, own] = await Promise.all([
    ca === undefined ? undefined : readCertificate(ca),
    readOwn(cert, key),
  ])
  return { ...(authority && { ca: authority.text }), ...own }
}

/** The certificate that we show, and its key; engines may want none. */
async function readOwn(cert: string | undefined, key: string | undefined): Promise<PemTexts> {
  if (cert === undefined && key === undefined) return {}
  if (key === undefined) throw halfOf(`The client certificate "${cert}" has no key`)
  if (cert === undefined) throw halfOf(`The client key "${key}" has no certificate`)
  const [shown, secret] = await Promise.all([readCertificate(cert), readKey(key)])
  const { certificate } = shown
  if (!certificate.checkPrivateKey(secret.key)) throw doesNotFit(key, cert)
  if (new Date(certificate.validTo).getTime() < Date.now()) throw expired(cert, certificate.validTo)
  return { cert: shown.text, key: secret.text }
}

async function readCertificate(path: string) {
  const text = await readText(path)
  try {
    // Without the label it could be one in binary form, which is read here and not by TLS.
    if (/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text)) {
      return { text, certificate: new X509Certificate(text) }
    }
  } catch {
    // Told below.
  }
  throw notPem(path, 'certificate', 'CERTIFICATE')
}

async function readKey(path: string): Promise<{ readonly text: string; readonly key: KeyObject }> {
  const text = await readText(path)
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text))
    throw locked(path)
  try {
    return { text, key: createPrivateKey(text) }
  } catch {
    throw notPem(path, 'private key', 'PRIVATE KEY')
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException)
  }
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): EngineError {
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
  if (isMissing) return fault(`The file "${path}" is not there`, 'TLS needs it: put it back.')
  if (code !== 'EACCES') return fault(`The file "${path}" cannot be read: ${message}`, CHECK_FILE)
  return new EngineError({
    code: 'no-permission',
    message: `You may not read the file "${path}"`,
    hint: CHECK_FILE,
  })
}

function notPem(path: string, what: string, label: string): EngineError {
  return fault(
    `The file "${path}" is not a ${what} in PEM form`,
    `It should hold a line "-----BEGIN ${label}-----"; convert it with openssl.`,
  )
}

function locked(path: string): EngineError {
  return fault(
    `The key "${path}" is locked with a passphrase`,
    'The connection needs one without: "openssl pkey -in key.pem -out unlocked.pem" makes it.',
  )
}

function doesNotFit(key: string, cert: string): EngineError {
  return fault(
    `The key "${key}" does not belong to the certificate "${cert}"`,
    'Use the two files that were made together.',
  )
}

function expired(path: string, day: string): EngineError {
  return fault(
    `The client certificate "${path}" has expired (${day})`,
    'Get a new one from whoever runs the engine.',
  )
}

function halfOf(message: string): EngineError {
  return fault(message, 'Both files, cert.pem and key.pem, are needed, or neither.')
}

function fault(message: string, hint: string): EngineError {
  return new EngineError({ code: 'unreachable', message, hint })
}
