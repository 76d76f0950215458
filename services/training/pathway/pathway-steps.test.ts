import { newTypeId } from '../../../packages/platform/context/ids.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { aPerson } from '../attendance/attendance.factory.ts';
import { hoursFor } from '../session/session.factory.ts';
import { aTrainingService } from '../training.factory.ts';
import { anExit, aRunningPathway, levelsAt, prescribePathway, step } from './pathway.factory.ts';

const CCAS = 'SIRET-26560121500012';
const VERBS = [
  'prescribePathway',
  'assessPathway',
  'startPathway',
  'endPathway',
  'exitPathway',
  'recordLaterOutcome',
  'correctExit',
] as const;

describe('A pathway', () => {
  let training: ServiceUnderTest;
  beforeAll(async () => (training = await aTrainingService()));
  afterAll(() => training.close());
  const trainer = () => training.as('trainer');
  const take = (verb: string, pathwayId: string, input: object = {}) => step(trainer(), verb, { pathwayId, ...input });
  const assess = (pathwayId: string, level: number, on = '2011-06-15') =>
    take('assessPathway', pathwayId, { ...levelsAt(level), on });
  const refusalOf = async (answer: ReturnType<typeof step>): Promise<string[]> => {
    const { pathway, userErrors } = await answer;
    expect(pathway).toBeNull();
    expect(userErrors[0]!.french).not.toBe(userErrors[0]!.message);
    return [userErrors[0]!.code, userErrors[0]!.field?.join('.') ?? ''];
  };

  it('leads from the prescription to the outcome, and tells what was learnt', async () => {
    const personId = aPerson();
    const { pathway: prescribed } = await prescribePathway(trainer(), {
      personId,
      prescriberId: CCAS,
      programmeId: 'ordi-solidaire-bretagne',
      on: '2010-02-01',
    });
    expect(prescribed).toMatchObject({ state: 'PRESCRIBED', goal: 'JOB', prescriber: { id: CCAS }, progress: [] });
    const { id } = prescribed;
    expect((await assess(id, 0, '2010-02-03')).pathway).toMatchObject({ state: 'ASSESSED', progress: [] });
    expect((await take('startPathway', id, { on: '2010-02-10' })).pathway).toMatchObject({ state: 'IN_PROGRESS' });
    await hoursFor(trainer(), personId, 3, '2010-03-01');
    const { levels } = levelsAt(3);
    const last = [...levels.slice(0, 4), { area: 'DIGITAL_ENVIRONMENT', level: 2 }];
    await take('assessPathway', id, { levels: last, autonomy: 'AUTONOMOUS', on: '2010-05-01' });
    await take('endPathway', id, { ending: 'COMPLETED', on: '2010-05-02' });
    await hoursFor(trainer(), personId, 2, '2010-05-03');
    const { pathway } = await take('exitPathway', id, { outcome: 'TRAINING', on: '2010-05-31' });
    expect(pathway).toMatchObject({
      state: 'EXITED',
      ending: 'COMPLETED',
      endedOn: '2010-05-02',
      outcome: 'TRAINING',
      exitedOn: '2010-05-31',
      laterOutcomeDueOn: '2010-11-30',
      hoursAttended: 3,
      assessments: [
        { assessedOn: '2010-02-03', autonomy: 'GUIDED' },
        { assessedOn: '2010-05-01', autonomy: 'AUTONOMOUS', levels: last },
      ],
    });
    expect(pathway).toMatchObject({
      progress: [
        { area: 'INFORMATION_AND_DATA', before: 0, after: 3, gained: 3 },
        { area: 'COMMUNICATION_AND_COLLABORATION', gained: 3 },
        { area: 'CONTENT_CREATION', gained: 3 },
        { area: 'PROTECTION_AND_SAFETY', gained: 3 },
        { area: 'DIGITAL_ENVIRONMENT', before: 0, after: 2, gained: 2 },
      ],
    });
    const later = await take('recordLaterOutcome', id, { outcome: 'JOB', on: '2010-12-01' });
    expect(later.pathway).toMatchObject({ outcome: 'TRAINING', laterOutcome: 'JOB', laterOutcomeOn: '2010-12-01' });
    expect(later.pathway.history.map((entry) => (entry as { verb: string }).verb)).toEqual([
      ...VERBS.slice(0, 3),
      'assessPathway',
      ...VERBS.slice(3, 6),
    ]);
  });

  it('is one at a time for a person, whoever prescribes at the same time, and the next begins later', async () => {
    const personId = aPerson();
    const on = '2011-01-10';
    const answers = await Promise.all([1, 2, 3].map(() => prescribePathway(trainer(), { personId, on })));
    const [made, ...others] = answers.filter(({ pathway }) => pathway);
    expect(others).toEqual([]);
    expect(await refusalOf(prescribePathway(trainer(), { personId }))).toEqual(['PATHWAY_OPEN', 'personId']);
    const { id } = made!.pathway;
    await take('endPathway', id, { ending: 'REDIRECTED', redirectedToId: CCAS, on });
    expect(await refusalOf(prescribePathway(trainer(), { personId }))).toEqual(['PATHWAY_OPEN', 'personId']);
    await take('exitPathway', id, { outcome: 'OTHER', on });
    expect(await refusalOf(prescribePathway(trainer(), { personId, on }))).toEqual(['BEFORE_LAST_PATHWAY', 'on']);
    expect((await prescribePathway(trainer(), { personId, on: '2011-01-11' })).userErrors).toEqual([]);
  });

  it('is prescribed for a known day, person and organisation', async () => {
    const refused = (input: object) => refusalOf(prescribePathway(trainer(), input));
    expect(await refused({ on: '2011-06-16' })).toEqual(['IN_THE_FUTURE', 'on']);
    expect(await refused({ personId: 'Madame Le Goff' })).toEqual(['INVALID_INPUT', 'personId']);
    expect(await refused({ prescriberId: 'CCAS' })).toEqual(['INVALID_INPUT', 'prescriberId']);
    const hub = await aTrainingService('2011-06-15', null);
    await expect(prescribePathway(hub.as('manager'))).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });

  it('is assessed in each of the five areas', async () => {
    const { pathway } = await prescribePathway(trainer());
    const { levels } = levelsAt(4);
    const assessed = (some: object[]) =>
      refusalOf(take('assessPathway', pathway.id, { levels: some, autonomy: 'GUIDED' }));
    expect(await assessed(levels.slice(1))).toEqual(['AREAS_INCOMPLETE', 'levels']);
    expect(await assessed([...levels.slice(1), levels[1]!])).toEqual(['AREAS_INCOMPLETE', 'levels']);
    expect(await assessed([...levels.slice(1), { ...levels[0]!, level: 9 }])).toEqual([
      'INVALID_INPUT',
      'levels.4.level',
    ]);
    expect(await refusalOf(assess(pathway.id, 1, '2011-06-14'))).toEqual(['BEFORE_LAST_STEP', 'on']);
    await assess(pathway.id, 1);
    expect(await refusalOf(assess(pathway.id, 1))).toEqual(['ALREADY_ASSESSED', 'pathwayId']);
  });

  it('starts once, after the first assessment', async () => {
    const { pathway } = await prescribePathway(trainer(), { on: '2011-05-01' });
    expect(await refusalOf(take('startPathway', pathway.id))).toEqual(['NOT_ASSESSED', 'pathwayId']);
    await assess(pathway.id, 1, '2011-05-02');
    const early = take('startPathway', pathway.id, { on: '2011-05-01' });
    expect(await refusalOf(early)).toEqual(['BEFORE_LAST_STEP', 'on']);
    await take('startPathway', pathway.id);
    expect(await refusalOf(take('startPathway', pathway.id))).toEqual(['ALREADY_STARTED', 'pathwayId']);
  });

  it('is completed with a last assessment, and redirected somewhere', async () => {
    const { pathway } = await prescribePathway(trainer(), { on: '2011-05-01' });
    const end = (pathwayId: string, input: object) => take('endPathway', pathwayId, input);
    const completed = { ending: 'COMPLETED' };
    expect(await refusalOf(end(pathway.id, completed))).toEqual(['NOT_STARTED', 'pathwayId']);
    const id = await aRunningPathway(trainer(), '2011-05-01');
    expect(await refusalOf(end(id, completed))).toEqual(['FINAL_ASSESSMENT_MISSING', 'pathwayId']);
    expect(await refusalOf(end(id, { ending: 'REDIRECTED' }))).toEqual(['WHERE_TO', 'redirectedToId']);
    const dropped = { ending: 'DROPPED_OUT', redirectedToId: CCAS };
    expect(await refusalOf(end(id, dropped))).toEqual(['NOT_REDIRECTED', 'redirectedToId']);
    await assess(id, 2, '2011-06-01');
    expect(await refusalOf(end(id, { ...completed, on: '2011-05-31' }))).toEqual(['BEFORE_LAST_STEP', 'on']);
    await end(id, completed);
    for (const verb of ['startPathway', 'endPathway'] as const) {
      const input = verb === 'endPathway' ? completed : {};
      expect(await refusalOf(take(verb, id, input))).toEqual(['PATHWAY_OVER', 'pathwayId']);
    }
    expect(await refusalOf(assess(id, 3))).toEqual(['PATHWAY_OVER', 'pathwayId']);
  });

  it('is left once, after its end', async () => {
    const id = await aRunningPathway(trainer(), '2011-05-01');
    const exit = (on: string) => refusalOf(take('exitPathway', id, { outcome: 'JOB', on }));
    expect(await exit('2011-06-01')).toEqual(['NOT_ENDED', 'pathwayId']);
    await take('endPathway', id, { ending: 'DROPPED_OUT', on: '2011-06-01' });
    expect(await exit('2011-05-31')).toEqual(['BEFORE_LAST_STEP', 'on']);
    await take('exitPathway', id, { outcome: 'JOB', on: '2011-06-01' });
    expect(await exit('2011-06-02')).toEqual(['ALREADY_EXITED', 'pathwayId']);
  });

  it('has its outcome put right where it was noted by mistake, and its day stays', async () => {
    const personId = aPerson();
    const running = await aRunningPathway(trainer(), '2011-05-01', { personId });
    const correct = (pathwayId: string, outcome: string, on: string) => take('correctExit', pathwayId, { outcome, on });
    await take('endPathway', running, { ending: 'DROPPED_OUT', on: '2011-06-01' });
    expect(await refusalOf(correct(running, 'JOB', '2011-06-01'))).toEqual(['NOT_EXITED', 'pathwayId']);
    await take('exitPathway', running, { outcome: 'UNKNOWN', on: '2011-06-02' });
    expect(await refusalOf(correct(running, 'UNKNOWN', '2011-06-02'))).toEqual(['SAME_OUTCOME', 'outcome']);
    expect(await refusalOf(correct(running, 'JOB', '2011-06-01'))).toEqual(['BEFORE_LAST_STEP', 'on']);
    const { pathway } = await correct(running, 'JOB', '2011-06-14');
    expect(pathway).toMatchObject({ state: 'EXITED', outcome: 'JOB', exitedOn: '2011-06-02', laterOutcome: null });
    expect(pathway.history.at(-1)).toMatchObject({
      verb: 'correctExit',
      happenedOn: '2011-06-14',
      details: { was: 'UNKNOWN', outcome: 'JOB' },
    });
    expect((await prescribePathway(trainer(), { personId, on: '2011-06-03' })).userErrors).toEqual([]);
  });

  it('is asked about again six months after the exit, until the answer is known', async () => {
    const running = await aRunningPathway(trainer(), '2010-08-31');
    const id = await anExit(trainer(), '2010-08-31', 'UNKNOWN');
    const due = async (on: string): Promise<string[]> => {
      const query = 'query ($on: LocalDate) { outcomesDue(on: $on, first: 100) { nodes { id } } }';
      const { outcomesDue } = await trainer().request(query, { on });
      return outcomesDue.nodes.map((node: { id: string }) => node.id);
    };
    const record = (outcome: string, on: string) => take('recordLaterOutcome', id, { outcome, on });
    expect(await refusalOf(take('recordLaterOutcome', running, { outcome: 'JOB' }))).toEqual([
      'NOT_EXITED',
      'pathwayId',
    ]);
    expect(await refusalOf(record('JOB', '2011-02-27'))).toEqual(['TOO_SOON', 'on']);
    expect([await due('2011-02-27'), await due('2011-02-28')]).toEqual([[], [id]]);
    await record('UNKNOWN', '2011-02-28');
    expect(await due('2011-06-15')).toEqual([]);
    expect((await record('BUSINESS', '2011-04-01')).pathway).toMatchObject({ laterOutcome: 'BUSINESS' });
    expect(await refusalOf(record('JOB', '2011-05-01'))).toEqual(['OUTCOME_KNOWN', 'pathwayId']);
  });

  it('is found by state, prescriber and programme', async () => {
    const programmeId = 'a-programme';
    const id = await aRunningPathway(trainer(), '2011-05-01', { programmeId, prescriberId: 'RNA-W561000009' });
    const query = `{
      one: pathways(prescriberId: "RNA-W561000009") { nodes { id attendances { nodes { id } } } }
      same: pathways(programmeId: "a-programme", state: IN_PROGRESS) { nodes { id } }
      none: pathways(programmeId: "a-programme", state: EXITED) { nodes { id } }
      pathway(id: "pathway_unknown") { id }
    }`;
    expect(await trainer().request(query)).toEqual({
      one: { nodes: [{ id, attendances: { nodes: [] } }] },
      same: { nodes: [{ id }] },
      none: { nodes: [] },
      pathway: null,
    });
  });

  const inputs: Record<string, object> = {
    assessPathway: levelsAt(1),
    endPathway: { ending: 'DROPPED_OUT' },
    exitPathway: { outcome: 'JOB' },
    recordLaterOutcome: { outcome: 'JOB' },
    correctExit: { outcome: 'JOB' },
  };

  it.each(VERBS.slice(1))('refuses %s of the future and of an unknown one', async (verb) => {
    const { pathway } = await prescribePathway(trainer());
    const future = take(verb, pathway.id, { ...inputs[verb], on: '2011-06-16' });
    expect(await refusalOf(future)).toEqual(['IN_THE_FUTURE', 'on']);
    const unknown = take(verb, newTypeId('pathway'), inputs[verb]);
    expect(await refusalOf(unknown)).toEqual(['NOT_FOUND', 'pathwayId']);
  });

  it.each(['technician', 'lender', 'coordinator', 'partner', 'anonymous'] as const)('is not for %s', async (role) => {
    await expect(prescribePathway(training.as(role))).rejects.toThrow(/prescribePathway/);
    for (const verb of VERBS.slice(1)) {
      const input = { pathwayId: newTypeId('pathway'), ...inputs[verb] };
      await expect(step(training.as(role), verb, input)).rejects.toThrow(new RegExp(verb));
    }
    await expect(training.as(role).request('{ outcomesDue { nodes { id } } }')).rejects.toThrow(/outcomesDue/);
  });
});
