import type { GraphQLClient } from 'graphql-request';
import { spread, yearAfter } from '../../sample/days.ts';
import { sendFile } from '../../import/send-file.ts';
import { aKey, done, learn } from '../network/ask.ts';
import { readyComputers } from '../network/ready-computers.ts';

export const CAEN = 'COM-14118';
/** These two merged on 1 January 2017, under the first one's code. */
export const BRETTEVILLE = 'COM-14098';
export const CHEUX = 'COM-14157';

export const PROGRAMME = 'ordi-2-0';
export const MEMBER = {
  id: 'exemple-caen',
  name: "Association exemple de Caen (données d'exemple)",
  seat: CAEN,
  covers: ['DEP-14'],
  memberSince: '2011-01-01',
  isSample: true,
};

/** Families of 2011, by commune: those of the last one are too few to be told, and hide behind those of the first. */
const FAMILIES = [
  [CAEN, 11],
  [BRETTEVILLE, 13],
  [CHEUX, 12],
  ['COM-14366', 3],
] as const;
/** A machine each, some that nobody borrows, and some that go to the recycler. */
const [READY, UNUSABLE] = [45, 3];
const READY_ON = '2011-01-04';

/** The first family's loan began and ended in 2011; the others keep theirs for a year. */
export const LAST_DAY_OF_FIRST = '2011-11-15';

/** Somebody of each trade, at the association. */
export type Staff = Record<'manager' | 'technician' | 'lender' | 'trainer', GraphQLClient>;

/** Enters what the network is to know beforehand: the programme and its one member. */
export async function registerMember(client: GraphQLClient): Promise<void> {
  await done(
    client,
    'registerProgramme',
    { id: PROGRAMME, name: 'ordi 2.0', startsOn: '2008-01-01' },
    'programme { id }',
  );
  await done(client, 'registerAssociation', MEMBER, 'association { id }');
}

/** Enters the year 2011 of the association, in as few calls as its people could: lists, and a file of families. */
export async function enterTheYear(staff: Staff): Promise<void> {
  await registerMember(staff.manager);
  const structures = await Promise.all(
    ['un', 'deux', 'trois', 'quatre'].map((name) => anOrganisation(staff.manager, name)),
  );
  await Promise.all([enterMoneyAndServices(staff.manager, structures), enterLending(staff, structures[0]!)]);
  await enterSessions(staff, structures);
}

async function anOrganisation(manager: GraphQLClient, name: string): Promise<string> {
  const input = { name: `Structure exemple ${name}`, kind: 'OTHER', commune: CAEN, idempotencyKey: aKey() };
  return (await done(manager, 'registerOrganisation', input, 'organisation { id }')).id;
}

async function enterMoneyAndServices(manager: GraphQLClient, organisations: string[]): Promise<void> {
  for (const [index, organisationId] of organisations.entries()) {
    const about = { organisationId, programmeId: PROGRAMME };
    const amount = 4_000 + 1_000 * index;
    const terms = {
      kind: 'FUNDING',
      title: `Convention ${index}`,
      amount,
      startsOn: '2011-01-01',
      endsOn: '2011-12-31',
    };
    const proposal = { ...about, ...terms, instalments: [{ dueOn: '2011-05-02', amount }], on: '2010-12-01' };
    const { id: agreementId, instalments } = await keyed(
      manager,
      'proposeAgreement',
      proposal,
      'agreement { id instalments { id } }',
    );
    await done(manager, 'signAgreement', { agreementId, on: '2010-12-15' }, 'agreement { id }');
    await keyed(
      manager,
      'receiveInstalment',
      { instalmentId: instalments[0].id, on: '2011-05-03' },
      'agreement { id }',
    );
    const site = { ...about, kind: 'WEB_SITE', title: 'Site', on: '2011-06-15' };
    await keyed(manager, 'recordService', site, 'delivery { id }');
  }
}

async function enterLending({ technician, lender }: Staff, donor: string): Promise<void> {
  const computers = await readyComputers(technician, READY, READY_ON, donor);
  const unusable = computers.splice(-UNUSABLE);
  for (const computerId of unusable) {
    await keyed(technician, 'sendToRecycling', { computerId, on: '2011-09-05' }, 'computer { id }');
    const certificate = `BSDD-EXEMPLE-${computerId.slice(-4)}`;
    await keyed(
      technician,
      'recordRecycling',
      { computerId, recyclerId: donor, certificate, on: '2011-10-03' },
      'computer { id }',
    );
  }
  const content = Buffer.from(sheetOf(computers)).toString('base64');
  const file = { fileName: 'foyers.csv', content, dryRun: false, allOrNothing: true };
  const { refused } = await sendFile(lender, 'households', file, () => {});
  if (refused > 0) throw new Error(`${refused} families were refused.`);
}

const COLUMNS =
  'household,registered on,commune,given name,family name,birth year,loan,programme,requested on,approved on,signed on,handed over on,computer,returned on';

function sheetOf(computers: readonly string[]): string {
  const homes = FAMILIES.flatMap(([commune, count]) =>
    Array.from({ length: count }, () => commune.slice('COM-'.length)),
  );
  const days = spread(homes.length, '2011-01-10', '2011-12-05');
  const lines = homes.map((commune, index) => {
    const day = days[index]!;
    const returnedOn = index === 0 ? LAST_DAY_OF_FIRST : yearAfter(day);
    const person = ['Personne', `exemple ${index}`, 1950 + index];
    const steps = [day, day, day, day];
    return [
      `F-${index}`,
      day,
      commune,
      ...person,
      `P-${index}`,
      PROGRAMME,
      ...steps,
      computers[index],
      returnedOn,
    ].join();
  });
  return [COLUMNS, ...lines].join('\n');
}

async function enterSessions({ trainer, lender }: Staff, organisations: string[]): Promise<void> {
  const place = { name: 'Café numérique exemple', kind: 'CAFE_NUMERIQUE', commune: CAEN, on: READY_ON };
  const { id: placeId } = await keyed(trainer, 'registerPlace', place, 'place { id }');
  const { people } = await learn(lender, '{ people(first: 100) { nodes { id household { commune { code } } } } }');
  const common = { programmeId: PROGRAMME, theme: 'INTERNET', minutes: 150, staffCount: 1 };
  const days = spread(people.nodes.length, '2011-01-12', '2011-12-14');
  const supported = people.nodes.map(({ id: personId }: { id: string }, index: number) => {
    return { ...common, kind: 'INDIVIDUAL', mode: 'ON_SITE', placeId, on: days[index], attendances: [{ personId }] };
  });
  const open = organisations.map((organisationId, index) => {
    return {
      ...common,
      kind: 'COLLECTIVE',
      mode: 'ON_SITE',
      placeId,
      organisationId,
      on: `2011-0${index + 3}-10`,
      anonymousAttendance: 8,
    };
  });
  await keyed(trainer, 'recordSessions', { sessions: [...supported, ...open] }, 'sessions { id }');
}

const keyed = (client: GraphQLClient, verb: string, input: object, made: string): Promise<any> =>
  done(client, verb, { ...input, idempotencyKey: aKey() }, made);
