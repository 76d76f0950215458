import { createFollowMerges } from '../../../packages/platform/merge/follow-merges.ts';

/** How inventory follows merges of organisations. Machines go with their donation, and certificates never change. */
export const FollowMerges = createFollowMerges({
  service: 'inventory',
  naming: [
    { table: 'donation', columns: ['donor_id'], noun: 'Donation' },
    { table: 'recycling', columns: ['recycler_id'] },
  ],
});
