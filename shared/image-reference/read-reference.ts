import { type ImageReference, splitDomain } from './image-reference.ts'

/** A reference, or in one sentence why it is none. */
export type ReadReference =
  | { readonly reference: ImageReference; readonly problem?: never }
  | { readonly problem: string; readonly reference?: never }

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const HOST = new RegExp(String.raw`^(?:${LABEL}(?:\.${LABEL})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$`)
/** What lies between two slashes of a repository. */
const PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/

/** The digits that an algorithm gives; of others the grammar says the least. */
const DIGITS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
])

/** As Docker counts: the host is not among them. */
const MAX_PATH_LENGTH = 255

/** By the grammar it could be a name, and engines take it for an id. */
const ID = /^(?:sha256:)?[0-9a-f]{64}$/

/**
 * Takes a name of an image apart after the distribution's grammar, as it was typed or as an engine
 * gives it. Source: distribution/reference, `reference.go` and `normalize.go`.
 */
export function readReference(written: string): ReadReference {
  const text = written.trim()
  if (text === '') {
    return { problem: 'Write the name of an image: "app", or "registry.example/team/app:1.2"' }
  }
  const { name, tag, digest } = split(text)
  const { domain, path } = splitDomain(name)
  const reason =
    whyNoText(text) ??
    whyNoHost(domain) ??
    whyNoPath(path) ??
    (tag === undefined ? undefined : whyNoTag(tag)) ??
    (digest === undefined ? undefined : whyNoDigest(digest))
  if (reason !== undefined) return { problem: `"${text}" is no name of an image: ${reason}` }
  return {
    reference: {
      name,
      domain,
      path,
      ...(tag !== undefined && { tag }),
      ...(digest !== undefined && { digest }),
    },
  }
}

/** What is wrong with a tag, if anything. */
export function tagProblem(tag: string): string | undefined {
  return TAG.test(tag.trim()) ? undefined : 'Use letters, digits, "_", "." and "-", at most 128'
}

/** Neither a name nor a tag has an `@`, and no tag has a slash: a port comes before one. */
function split(text: string) {
  const at = text.indexOf('@')
  const tagged = at < 0 ? text : text.slice(0, at)
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1)
  return {
    name: colon < 0 ? tagged : tagged.slice(0, colon),
    tag: colon < 0 ? undefined : tagged.slice(colon + 1),
    digest: at < 0 ? undefined : text.slice(at + 1),
  }
}

function whyNoText(text: string): string | undefined {
  const scheme = /^[a-z]+:\/\//i.exec(text)?.[0]
  if (scheme !== undefined) return `write it without "${scheme}"`
  if (/\s/.test(text)) return 'it must not have spaces'
  return ID.test(text) ? 'it is the id of one' : undefined
}

function whyNoHost(domain: string): string | undefined {
  return HOST.test(domain) ? undefined : `"${domain}" is no host of a registry`
}

function whyNoPath(path: string): string | undefined {
  if (path.length > MAX_PATH_LENGTH) return `it is longer than ${MAX_PATH_LENGTH} characters`
  const odd = path.split('/').find((part) => !PART.test(part))
  if (odd === undefined) return undefined
  if (odd === '') return 'something is missing before or after a slash'
  if (/[A-Z]/.test(odd)) return 'it must be in lower case'
  return `"${odd}" must be of letters and digits, with ".", "_" or "-" only between them`
}

function whyNoTag(tag: string): string | undefined {
  if (tag === '') return 'after ":" comes a tag, such as "latest"'
  if (tag.includes(':')) return 'it can have only one tag'
  if (TAG.test(tag)) return undefined
  return 'its tag must be of letters, digits, "_", "." and "-", at most 128'
}

function whyNoDigest(digest: string): string | undefined {
  const [algorithm = '', digits = ''] = digest.split(':', 2)
  const length = DIGITS.get(algorithm)
  const isWhole = length === undefined || (digits.length === length && !/[A-F]/.test(digits))
  if (DIGEST.test(digest) && isWhole) return undefined
  return 'after "@" comes a digest: "sha256:" and 64 digits from 0 to 9 and a to f'
}
