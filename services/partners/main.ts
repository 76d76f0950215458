import { runService } from '../kit/run-service.ts';
import { createPartnersSubgraph } from './subgraph.ts';

await runService('partners', createPartnersSubgraph);
