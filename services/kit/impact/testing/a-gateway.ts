import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ServiceUnderTest } from '../../testing/a-service.ts';
import type { Upstream } from '../publish-slices.ts';

/** A gateway in miniature: whoever bears the token "instance of x" speaks as the instance of association x. */
export interface ToyGateway {
  upstreamAs(association: string): Upstream;
  /** Requests that came in. */
  received: string[];
  /** Whether it lets anybody through. */
  isUp: boolean;
  close(): Promise<void>;
}

export async function aGateway(hub: ServiceUnderTest): Promise<ToyGateway> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (!gateway.isUp) return void request.socket.destroy();
      const body = Buffer.concat(chunks).toString();
      gateway.received.push(body);
      const { query, variables } = JSON.parse(body) as { query: string; variables: object };
      const association = request.headers.authorization!.replace('Bearer instance of ', '');
      const data = await hub.as('instance', { association }).request(query, variables);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const gateway: ToyGateway = {
    upstreamAs: (association) => ({ url, token: async () => `instance of ${association}` }),
    received: [],
    isUp: true,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gateway;
}
