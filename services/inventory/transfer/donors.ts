import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskList } from 'graphile-worker';
import { queueSchemaOf } from '../../../packages/platform/database/database.ts';
import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import { factsOfOrganisations, type OrganisationFacts } from '../organisation/organisation.loaders.ts';
import type { Offer } from './message.ts';
import { saidIn } from './signing-key.ts';

export const INTRODUCE_DONORS = 'introduce_donors';

/** Longer than a peer may take to answer, so that the job finds work only where a request gave up or died. */
const GRACE_SECONDS = 15;

/** The queue waits longer after each failure, six hours at most: this is months of a partners that is away. */
const ATTEMPTS = 1000;

const INTRODUCE = `mutation ($input: IntroduceOrganisationsInput!) {
  introduceOrganisations(input: $input) { userErrors { code } } }`;

/** Who gave machines, for an association that has never heard of them. Refuses `PARTNERS_UNREACHABLE`. */
export async function donorsOf(
  context: ServiceContext,
  em: EntityManager,
  computerIds: readonly string[],
): Promise<OrganisationFacts[]> {
  const donors = await em.execute<{ donor_id: string }[]>(
    `select distinct donor_id from computer where id in (select jsonb_array_elements_text(?::jsonb)) order by 1`,
    [JSON.stringify(computerIds)],
  );
  return factsOfOrganisations(
    context,
    donors.map((one) => one.donor_id),
  ).catch(() => {
    throw unreachable();
  });
}

const unreachable = (): Refusal =>
  new Refusal('PARTNERS_UNREACHABLE', null, {
    en: 'The directory of organisations, which says who gave the machines, does not answer. Nothing was kept: repeat this very request in a minute.',
    fr: "L'annuaire des organismes, qui dit qui a donné les machines, ne répond pas. Rien n'a été gardé : répétez cette même demande dans une minute.",
  });

/** Leaves a job with the arrival, in the same transaction: whatever crashes next, partners hears of the donors. */
export async function introduceDonorsLater(em: EntityManager): Promise<void> {
  await em.execute(
    `select ${queueSchemaOf('inventory')}.add_job(?, '{}', run_at => now() + make_interval(secs => ?), job_key => ?, max_attempts => ?)`,
    [INTRODUCE_DONORS, GRACE_SECONDS, INTRODUCE_DONORS, ATTEMPTS],
  );
}

interface Arrived {
  id: string;
  association: string;
  offer: string;
}

/**
 * Has partners register or match the donors of machines that came from other associations. Of those that an offer says
 * nothing of, it is said from whom they came. Throws when partners does not answer; asking again changes nothing more.
 */
export async function introduceDonors({ database, callPeer }: Pick<ServiceContext, 'database' | 'callPeer'>) {
  const { rows } = await database.pool.query<Arrived>(
    "select id, association, offer from transfer where state = 'RECEIVED' and not are_donors_known order by id",
  );
  for (const { id, association, offer } of rows) {
    const { computers, donors = [] } = saidIn(offer) as Offer;
    const facts = new Map(donors.map((donor) => [donor.id, donor]));
    const organisations = [...new Set(computers.map(({ donorId }) => donorId))].map(
      (one) => facts.get(one) ?? { id: one },
    );
    const input = { association, organisations };
    const { introduceOrganisations } = await callPeer('partners', INTRODUCE, { input });
    const [refused] = (introduceOrganisations as { userErrors: { code: string }[] }).userErrors;
    if (refused) throw new Error(`partners refused to know donors: ${refused.code}`);
    await database.pool.query('update transfer set are_donors_known = true where id = $1', [id]);
  }
}

/** The task by which the donors of machines that arrived become known. */
export const donorTasks = (context: Pick<ServiceContext, 'database' | 'callPeer'>): TaskList => ({
  [INTRODUCE_DONORS]: async () => introduceDonors(context),
});
