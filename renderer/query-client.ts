import { QueryClient } from '@tanstack/react-query'

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
