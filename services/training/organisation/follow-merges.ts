import { createFollowMerges } from '../../../packages/platform/merge/follow-merges.ts';

/** How training follows merges of organisations. */
export const FollowMerges = createFollowMerges({
  service: 'training',
  naming: [
    {
      table: 'session',
      columns: ['organisation_id', 'course_provider_id'],
      noun: 'Session',
    },
    {
      table: 'pathway',
      columns: ['prescriber_id', 'redirected_to_id'],
      noun: 'Pathway',
    },
    {
      table: 'visa_allocation',
      columns: ['funder_id'],
      noun: 'VisaAllocation',
    },
  ],
});
