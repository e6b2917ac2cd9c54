import * as z from 'zod'
import { feed, pipe, request, type } from '../ipc/define.ts'

/** A log line can be long; a clipboard of more than this is a mistake. */
export const MAX_CLIPBOARD_CHARS = 16 * 1024 * 1024

/** What the menu bar asks the window to do: the id of a command. */
export type MenuCommand = string

/** Something of the app itself went wrong, and it goes on in spite of that. */
export type Notice =
  | { readonly kind: 'fault'; readonly count: number }
  /** The defaults are used; what the file held is kept. */
  | { readonly kind: 'unreadable-file'; readonly path: string; readonly keptAs: string }

/** A file that the person chose; main alone knows where it is. */
export interface ChosenFile {
  /** Stands for it in what follows. */
  readonly file: string
  /** Its own name, without the folder. */
  readonly name: string
}

/** Files or folders that the person chose; main alone knows where they are. */
export interface ChosenSources {
  /** Stands for all of them in what follows. */
  readonly files: string
  /** Their own names, without the folder. */
  readonly names: readonly string[]
}

/** A folder that the person chose; main alone knows where it is. */
export interface ChosenFolder {
  readonly folder: string
  readonly name: string
}

/** What was written, and where, for people to read. */
export interface SavedFile {
  readonly bytes: number
  readonly path: string
}

export const desktop = {
  copyText: request({
    effect: 'read',
    input: z.object({ text: z.string().max(MAX_CLIPBOARD_CHARS) }),
  }),
  /** For paste into a terminal, on the user's own key or menu choice only. */
  readText: request({ effect: 'read', input: z.object({}), output: type<string>() }),
  /**
   * Opens an http or https address in the system's browser. The real host is shown and asked about
   * first, if `ask` or if it is neither this machine nor an engine's.
   */
  openLink: request({
    effect: 'read',
    input: z.object({ url: z.string().max(8192), ask: z.boolean() }),
  }),
  /** Asks the person where to save something, in the system's own dialog. */
  chooseFile: request({
    effect: 'read',
    /** A name to begin with. */
    input: z.object({ name: z.string().max(1024) }),
    output: type<ChosenFile | undefined>(),
  }),
  /** Asks the person for something to read, in the system's own dialog. */
  chooseSource: request({
    effect: 'read',
    input: z.object({ of: z.enum(['archive', 'folder', 'file']) }),
    output: type<ChosenFile | undefined>(),
  }),
  /** Takes a file or folder that was dropped, to be read: it is sent along (`offerDropped`). */
  takeDropped: request({ effect: 'read', input: z.object({}), output: type<ChosenFile>() }),
  /** Asks the person for files, or for folders with all that is in them, to read. */
  chooseSources: request({
    effect: 'read',
    input: z.object({ what: z.enum(['files', 'folder']) }),
    output: type<ChosenSources | undefined>(),
  }),
  /** Asks the person for a folder of this machine, and answers with its path. */
  chooseFolder: request({
    effect: 'read',
    input: z.object({}),
    output: type<string | undefined>(),
  }),
  /** Asks the person for a folder to put something into. */
  chooseSaveFolder: request({
    effect: 'read',
    input: z.object({}),
    output: type<ChosenFolder | undefined>(),
  }),
  /** Writes what comes into a file that was chosen, once; it is there when all is, and not before. */
  saveFile: pipe({
    effect: 'read',
    input: z.object({ file: z.uuid() }),
    /** That was all. A pipe that is closed without it leaves no file. */
    control: z.object({ whole: z.literal(true) }),
    outcome: type<SavedFile>(),
  }),
  /** Shows what was saved in the system's file manager. */
  showFile: request({ effect: 'read', input: z.object({ file: z.uuid() }) }),
  menuCommands: feed({ effect: 'read', input: z.object({}), value: type<MenuCommand>() }),
  /** All that nobody has dismissed: at once, and after each change. */
  notices: feed({ effect: 'read', input: z.object({}), value: type<readonly Notice[]>() }),
  dismissNotices: request({ effect: 'read', input: z.object({}) }),
}
