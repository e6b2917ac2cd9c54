import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Electron 33 is the oldest runtime that the app must run on. */
const OLDEST_NODE = 'node20.18'
const OLDEST_CHROME = 'chrome130'

/**
 * dockerode requires these for its own ssh and BuildKit sessions. We use neither, and loading
 * them would cost 80 ms of every start.
 */
const UNUSED_BY_US = ['ssh2', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs']
const unused = resolve('electron/engine/unused-module.ts')

export default defineConfig({
  main: {
    resolve: { alias: Object.fromEntries(UNUSED_BY_US.map((name) => [name, unused])) },
    build: {
      target: OLDEST_NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: resolve('electron/main.ts') },
        // Programs of threads are built each by itself, and named as chunks are.
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: OLDEST_NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: OLDEST_CHROME,
      outDir: 'out/renderer',
      minify: true,
      // A CSP of 'self' has no room for data: fonts or scripts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
})
