import * as z from 'zod'

/** zod compiles its parsers with `new Function` where it may; the page's CSP refuses even to try. */
z.config({ jitless: true })
