// @ts-check
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A text in one of the ways in which programs write it down.
 * @typedef {{ text: string, as: string, bytes: Buffer }} Form
 * @typedef {{ place: string, text: string, as: string }} Finding
 */

/** Base64 turns three bytes into four letters, so a text looks different at each of three places. */
const ALIGNMENTS = [0, 1, 2]

/**
 * All ways in which a text may be written down: as it is, in addresses, JSON, base64, hex, UTF-16.
 * @param {string} text
 * @returns {readonly Form[]}
 */
export function formsOf(text) {
  const url = encodeURIComponent(text)
  const hex = Buffer.from(text).toString('hex')
  const spellings = {
    itself: [text],
    'part of an address': [url, url.replaceAll(/%../g, (code) => code.toLowerCase())],
    JSON: [JSON.stringify(text).slice(1, -1), text.replaceAll('/', '\\/')],
    base64: ALIGNMENTS.flatMap((offset) => base64At(text, offset)),
    hex: [hex, hex.toUpperCase()],
  }
  const forms = Object.entries(spellings).flatMap(([as, list]) =>
    [...new Set(list)].map((spelling) => ({ text, as, bytes: Buffer.from(spelling) })),
  )
  // What a page keeps is often kept so.
  return [...forms, { text, as: 'UTF-16', bytes: Buffer.from(text, 'utf16le') }]
}

/** The letters that stand for this text alone, whatever is beside it. @param {string} text @param {number} offset */
function base64At(text, offset) {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((bytes.length * 8) / 6)
  const letters = bytes.toString('base64').slice(first, last)
  return [letters, letters.replaceAll('+', '-').replaceAll('/', '_')]
}

/**
 * Which of the texts stand in these bytes, and how.
 * @param {string} place where they are from
 * @param {Buffer | string} content
 * @param {readonly Form[]} forms
 * @returns {readonly Finding[]}
 */
export function findPlanted(place, content, forms) {
  const bytes = Buffer.from(content)
  return forms
    .filter((form) => bytes.includes(form.bytes))
    .map(({ text, as }) => ({ place, text, as }))
}

/**
 * Which of the texts stand in the files of a folder, or in their names.
 * @param {string} folder
 * @param {readonly Form[]} forms
 * @returns {Promise<readonly Finding[]>}
 */
export async function findInFolder(folder, forms) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const findings = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    findings.push(...findPlanted(`the name of ${path}`, entry.name, forms))
    // One at a time: some are large.
    if (entry.isFile()) findings.push(...findPlanted(path, await readFile(path), forms))
  }
  return findings
}
