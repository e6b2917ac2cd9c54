// @ts-check
import { fileURLToPath } from 'node:url'

/** Built in parallel on the base; the second tag of the web shop is the release before. */
const SERVICES = {
  web: ['shop/web:2.14', 'shop/web:2.13'],
  api: ['shop/api:2.14'],
  worker: ['shop/worker:2.14'],
  db: ['shop/db:1.6'],
}
/** What else a machine has lying about: our small images under other names. */
const OTHER_NAMES = { 'busybox:local': 'ops/toolbox:1.3', 'chatty:local': 'ops/access-log:0.9' }

/**
 * Builds the images of the demo world.
 * @param {import('../engine/private-engine.mjs').PrivateEngine} engine with the images for tests
 */
export async function buildDemoImages(engine) {
  await build(engine, 'base', ['shop/base:1.0'])
  const services = Object.entries(SERVICES).map(([name, tags]) => build(engine, name, tags))
  const others = Object.entries(OTHER_NAMES).map(([from, to]) => engine.docker('tag', from, to))
  await Promise.all([...services, ...others])
}

/**
 * @param {import('../engine/private-engine.mjs').PrivateEngine} engine
 * @param {string} name
 * @param {readonly string[]} tags
 */
function build(engine, name, tags) {
  const folder = fileURLToPath(new URL(`images/${name}`, import.meta.url))
  const tagged = tags.flatMap((tag) => ['--tag', tag])
  return engine.docker('build', '--quiet', ...tagged, folder)
}
