import { createFollowMerges } from '../../../packages/platform/merge/follow-merges.ts';

/** An organisation has one address: the kept entry's own, else one of those that it takes over. */
const ONE_ADDRESS = `
  with ranked as (
    select organisation_id, row_number() over (
      partition by kept_organisation(organisation_id)
      order by organisation_id <> kept_organisation(organisation_id), organisation_id) as rank
    from organisation_contact)
  delete from organisation_contact contact using ranked
   where ranked.organisation_id = contact.organisation_id and ranked.rank > 1`;

/** How lending follows merges of organisations. */
export const FollowMerges = createFollowMerges({
  service: 'lending',
  naming: [
    {
      table: 'loan',
      columns: ['organisation_id', 'refusal_organisation_id'],
      noun: 'Loan',
    },
    { table: 'loan_machine', columns: ['donor_id'] },
    { table: 'eligibility', columns: ['prescriber_id'] },
    { table: 'organisation_contact', columns: ['organisation_id'] },
  ],
  beforehand: ONE_ADDRESS,
});
