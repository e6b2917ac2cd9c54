import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { PlaceReport } from '#shared/contract/places.ts'
import { engine } from '../../ipc/client.ts'

type Reports = readonly PlaceReport[]

/** Milliseconds between two looks at the places. */
const LOOK_MS = 5000

const KEY = ['places']
const NONE: Reports = []

/** What is at the places where engines may be, looked at every few seconds. */
export function usePlaces() {
  const client = useQueryClient()
  const again = useRef(false)
  const { data = NONE, refetch } = useQuery({
    queryKey: KEY,
    queryFn({ signal }) {
      const isAgain = again.current
      again.current = false
      return look(isAgain, signal, (reports) => client.setQueryData(KEY, reports))
    },
    refetchInterval: LOOK_MS,
    gcTime: 0,
  })
  const lookAgain = () => {
    again.current = true
    void refetch()
  }
  return { reports: data, lookAgain }
}

/** What was told last; what is told sooner is shown as well. */
function look(again: boolean, signal: AbortSignal, show: (reports: Reports) => void) {
  return new Promise<Reports>((resolve, reject) => {
    let last = NONE
    const stop = engine.places.look(
      { again },
      {
        onValue(reports) {
          last = reports
          show(reports)
        },
        onEnd: (error) => (error ? reject(error) : resolve(last)),
      },
    )
    signal.addEventListener('abort', stop, { once: true })
  })
}
