// The program that a bare Electron starts: it runs the app whose folder is given as an argument.
// It does for that app what Electron's own default app does, and no more.
// @ts-nocheck: what it uses of Electron and of Node's module loader is not published.
/* oxlint-disable no-underscore-dangle */
'use strict'

const { existsSync, readFileSync } = require('node:fs')
const Module = require('node:module')
const path = require('node:path')
const { app } = require('electron')

const { folder, modules } = parseArguments(process.argv.slice(1))
// Test drivers preload a module of their own (`-r`) before the app.
Module._preloadModules(modules)
run(folder)

function parseArguments(args) {
  const modules = []
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '-r' || args[i] === '--require') modules.push(args[(i += 1)])
    else if (!args[i].startsWith('-')) return { folder: args[i], modules }
  }
  return { folder: undefined, modules }
}

function run(folder) {
  if (!folder) return stop('Name the folder of the app to run.')
  const appFolder = path.resolve(folder)
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  let main
  try {
    main = Module._resolveFilename(appFolder, null, true)
  } catch (error) {
    return stop(`There is no app to run in ${appFolder}: ${error.message}`)
  }
  const packageFile = path.join(appFolder, 'package.json')
  if (existsSync(packageFile)) takeIdentity(JSON.parse(readFileSync(packageFile, 'utf8')))
  app.setAppPath(existsSync(packageFile) ? appFolder : path.dirname(main))
  Module._load(main, null, true)
}

/** Name, version and the folders that follow from the name. */
function takeIdentity({ productName, name, version, desktopName }) {
  if (version) app.setVersion(version)
  app.setName(productName ?? name ?? app.getName())
  app.setDesktopName?.(desktopName ?? `${app.getName()}.desktop`)
  if (app.commandLine.hasSwitch('user-data-dir')) return
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
