import { runService } from '../../packages/platform/service/run-service.ts';
import { createPartnersSubgraph } from './subgraph.ts';

await runService('partners', createPartnersSubgraph);
