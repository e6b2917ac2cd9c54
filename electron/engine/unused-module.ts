/** Stands in the bundle for modules that dockerode requires and that we never reach. */
export default {}
