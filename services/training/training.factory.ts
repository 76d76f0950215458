import { aService, type ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { migrations } from './migrations/migrations.ts';
import { createTrainingSubgraph } from './subgraph.ts';

/** A training service over HTTP, on a database of its own. */
export const aTrainingService = (today?: string, association?: string | null): Promise<ServiceUnderTest> =>
  aService({
    name: 'training',
    migrations,
    create: createTrainingSubgraph,
    ...(today && { today }),
    ...(association !== undefined && { association }),
  });
