import { AgoAndTime } from '#ui/age.tsx'

/** When an engine has measured what it holds, live. */
export function MeasuredAt({ time }: { readonly time: number }) {
  return (
    <>
      Measured <AgoAndTime time={time} />
    </>
  )
}
