import { CONTRACT, digestOf, type Slice } from '../slices/slice.ts';

/** A slice as it is built: the period itself, first of all, open, not signed; an adjustment where `part` says so. */
export const aSlice = ({ facts = [], ...more }: Partial<Slice> = {}): Slice => ({
  association: 'defis',
  period: '2011-03',
  part: 0,
  epoch: 1,
  revision: 1,
  digest: digestOf(facts),
  contract: CONTRACT,
  sealed: false,
  reason: null,
  install: null,
  signature: null,
  asOf: new Date('2011-04-01T08:00:00Z'),
  facts,
  ...more,
});
