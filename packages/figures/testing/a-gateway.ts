import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { newInstallKeyPem, readInstallKey } from '../../platform/peers/install-key.ts';
import { EVERYWHERE } from '../replication/install/testing/an-install.ts';
import { thisInstall } from '../replication/install/this-install.ts';
import type { Upstream } from '../../platform/peers/upstream.ts';
import type { ToyService } from './a-toy-service.ts';
import type { Toy } from './a-toy.ts';

const HUB = 'a hub';

/** A gateway in miniature: whoever bears the token "instance of x" speaks as the instance of association x. */
export interface ToyGateway {
  upstreamAs(association: string | null): Upstream;
  /** Has the hub believe a toy that speaks for an association; null for a hub. */
  enrol(toy: Pick<Toy, 'database' | 'clock'>, association: string | null): Promise<void>;
  /** What it makes of the hub's answers: hostile, where it is not nothing. */
  tamper(data: unknown): unknown;
  /** Requests that came in. */
  received: string[];
  /** Bytes of the largest message that it reads. */
  mostBytes: number;
  /** Whether it lets anybody through. */
  isUp: boolean;
  close(): Promise<void>;
}

export async function aGateway(hub: ToyService): Promise<ToyGateway> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (!gateway.isUp) return void request.socket.destroy();
      const body = Buffer.concat(chunks).toString();
      gateway.received.push(body);
      if (body.length > gateway.mostBytes) return void response.writeHead(413).end();
      const { query, variables } = JSON.parse(body) as { query: string; variables: object };
      const association = request.headers.authorization!.replace('Bearer instance of ', '');
      const data = await hub
        .as('instance', { association: association === HUB ? null : association })
        .request(query, variables);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: gateway.tamper(data) }));
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const key = readInstallKey(newInstallKeyPem());
  const { publicKey } = key;
  const gateway: ToyGateway = {
    upstreamAs: (association) => ({ url, key, token: async () => `instance of ${association ?? HUB}` }),
    enrol: async ({ database: { pool }, clock }, association) => {
      const { id: install } = await thisInstall({ pool, clock, association, publicKey });
      const known = { install, publicKey, state: 'APPROVED', departments: EVERYWHERE } as const;
      hub.installs.set(install, { ...known, associationId: association });
    },
    tamper: (data) => data,
    received: [],
    mostBytes: Number.POSITIVE_INFINITY,
    isUp: true,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gateway;
}
