import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../engine/index.ts'

/**
 * A stand-in for a credential helper, in shell: one file a server, and it writes down how it was
 * called. Its words are those of docker/docker-credential-helpers.
 */
const SCRIPT = String.raw`#!/bin/sh
store="$(dirname "$0")/../kept"
mkdir -p "$store"
echo "$0 $*" >> "$store/../calls"
[ -e "$store/../locked" ] && { echo "the key ring is locked"; exit 1; }
file() { echo "$store/$(printf %s "$1" | tr '/:' '__')"; }
case "$1" in
  store)
    text="$(cat)"
    server="$(printf %s "$text" | sed 's/.*"ServerURL":"\([^"]*\)".*/\1/')"
    printf %s "$text" > "$(file "$server")" ;;
  get)
    at="$(file "$(cat)")"
    [ -e "$at" ] || { echo "credentials not found in native keychain"; exit 1; }
    cat "$at" ;;
  erase)
    rm -f "$(file "$(cat)")" ;;
  list)
    printf '{'; comma=''
    for at in "$store"/*; do
      [ -e "$at" ] || continue
      printf '%s' "$comma"
      sed 's/.*"ServerURL":\("[^"]*"\).*"Username":\("[^"]*"\).*/\1:\2/' "$at"
      comma=','
    done
    printf '}' ;;
esac
`

/** Test support: puts the helper into a folder, and answers with a machine that finds it there. */
export function installHelper(folder: string, name: string): Machine {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, `docker-credential-${name}`), SCRIPT, { mode: 0o755 })
  return { platform: process.platform, home: folder, env: { PATH: `${bin}:/usr/bin:/bin` }, uid: 0 }
}
