const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const HOST = String.raw`(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d+)?`
const IMAGE = new RegExp(
  String.raw`^(?:${HOST}/)?${PART}(?:/${PART})*(?::\w[\w.-]{0,127})?(?:@[A-Za-z0-9+._-]+:[0-9a-fA-F]{32,})?$`,
)
const IMAGE_ID = /^(sha256:)?[0-9a-f]{1,64}$/

/** Why no image can have this name; nothing where one can. */
export function imageProblem(image: string): string | undefined {
  if (image === '') return 'the name of the image is missing'
  if (IMAGE.test(image) || IMAGE_ID.test(image)) return undefined
  if (/[A-Z]/.test(image)) return `"${image}" is no name of an image: it must be in lower case`
  return `"${image}" is no name of an image`
}
