declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  /** One kind of request; `setupRequest` is asked anew for each that is sent. */
  interface CannonRequest {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: Buffer;
    setupRequest?: (request: CannonRequest) => CannonRequest;
  }

  /** Sends `amount` requests on `connections` connections; tells `response` (client, status, bytes, milliseconds). */
  export default function autocannon(options: {
    url: string;
    connections: number;
    amount: number;
    timeout: number;
    requests: CannonRequest[];
  }): EventEmitter & PromiseLike<{ errors: number; timeouts: number }>;
}
