import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { Directory, Noun } from './a-directory.ts';

const NOUN_OF: Record<string, Noun> = {
  donorId: 'organisation',
  recyclerId: 'organisation',
  organisationId: 'organisation',
  prescriberId: 'organisation',
  referralOrganisationId: 'organisation',
  funderId: 'organisation',
  courseProviderId: 'organisation',
  redirectedToId: 'organisation',
  programmeId: 'programme',
  personId: 'person',
  loanId: 'loan',
  computerId: 'computer',
};

/** What an argument is the id of. */
export function nounOf(path: string): Noun {
  const noun = NOUN_OF[path.split('.').at(-1)!];
  if (!noun) throw new Error(`Say in verb-inputs.ts what ${path} is the id of`);
  return noun;
}

/** What a verb is told besides ids of other services. Its own ids name nothing: it never comes to them. */
export type Inputs = Record<string, object>;

const SESSION = { kind: 'COLLECTIVE', mode: 'REMOTE', minutes: 60 };

/** What each verb is told, with a loan that is signed and one that is active: those cross to inventory, and find out there. */
export const verbInputs = ({ signed, active }: { signed: string; active: string }): Inputs => ({
  offerDonation: { announcedMachines: 3 },
  recordRecycling: { computerId: newTypeId('computer'), certificate: 'BSDD-EXEMPLE' },
  recordWorkshopHours: { workers: 2, minutesEach: 60, scheme: 'NONE' },
  correctWorkshopHours: {
    shiftId: newTypeId('shift'),
    workers: 2,
    minutesEach: 60,
    scheme: 'NONE',
    reason: 'Erreur',
  },
  reserveComputer: { computerId: newTypeId('computer') },
  assessEligibility: { householdId: newTypeId('household'), ground: 'PRESCRIBER' },
  recordOrganisationContact: { email: 'bureau@exemple.fr', remindByEmail: false },
  refuseLoan: { loanId: newTypeId('loan'), reason: 'OTHER', referral: 'Ailleurs' },
  requestLoan: { commune: 'COM-56121' },
  handOverComputer: { loanId: signed },
  swapComputer: { loanId: active, condition: 'WORKING' },
  allocateVisas: { visas: 10, amountEach: 100, validFrom: '2011-06-01', validUntil: '2011-12-31' },
  bookSeat: { sessionId: newTypeId('session') },
  issueVisa: {},
  prescribePathway: { goal: 'JOB' },
  endPathway: { pathwayId: newTypeId('pathway'), ending: 'REDIRECTED' },
  scheduleSession: { ...SESSION, scheduledOn: '2011-06-15' },
  recordSession: { ...SESSION, anonymousAttendance: 1 },
  recordSessions: { sessions: [{ ...SESSION, anonymousAttendance: 1 }] },
  holdSession: { sessionId: newTypeId('session') },
  correctRegister: { sessionId: newTypeId('session'), reason: 'OTHER' },
});

/** The input of a verb with ids put at its foreign arguments: `attendances.personId` becomes a list of one line. */
export function inputWith(base: object, ids: Record<string, string>): object {
  const input: Record<string, unknown> = { ...base };
  for (const [path, id] of Object.entries(ids)) {
    const [first, ...rest] = path.split('.') as [string, ...string[]];
    if (rest.length === 0) input[first] = id;
    else input[first] = [inputWith((input[first] as object[] | undefined)?.[0] ?? {}, { [rest.join('.')]: id })];
  }
  return input;
}

/** The ids of a directory that are known, at these paths. */
export const knownAt = (directory: Directory, paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, directory[nounOf(path)].known]));
