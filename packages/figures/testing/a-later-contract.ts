import { CONTRACTS, type Contracts } from '../slices/contracts.ts';

/** A version to come, for which facts of the present one are translated like this. */
export const aLaterContract = (step: Contracts['steps'][number]): Contracts => ({
  ...CONTRACTS,
  newest: CONTRACTS.newest + 1,
  steps: { ...CONTRACTS.steps, [CONTRACTS.newest]: step },
});
