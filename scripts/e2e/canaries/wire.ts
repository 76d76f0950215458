import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLClient } from 'graphql-request';

/** The way from an association to its hub, as bytes. */
export interface Wire {
  url: string;
  /** Everything that left: heads and bodies. */
  carried: Buffer[];
  close(): Promise<void>;
}

/** Carries messages to a hub. The first is lost on the way, and the answer to the second. */
export async function aWire(hub: GraphQLClient): Promise<Wire> {
  const carried: Buffer[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      carried.push(Buffer.from([request.method, request.url, ...request.rawHeaders].join('\n')), body);
      const nth = carried.length / 2;
      if (nth === 1) return void request.socket.destroy();
      const { query, variables } = JSON.parse(body.toString()) as { query: string; variables: object };
      const answer = await hub
        .rawRequest(query, variables)
        .catch((error: unknown) => ({ errors: [{ message: String(error) }] }));
      if (nth === 2) return void request.socket.destroy();
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    carried,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
