import { parentPort } from 'node:worker_threads'
import { serveReadings } from './serve-readings.ts'

// The thread that reads logs begins here.
if (parentPort) serveReadings(parentPort)
