import { openDatabase, type Database } from '../../packages/platform/database/database.ts';
import { encodeScope } from '../../packages/figures/read/impact-scope.ts';
import { createFigures } from '../../packages/figures/run/figures-jobs.ts';
import { callVerb } from '../../packages/platform/testing/call-verb.ts';
import type { ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { allocateVisas } from './allocation/allocation.factory.ts';
import { aPerson } from './attendance/attendance.factory.ts';
import { claimVisas, settleVisaClaim } from './claim/claim.factory.ts';
import { measures } from './measures.ts';
import { anExit, step } from './pathway/pathway.factory.ts';
import { aPlace } from './place/place.factory.ts';
import { annulSession, aSession, cancelSession, correctRegister, recordSession } from './session/session.factory.ts';
import { training as parts } from './subgraph.ts';
import { aTrainingService } from './training.factory.ts';
import { aStartedVisa, cancelVisa, completeVisa, issueVisa } from './visa/visa.factory.ts';

const LORIENT = 'COM-56121';
const LANESTER = 'COM-56098';
const ORGANISATIONS = ['SIRET-21560098000012', 'RNA-W561000001', 'RNA-W561000002'];

describe('The figures of training', () => {
  let training: ServiceUnderTest;
  let database: Database;
  beforeAll(async () => {
    training = await aTrainingService('2012-01-20');
    await allocateVisas(training.as('manager'));
    database = await openDatabase({ url: training.loginUrl, service: 'training', entities: parts.entities });
    await sessionsOf2011();
    await visasOf2010();
    await exitsOf2009();
    await build();
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await training.close();
  });

  const trainer = () => training.as('trainer');
  const build = () => {
    const { clock } = training;
    return createFigures({ database, measures, clock, association: 'defis', seat: LORIENT, upstream: null }).build();
  };

  async function sessionsOf2011(): Promise<void> {
    const people = Array.from({ length: 20 }, aPerson);
    const placeId = await aPlace(trainer(), { commune: LANESTER });
    const group = { mode: 'ON_SITE', placeId, minutes: 120, staffCount: 2, anonymousAttendance: 0 };
    const [late, ...others] = people.map((personId) => ({ personId }));
    await recordSession(trainer(), {
      ...group,
      organisationId: ORGANISATIONS[0],
      programmeId: 'ordi-solidaire-bretagne',
      attendances: [{ ...late, minutes: 60 }, ...others],
      anonymousAttendance: 15,
      on: '2011-03-10',
    });
    const alone = { kind: 'INDIVIDUAL', mode: 'HOME', minutes: 90, anonymousAttendance: 0 };
    await recordSession(trainer(), { ...alone, attendances: [{ personId: people[5] }], on: '2011-03-12' });
    for (const organisationId of ORGANISATIONS.slice(1)) {
      await recordSession(trainer(), { ...group, organisationId, anonymousAttendance: 2, on: '2011-11-02' });
    }
    await aSession(trainer(), { scheduledOn: '2011-03-20' });
    const sessionId = await aSession(trainer(), { scheduledOn: '2011-03-21' });
    await cancelSession(trainer(), { sessionId, reason: 'NOBODY_BOOKED' });
  }

  /** Twelve positive exits and eleven others are known, and eleven are not. */
  async function exitsOf2009(): Promise<void> {
    const exits = (count: number, outcome: string) =>
      Array.from({ length: count }, () => anExit(trainer(), '2009-09-01', outcome));
    await Promise.all([
      ...['JOB', 'TRAINING', 'BUSINESS'].flatMap((outcome) => exits(4, outcome)),
      ...exits(11, 'OTHER'),
      ...exits(11, 'UNKNOWN'),
    ]);
    await anExit(trainer(), '2008-09-01', 'JOB');
  }

  async function visasOf2010(): Promise<void> {
    const visaIds: string[] = [];
    for (const personId of Array.from({ length: 12 }, aPerson)) {
      const visaId = await aStartedVisa(trainer(), personId, '2010-02-01');
      const attendances = [{ personId }];
      const alone = { kind: 'INDIVIDUAL', minutes: 600, attendances, anonymousAttendance: 0 };
      await recordSession(trainer(), { ...alone, on: '2010-02-02' });
      await completeVisa(trainer(), { visaId, on: '2010-03-03' });
      visaIds.push(visaId);
    }
    const { claim } = await claimVisas(training.as('manager'), visaIds, { on: '2010-04-01' });
    await settleVisaClaim(training.as('manager'), claim.id, { on: '2010-05-05' });
    const { visa } = await issueVisa(trainer(), { on: '2010-02-01' });
    await cancelVisa(trainer(), { visaId: visa.id, on: '2010-02-02' });
  }

  const figure = async (name: string, scope: { period: string; territory?: string; programme?: string }) => {
    const { territory = null, programme = null, period } = scope;
    const id = encodeScope({ territory, programme, period, association: null, geography: 'AT_EVENT' });
    const { _entities } = await training
      .as('anonymous')
      .request(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { ${name} { value status } } } }`,
        { r: [{ __typename: 'Impact', id }] },
      );
    return _entities[0][name];
  };
  const exactly = (value: number) => ({ value, status: 'EXACT' });

  it.each([
    ['sessionsHeld', 4],
    ['supportHours', 4 + 1.5 + 4 + 4],
    ['individualSupportHours', 1.5],
    ['learnerHours', 1 + 19 * 2 + 1.5],
    ['peopleTrained', 20],
    ['organisationsTrained', 3],
    ['individualSupportCost', 22.5],
  ])('%s of 2011 is %d', async (name, value) => {
    expect(await figure(name, { period: '2011' })).toEqual(exactly(value));
  });

  it.each([
    ['visasIssued', '2010-02', 12],
    ['visasCompleted', '2010-03', 12],
    ['visaAmountPaid', '2010-05', 1200],
    ['visaAmountPaid', '2010', 1200],
    ['individualSupportCost', '2010', 12 * 150],
    ['peopleTrained', '2010', 12],
    ['pathwaysExited', '2009', 34],
    ['outcomesKnown', '2009', 23],
    ['outcomesPositive', '2009', 12],
    ['outcomesUnknown', '2009', 11],
    ['unknownOutcomes', '2009', 0.323529],
    ['jobOutcomes', '2009', 0.521739],
  ])('%s of %s is %d', async (name, period, value) => {
    expect(await figure(name, { period })).toEqual(exactly(value));
  });

  it('counts sessions where they are held, and the time of staff at the seat', async () => {
    expect(await figure('sessionsHeld', { period: '2011-03', territory: LANESTER })).toEqual(exactly(1));
    expect(await figure('sessionsHeld', { period: '2011-03', territory: LORIENT })).toEqual(exactly(1));
    expect(await figure('supportHours', { period: '2011', territory: LORIENT })).toEqual(exactly(13.5));
    expect(await figure('supportHours', { period: '2011', territory: LANESTER })).toEqual(exactly(0));
  });

  it('tells the sessions of a programme', async () => {
    const scope = { period: '2011', programme: 'ordi-solidaire-bretagne' };
    expect(await figure('sessionsHeld', scope)).toEqual(exactly(1));
  });

  it('tells nothing of the exit of one person', async () => {
    for (const name of ['pathwaysExited', 'outcomesPositive', 'jobOutcomes', 'unknownOutcomes']) {
      expect(await figure(name, { period: '2008' })).toMatchObject({ value: null });
    }
  });

  it('follows an outcome that was put right', async () => {
    const exits = await Promise.all(Array.from({ length: 24 }, () => anExit(trainer(), '2007-09-03', 'UNKNOWN')));
    await build();
    expect(await figure('outcomesUnknown', { period: '2007' })).toEqual(exactly(24));
    for (const pathwayId of exits.slice(0, 12)) {
      await step(trainer(), 'correctExit', { pathwayId, outcome: 'JOB' });
    }
    await build();
    expect(await figure('outcomesUnknown', { period: '2007' })).toEqual(exactly(12));
    expect(await figure('outcomesPositive', { period: '2007' })).toEqual(exactly(12));
  });

  it('follows a corrected register, an annulled session and a person who was known as two', async () => {
    const group = Array.from({ length: 24 }, aPerson);
    const on = '2007-05-10';
    const attendances = group.map((personId) => ({ personId }));
    const { session } = await recordSession(trainer(), { attendances, anonymousAttendance: 0, on });
    const spare = await recordSession(trainer(), { on });
    const told = async () => {
      await build();
      const names = ['peopleTrained', 'learnerHours', 'sessionsHeld'];
      return Promise.all(names.map(async (name) => (await figure(name, { period: '2007' })).value));
    };
    expect(await told()).toEqual([24, 24, 2]);
    await annulSession(trainer(), { sessionId: spare.session.id });
    await correctRegister(trainer(), { sessionId: session.id, minutes: 120, attendances: attendances.slice(1) });
    expect(await told()).toEqual([23, 46, 1]);
    const input = { personId: group[1]!, keptPersonId: group[2]!, mergeId: 'a merge of two', on };
    await callVerb(training.as('service'), 'repointPerson', 'changed', input);
    expect(await told()).toEqual([22, 44, 1]);
  });

  it('never tells people by month and commune', async () => {
    const scope = { period: '2011-03', territory: LANESTER };
    expect(await figure('peopleTrained', scope)).toEqual({ value: null, status: 'PROTECTED' });
    expect(await figure('learnerHours', scope)).toEqual({ value: null, status: 'PROTECTED' });
  });

  it('tells unnamed people only where eleven heads were seen together', async () => {
    expect(await figure('anonymousAttendance', { period: '2011' })).toEqual(exactly(19));
    for (const on of ['2009-05-01', '2009-05-08', '2009-05-15']) {
      await recordSession(trainer(), { anonymousAttendance: 4, on });
    }
    await build();
    expect(await figure('sessionsHeld', { period: '2009' })).toEqual(exactly(3));
    expect(await figure('anonymousAttendance', { period: '2009' })).toMatchObject({ value: null });
  });

  it('follows a correction, even one made by hand in the database', async () => {
    await recordSession(trainer(), { on: '2008-04-01' });
    await build();
    await database.pool.query("update session set held_on = '2008-06-01' where held_on = '2008-04-01'");
    await build();
    expect(await figure('sessionsHeld', { period: '2008-04' })).toEqual(exactly(0));
    expect(await figure('sessionsHeld', { period: '2008-06' })).toEqual(exactly(1));
  });

  it('says of each figure which text or data it comes from, and when that dates from', () => {
    expect(measures.filter(({ source }) => !/\b(19|20)\d\d\b/.test(source)).map(({ name }) => name)).toEqual([]);
  });

  it('are received at a hub, from an instance only', async () => {
    const receive = `mutation ($input: ReceiveFiguresInput!) {
      receiveTrainingFigures(input: $input) { slices { outcome } }
    }`;
    const input = { slices: [], heartbeats: [] };
    const hub = await aTrainingService(undefined, null);
    const atHub = await hub.as('instance', { association: 'defis' }).request(receive, { input });
    for (const refused of [hub.as('coordinator'), training.as('manager'), training.as('instance')])
      await expect(refused.request(receive, { input })).rejects.toThrow(/receiveTrainingFigures/);
    await hub.close();
    expect(atHub).toEqual({ receiveTrainingFigures: { slices: [] } });
  });
});
