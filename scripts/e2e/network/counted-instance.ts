import { execute, parse } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { startAllInOne } from '../../../gateway/all-in-one.ts';
import type { RunningGateway } from '../../../gateway/start-gateway.ts';
import { callPeerAs, type SendToPeer } from '../../../services/kit/call-peer.ts';
import { systemClock } from '../../../services/kit/clock.ts';
import { newTypeId } from '../../../services/kit/ids.ts';
import type { SubgraphName } from '../../../services/kit/subgraph.ts';
import { createInventorySubgraph } from '../../../services/inventory/subgraph.ts';
import { createLendingSubgraph } from '../../../services/lending/subgraph.ts';
import { createPartnersSubgraph } from '../../../services/partners/subgraph.ts';
import { createTrainingSubgraph } from '../../../services/training/subgraph.ts';
import { PROJECT } from './run-process.ts';

const CREATE = {
  inventory: createInventorySubgraph,
  lending: createLendingSubgraph,
  training: createTrainingSubgraph,
  partners: createPartnersSubgraph,
};

/** An instance in this very process, on an existing database, that counts what its services read. */
export interface CountedInstance extends RunningGateway {
  /** Read statements of all four services since it was last asked. */
  statements(): number;
}

export async function startCountedInstance(
  databaseUrl: string,
  association: string,
  issuer: string,
): Promise<CountedInstance> {
  const identitySecret = new TextEncoder().encode('of the counted instance, thirty-two letters');
  let statements = 0;
  const send: SendToPeer = async (peer, { query, variables }, signedViewer) => {
    const { schema, contextFor } = subgraphs.find(({ name }) => name === peer)!;
    return execute({
      schema,
      document: parse(query),
      variableValues: variables,
      contextValue: await contextFor(signedViewer),
    });
  };
  const subgraphs = await Promise.all(
    Object.entries(CREATE).map(([name, create]) =>
      create({
        databaseUrl,
        identitySecret,
        association,
        seat: 'COM-56121',
        clock: systemClock,
        newId: newTypeId,
        callPeer: callPeerAs(name as SubgraphName, { association, secret: identitySecret, clock: systemClock, send }),
        onStatement: () => void statements++,
      }),
    ),
  );
  const gateway = await startAllInOne({
    subgraphs,
    identitySecret,
    port: 0,
    host: '127.0.0.1',
    corsOrigins: [],
    isDevelopment: false,
    clock: systemClock,
    supergraphSdl: await readFile(join(PROJECT, 'schema/supergraph.graphql'), 'utf8'),
    signIn: { issuer, audience: 'passerelle' },
    log: pino({ level: 'silent' }),
  });
  return {
    ...gateway,
    statements: () => {
      const counted = statements;
      statements = 0;
      return counted;
    },
  };
}
