import { isSecret, MASK } from '#shared/secret-values.ts'

/** What the classic builder writes before all that runs nothing. */
const NO_RUN = /^(?:\/bin\/sh -c )?#\(nop\)\s+/

/** What a build runs a line with, unless it says otherwise. */
const BY_SHELL = /^(?:RUN )?\/bin\/(?:ba|a|da)?sh (?:-[a-z]+ )*-[a-z]*c /
const BY_BUILDKIT = /\s*# buildkit$/

/** Of a build with arguments: `|2 A=1 B=2 `. */
const ARGUMENTS = /^(RUN )?\|\d+ (?:\S+=\S* )*/

/** A step of an image's history as its Dockerfile had it, as far as engines keep it. */
export function instructionOf(createdBy: string): string {
  const text = createdBy.replace(BY_BUILDKIT, '').trim()
  if (text === '') return 'Not told'
  if (NO_RUN.test(text)) return oneLine(text.replace(NO_RUN, ''))
  const bare = text.replace(ARGUMENTS, '$1')
  return oneLine(BY_SHELL.test(bare) ? `RUN ${bare.replace(BY_SHELL, '')}` : bare)
}

/** `ENV NAME=value`: what looks like a secret is hidden here too. */
const ASSIGNMENT = /\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S+)/g

function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(ASSIGNMENT, (whole, name: string, value: string) =>
      isSecret(name, value) ? `${name}=${MASK}` : whole,
    )
}
