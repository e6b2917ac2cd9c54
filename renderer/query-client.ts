import { notifyManager, QueryClient } from '@tanstack/react-query'

// By default news waits for a timer, which browsers stretch to 4 ms when they come in a row.
notifyManager.setScheduler(queueMicrotask)

/** The cache of what the engines said. Events and reconnects keep it fresh, so nothing else asks. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The engine is no network: without one, a query would wait for ever.
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: false,
      staleTime: Infinity,
    },
    mutations: { networkMode: 'always' },
  },
})
