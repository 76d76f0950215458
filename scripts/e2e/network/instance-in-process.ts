import { execute, parse, type GraphQLSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { startAllInOne } from '../../../gateway/all-in-one.ts';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_HUB } from '../../../gateway/sign-in/development-clients.ts';
import { RATES, type Rates } from '../../../gateway/limits/limit-rate.ts';
import type { RunningGateway } from '../../../gateway/start-gateway.ts';
import { callPeerAs, type SendToPeer } from '../../../packages/platform/peers/call-peer.ts';
import type { SubgraphOptions } from '../../../packages/platform/service/create-subgraph.ts';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { Logins } from '../../../packages/platform/database/logins.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../../packages/platform/peers/subgraph.ts';
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

/** What an instance in this very process needs: its database is there, and an issuer runs. */
export interface InProcessSettings extends Pick<
  SubgraphOptions,
  'association' | 'seat' | 'clock' | 'jobs' | 'onStatement' | 'onRows'
> {
  logins: Logins;
  issuer: string;
  /** 0, any free one, unless given. */
  port?: number;
  /** Whether a service answers nobody just now. */
  isAway?: (service: SubgraphName) => boolean;
  /** Called with each service's schema before it is served; tests count with it. */
  onSchema?: (schema: GraphQLSchema) => void;
  /** What may be asked for in a minute; the usual unless given. */
  rates?: Rates;
}

/** Starts the four services and the gateway of an instance in this process, so that a test may hold its clock. */
export async function startInProcess({
  issuer,
  logins,
  port = 0,
  isAway = () => false,
  onSchema = () => {},
  rates = RATES,
  ...own
}: InProcessSettings): Promise<RunningGateway> {
  const { clock } = own;
  const here = { association: own.association, hub: own.association === null ? DEVELOPMENT_HUB : null };
  const identitySecret = new TextEncoder().encode('of an instance in process, thirty-two letters');
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
    SUBGRAPH_NAMES.map((name) =>
      CREATE[name]({
        ...own,
        ...here,
        databaseUrl: logins[name],
        identitySecret,
        newId: newTypeId,
        callPeer: callPeerAs(name, { here, secret: identitySecret, clock, send }),
      }),
    ),
  );
  for (const { schema } of subgraphs) onSchema(schema);
  return startAllInOne({
    subgraphs: subgraphs.map((subgraph) => ({
      ...subgraph,
      contextFor: async (signedViewer) => {
        if (isAway(subgraph.name)) throw new Error(`${subgraph.name} is away`);
        return subgraph.contextFor(signedViewer);
      },
    })),
    identitySecret,
    port,
    host: '127.0.0.1',
    corsOrigins: [],
    isDevelopment: false,
    clock,
    rates,
    supergraphSdl: await readFile(join(PROJECT, 'schema/supergraph.graphql'), 'utf8'),
    signIn: { issuer, audience: DEVELOPMENT_AUDIENCE },
    log: pino({ level: 'silent' }),
  });
}
