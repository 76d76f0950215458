import { oneByKey } from '../../../packages/platform/read/loader.ts';
import { pagesByParent } from '../../../packages/platform/read/read-page.ts';
import type { Donation } from './donation.entity.ts';

export const donationById = oneByKey<Donation>('select * from donation where id = any($1)', ({ id }) => id);

export const donationsByDonor = pagesByParent<Donation>('select * from donation where donor_id = parent.key');

export const donationsByProgramme = pagesByParent<Donation>('select * from donation where programme_id = parent.key');
