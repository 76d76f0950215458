import type { GraphQLClient } from 'graphql-request';
import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { aKey, done } from '../network/ask.ts';
import { donatedComputers, readyComputers } from '../network/ready-computers.ts';
import { CAEN, PROGRAMME, type Staff } from '../same-2011/year-of-caen.ts';

const keyed = (client: GraphQLClient, verb: string, input: object, made: string): Promise<any> =>
  done(client, verb, { ...input, idempotencyKey: aKey() }, made);

/** What was certified to the donor, for whoever asks whether it stays. */
export interface Entered {
  certificateId: string;
  loanId: string;
}

/** Enters a fact of each kind that names an organisation, in every service. */
export async function enterEverything(staff: Staff, id: string): Promise<Entered> {
  const certificateId = await enterGifts(staff, id);
  const loanId = await enterLoans(staff, id);
  await enterTraining(staff, id);
  await enterMoney(staff.manager, id);
  return { certificateId, loanId };
}

/** A donation with a machine that waits, and one that went to a recycler, who is the same organisation. */
async function enterGifts({ technician }: Staff, id: string): Promise<string> {
  const [computerId] = (await donatedComputers(technician, 2, '2011-02-01', id)) as [string, string];
  const on = { on: '2011-02-02' };
  await keyed(technician, 'sendToRecycling', { computerId, ...on }, 'computer { id }');
  const proof = {
    recyclerId: id,
    certificate: `BSDD ${id.slice(-6)}`,
    storagesDestroyed: true,
    ...on,
  };
  const { donation } = await keyed(
    technician,
    'recordRecycling',
    { computerId, ...proof },
    'computer { donation { id } }',
  );
  const issued = await keyed(
    technician,
    'issueCertificate',
    { donationId: donation.id, on: '2011-02-03' },
    'certificate { id }',
  );
  return issued.id;
}

/** Its own loan and address, a family with a machine of its gift, and families that it sent and that were sent to it. */
async function enterLoans({ technician, lender }: Staff, id: string): Promise<string> {
  const [own, familys] = (await readyComputers(technician, 2, '2011-03-01', id)) as [string, string];
  const on = '2011-03-02';
  const loan = (verb: string, input: object): Promise<any> => keyed(lender, verb, { ...input, on }, 'loan { id }');
  const lend = async (borrower: object, computerId: string): Promise<string> => {
    const { id: loanId } = await loan('requestLoan', {
      ...borrower,
      programmeId: PROGRAMME,
    });
    for (const step of ['approveLoan', 'signLoan']) await loan(step, { loanId });
    await loan('handOverComputer', { loanId, computerId });
    return loanId;
  };
  const family = async (): Promise<string> => {
    const people = [{ givenName: 'Personne', familyName: 'exemple', birthYear: 1980 }];
    const household = { commune: CAEN, people, on };
    const { id: householdId } = await keyed(lender, 'registerHousehold', household, 'household { id }');
    const vouched = { householdId, ground: 'PRESCRIBER', prescriberId: id, on };
    await keyed(lender, 'assessEligibility', vouched, 'eligibility { id }');
    return householdId;
  };
  const loanId = await lend({ organisationId: id, commune: CAEN }, own);
  await lend({ householdId: await family() }, familys);
  const { id: refusedId } = await loan('requestLoan', {
    householdId: await family(),
    programmeId: PROGRAMME,
  });
  await loan('refuseLoan', {
    loanId: refusedId,
    reason: 'OTHER',
    referralOrganisationId: id,
  });
  const address = {
    organisationId: id,
    email: `${id.slice(-6).toLowerCase()}@exemple.fr`,
    remindByEmail: true,
    on,
  };
  await keyed(lender, 'recordOrganisationContact', address, 'organisation { id }');
  return loanId;
}

async function enterTraining({ trainer, manager, lender }: Staff, id: string): Promise<void> {
  const on = '2011-04-01';
  const session = {
    kind: 'COLLECTIVE',
    minutes: 120,
    anonymousAttendance: 8,
    programmeId: PROGRAMME,
    on,
  };
  const place = {
    name: `Salle ${newTypeId('place').slice(-6)}`,
    kind: 'PAT',
    commune: CAEN,
    on,
  };
  const { id: placeId } = await keyed(trainer, 'registerPlace', place, 'place { id }');
  const course = {
    mode: 'TELE_TRAINING',
    placeId,
    courseName: 'Tableur',
    courseProviderId: id,
  };
  await keyed(trainer, 'recordSession', { ...session, mode: 'ON_SITE', placeId, organisationId: id }, 'session { id }');
  await keyed(trainer, 'recordSession', { ...session, ...course }, 'session { id }');
  const somebody = {
    givenName: 'Personne',
    familyName: 'exemple',
    birthYear: 1980,
    on,
  };
  const { id: personId } = await keyed(lender, 'registerPerson', somebody, 'person { id }');
  const prescribed = { personId, goal: 'JOB', prescriberId: id, on };
  const { id: pathwayId } = await keyed(trainer, 'prescribePathway', prescribed, 'pathway { id }');
  const ending = { pathwayId, ending: 'REDIRECTED', redirectedToId: id, on };
  await keyed(trainer, 'endPathway', ending, 'pathway { id }');
  const visas = {
    visas: 10,
    amountEach: 100,
    validFrom: on,
    validUntil: '2012-12-31',
  };
  await keyed(manager, 'allocateVisas', { programmeId: PROGRAMME, funderId: id, ...visas, on }, 'allocation { id }');
}

async function enterMoney(manager: GraphQLClient, organisationId: string): Promise<void> {
  const about = { organisationId, programmeId: PROGRAMME };
  const terms = {
    kind: 'FUNDING',
    title: 'Convention',
    amount: 1_000,
    startsOn: '2011-01-01',
    endsOn: '2011-12-31',
  };
  const instalments = [{ dueOn: '2011-05-02', amount: 1_000 }];
  const made = 'agreement { id instalments { id } }';
  const agreement = await keyed(
    manager,
    'proposeAgreement',
    { ...about, ...terms, instalments, on: '2011-01-02' },
    made,
  );
  await done(manager, 'signAgreement', { agreementId: agreement.id, on: '2011-01-03' }, 'agreement { id }');
  await keyed(
    manager,
    'receiveInstalment',
    { instalmentId: agreement.instalments[0].id, on: '2011-05-03' },
    'agreement { id }',
  );
  await keyed(
    manager,
    'recordService',
    { ...about, kind: 'WEB_SITE', title: 'Site', on: '2011-05-04' },
    'delivery { id }',
  );
}
