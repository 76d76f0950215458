import { GraphQLClient, ClientError } from 'graphql-request';
import { pino } from 'pino';
import { systemClock } from '../../packages/calendar/clock.ts';
import { createMetrics } from '../../packages/platform/metrics/metrics.ts';
import { createHttpSource, type HttpSourceOptions } from '../data-source/http.ts';
import { createInProcessSource } from '../data-source/in-process.ts';
import { startGateway, type GatewaySettings, type RunningGateway } from '../start-gateway.ts';
import { serveSubgraph, type Misbehave, type ServedSubgraph } from './serve-subgraph.ts';
import { SECRET, twoSubgraphs, type TestSubgraph } from './two-subgraphs.ts';

export interface Answer {
  status: number;
  data?: Record<string, any> | null | undefined;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
}

export interface TestGateway extends RunningGateway {
  inventory: TestSubgraph;
  lending: TestSubgraph;
  /** The same over HTTP; empty in-process. */
  served: Record<string, ServedSubgraph>;
  /** Lines of the log, parsed. */
  logged: Record<string, any>[];
  ask(document: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestSettings extends Partial<GatewaySettings> {
  mode: 'in-process' | 'http';
  misbehave?: Partial<Record<string, Misbehave>>;
  source?: Partial<HttpSourceOptions>;
}

/** A gateway over the two test subgraphs, on a free port. */
export async function startTestGateway(settings: TestSettings): Promise<TestGateway> {
  const { inventory, lending, supergraphSdl } = twoSubgraphs();
  const byName = { inventory, lending } as Record<string, TestSubgraph>;
  const served: Record<string, ServedSubgraph> = {};
  if (settings.mode === 'http') {
    for (const name of Object.keys(byName))
      served[name] = await serveSubgraph(byName[name]!, settings.misbehave?.[name]);
  }
  const logged: Record<string, unknown>[] = [];
  const metrics = createMetrics();
  const { requests } = metrics;
  const gateway = await startGateway({ ...defaults(logged, supergraphSdl), metrics, ...settings }, (name) =>
    settings.mode === 'http'
      ? createHttpSource({ service: name, url: served[name]!.url, ...settings.source })
      : createInProcessSource(byName[name]!, { onUnavailable: () => {}, requests }),
  );
  const close = async () => {
    await gateway.close();
    await Promise.all(Object.values(served).map((each) => each.stop()));
  };
  return {
    ...gateway,
    inventory,
    lending,
    served,
    logged,
    ask: (document, variables, headers) => ask(gateway.url, document, variables, headers),
    close,
  };
}

/** A gateway for the length of one function, closed however that ends. */
export async function withTestGateway(
  settings: TestSettings,
  use: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const gateway = await startTestGateway(settings);
  try {
    await use(gateway);
  } finally {
    await gateway.close();
  }
}

function defaults(logged: object[], supergraphSdl: string): GatewaySettings {
  return {
    supergraphSdl,
    port: 0,
    host: '127.0.0.1',
    identitySecret: SECRET,
    signIn: null,
    corsOrigins: [],
    isDevelopment: false,
    clock: systemClock,
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
  };
}

async function ask(url: string, document: string, variables = {}, headers = {}): Promise<Answer> {
  try {
    const answer = await new GraphQLClient(url, { headers, errorPolicy: 'all' }).rawRequest(document, variables);
    return answer as unknown as Answer;
  } catch (error) {
    if (error instanceof ClientError) return error.response as unknown as Answer;
    throw error;
  }
}
