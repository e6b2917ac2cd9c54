import { StreamLanguage } from '@codemirror/language'
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile'

/** Dockerfiles, for the colours of their words. */
export const dockerfileLanguage = StreamLanguage.define(dockerFile)
