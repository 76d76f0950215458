import { aKey, act, done, learn } from '../network/ask.ts';
import { eventually } from '../network/eventually.ts';
import { donatedComputers, readyComputers } from '../network/ready-computers.ts';
import type { TestDatabase } from '../../../packages/platform/testing/database.ts';
import { type Answers, answersOf2011, at } from './answers-of-2011.ts';
import { type End, openSmallNetwork, type SmallNetwork } from './network-in-process.ts';
import {
  BRETTEVILLE,
  CHEUX,
  enterTheYear,
  LAST_DAY_OF_FIRST,
  MEMBER,
  registerMember,
  type Staff,
} from './year-of-caen.ts';

/** 2011 and 2012 have closed: whatever may be told of people in 2011 is told. */
const TODAY = '2013-02-01';
const PATIENCE_MS = 60_000;

let network: SmallNetwork;
let staff: Staff;
/** What everybody was told of 2011 before an event. */
let told: Record<End, Answers>;
const copies: Partial<Record<End, TestDatabase>> = {};

async function ask(): Promise<Record<End, Answers>> {
  return {
    hub: await answersOf2011(await network.as(null, 'hub')),
    association: await answersOf2011(staff.manager),
  };
}

async function signIn(): Promise<Staff> {
  const roles = ['manager', 'technician', 'lender', 'trainer'] as const;
  return Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await network.as(role, 'association')])),
  ) as Staff;
}

beforeAll(async () => {
  network = await openSmallNetwork(TODAY);
  staff = await signIn();
  await registerMember(await network.as('coordinator', 'hub'));
  await network.enrol();
  await enterTheYear(staff);
  await network.settle();
  copies.hub = await network.backUp('hub');
  told = await ask();
}, 600_000);
afterAll(async () => {
  await network?.close();
  await Promise.all(Object.values(copies).map((copy) => copy.drop()));
});

/** Nobody is told anything else of 2011 than before. */
async function expectTheSame(): Promise<void> {
  await network.settle();
  const isTheSame = (answers: object): boolean => JSON.stringify(answers) === JSON.stringify(told);
  const answers = await eventually(ask, isTheSame, PATIENCE_MS);
  expect(differences(told, answers)).toEqual([]);
  expect(answers).toEqual(told);
}

test('2011 is told at both ends alike, with something to protect and something to tell', () => {
  expect(told.association).toEqual(told.hub);
  const { AT_EVENT: then } = told.hub;
  expect(then['FR'].familiesEquipped).toMatchObject({ value: 39, status: 'EXACT' });
  expect(then['REG25'].costPerFamily).toMatchObject({ status: 'EXACT' });
  expect(then['DEP14'].structuresStrengthened).toMatchObject({ value: 4 });
  expect(then['FR'].funding).toMatchObject({ value: 22_000 });
  expect(then['COM14098'].familiesEquipped).toMatchObject({ value: 13, status: 'EXACT' });
  expect(then['COM14118'].familiesEquipped).toMatchObject({ atLeast: 0, atMost: 14, status: 'BOUNDED' });
  expect(then['network'].byAssociation[0].over).toHaveLength(12);
});

describe('Families ask to be forgotten', () => {
  test('two are erased, one of which is in 2011 alone, and the answers stay', async () => {
    const { households } = await learn(
      staff.lender,
      '{ households(first: 100) { nodes { id loans { nodes { returnedOn } } } } }',
    );
    const returned = (day: string) =>
      households.nodes.find(
        ({ loans }: { loans: { nodes: { returnedOn: string }[] } }) => loans.nodes[0]!.returnedOn === day,
      ).id;
    const last = households.nodes.at(-1).id;
    for (const householdId of [returned(LAST_DAY_OF_FIRST), last]) {
      await done(staff.lender, 'eraseHousehold', { householdId, idempotencyKey: aKey() }, 'household { id }');
      const { household } = await learn(
        staff.lender,
        'query ($id: ID!) { household(id: $id) { size people { id givenName } } }',
        { id: householdId },
      );
      expect(JSON.stringify(household)).not.toContain('Personne');
    }
    await expectTheSame();
  });
});

describe('The year is locked, and the answers stay,', () => {
  const REPORT = `query ($id: ID!) { reportingPeriod(id: $id) {
    state lockedOn figures { figure { value atLeast atMost status unit measure { name definition } } service asOf }
    report(format: CSV) { digest } drift { moved kept { value measure { name } } today { value } }
  } }`;
  const read = async (id: string) => (await learn(staff.manager, REPORT, { id })).reportingPeriod;
  let reportId: string;

  test('while the report is opened, submitted, approved by other eyes and locked', async () => {
    const { agreements } = await learn(staff.manager, '{ agreements(first: 1) { nodes { id } } }');
    const asked = { agreementId: agreements.nodes[0].id, period: '2011', idempotencyKey: aKey() };
    reportId = (await done(staff.manager, 'openReportingPeriod', asked, 'reportingPeriod { id }')).id;
    const colleague = await network.as('manager', 'association', 'colleague');
    const step = (client: typeof colleague, verb: string, keyed: object = {}) =>
      done(client, verb, { reportingPeriodId: reportId, ...keyed }, 'reportingPeriod { state }');
    await step(staff.manager, 'submitReportingPeriod', { idempotencyKey: aKey() });
    await step(colleague, 'approveReportingPeriod');
    await step(colleague, 'lockReportingPeriod', { idempotencyKey: aKey() });
    await expectTheSame();
  });

  test('but for what a machine of 2011 adds that is entered later: beside the report, which does not move', async () => {
    const { drift: _, ...locked } = await read(reportId);
    await readyComputers(staff.technician, 1, '2011-06-06', await aDonor());
    await network.settle();
    const before = told;
    told = await ask();
    expect(told.association).toEqual(told.hub);
    expect(differences(before.hub, told.hub)).toEqual(OF_MACHINES);
    expect(told.hub.AT_EVENT['FR'].computersRefurbished.value).toBe(46);
    const { drift, ...after } = await read(reportId);
    expect(after).toEqual(locked);
    const moved = drift.filter(({ moved: isMoved }: Drift) => isMoved).map(({ kept }: Drift) => kept.measure.name);
    expect(moved).toEqual(expect.arrayContaining(OF_MACHINES));
    expect(moved).not.toEqual(expect.arrayContaining(['familiesEquipped']));
  });
});

/** What another machine of 2011 adds to, of all that is asked. */
const OF_MACHINES = ['computersCollected', 'computersRefurbished', 'costPerFamily', 'standardCost'];

interface Drift {
  moved: boolean;
  kept: { measure: { name: string } };
}

/** The names of figures that differ, over all places and maps. */
function differences(before: unknown, after: unknown, name = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (typeof before !== 'object' || before === null || 'value' in before) return [name];
  const names = Object.entries(before).flatMap(([key, each]) =>
    differences(each, (after as Record<string, unknown>)[key], /^\d+$/.test(key) ? name : key),
  );
  return [...new Set(names)].toSorted();
}

async function aDonor(): Promise<string> {
  return (await learn(staff.manager, '{ organisations(first: 1) { nodes { id } } }')).organisations.nodes[0].id;
}

describe('An end is restored from an older copy', () => {
  const collectedIn2013 = async (end: End): Promise<number> => {
    const document = '{ impact(period: "2013") { computersCollected { value } } }';
    return (await learn(await network.as(null, end), document)).impact.computersCollected.value;
  };

  test('the hub, which then has not heard of what was entered last', async () => {
    await network.restore('hub', copies.hub!);
    await expectTheSame();
  });

  test('the association, which then has lost what it has already told', async () => {
    copies.association = await network.backUp('association');
    await donatedComputers(staff.technician, 3, '2013-01-29', await aDonor());
    await expectTheSame();
    expect(await collectedIn2013('hub')).toBe(3);
    await network.restore('association', copies.association);
    await expectTheSame();
    await donatedComputers(staff.technician, 2, '2013-01-30', await aDonor());
    await expectTheSame();
    expect(await collectedIn2013('association')).toBe(2);
    const isTwo = (count: number): boolean => count === 2;
    expect(await eventually(() => collectedIn2013('hub'), isTwo, PATIENCE_MS)).toBe(2);
  });
});

test('The year is sealed: whatever is entered of it later, the answers stay', async () => {
  for (const service of ['Inventory', 'Lending', 'Training', 'Partners']) {
    const sealing = { dryRun: false, throughYear: '2011' };
    const seal = `mutation ($input: SealFiguresInput!) { seal: seal${service}Figures(input: $input) { userErrors { code } } }`;
    expect((await learn(staff.manager, seal, { input: sealing })).seal.userErrors).toEqual([]);
  }
  await readyComputers(staff.technician, 1, '2011-06-07', await aDonor());
  await expectTheSame();
});

describe('The map changes under 2011', () => {
  /** What is told on a map of its own day cannot move; on today's map, the rest of the test says what does. */
  const expectOnlyTodaysMapMoves = async (): Promise<{ before: Answers; after: Answers }> => {
    await network.settle();
    const before = told.hub;
    told = await ask();
    expect(told.association).toEqual(told.hub);
    const { TODAY: _, ...fixed } = told.hub;
    expect(differences({ AT_EVENT: before.AT_EVENT, AT_PERIOD_END: before.AT_PERIOD_END }, fixed)).toEqual([]);
    expect(fixed).toEqual({ AT_EVENT: before.AT_EVENT, AT_PERIOD_END: before.AT_PERIOD_END });
    return { before, after: told.hub };
  };

  const expectAllButTheSame = (places: string[], before: Answers['TODAY'], after: Answers['TODAY']): void => {
    const others = (answers: object) =>
      Object.fromEntries(Object.entries(answers).filter(([name]) => !places.includes(name)));
    expect(differences(others(before), others(after))).toEqual([]);
  };

  test('the association moves from the region 25 to the region 28 in 2016', async () => {
    network.goTo('2016-01-20');
    for (const end of ['hub', 'association'] as const) {
      const client = end === 'hub' ? await network.as('coordinator', 'hub') : staff.manager;
      const change = { associationId: MEMBER.id, covers: ['REG-28'], on: '2016-01-01' };
      expect((await act(client, 'changeCoverage', change, 'association { id }')).codes).toEqual([]);
    }
    const { before, after } = await expectOnlyTodaysMapMoves();
    expect(at(after, 'TODAY', 'REG-28')).toEqual(at(before, 'TODAY', 'REG-25'));
    expect(at(after, 'TODAY', 'REG-25')).toEqual(at(before, 'TODAY', 'REG-28'));
    expectAllButTheSame(['REG25', 'REG28'], before.TODAY, after.TODAY);
  });

  test('two communes merge in 2017: they keep their 2011, which today is that of the one they became', async () => {
    network.goTo('2017-01-20');
    const { before, after } = await expectOnlyTodaysMapMoves();
    const families = (answers: Answers, code: string) => at(answers, 'TODAY', code).familiesEquipped;
    expect([families(before, BRETTEVILLE), families(before, CHEUX)]).toMatchObject([{ value: 13 }, { value: 12 }]);
    // Villages around merged too: what is told of them may lie among the "other places" of 2011.
    const merged = { atLeast: 25, atMost: 39, status: 'BOUNDED', reason: 'PART_IN_OTHER_PLACES' };
    expect(families(after, BRETTEVILLE)).toMatchObject(merged);
    expect(families(after, CHEUX)).toMatchObject({ value: null, status: 'UNAVAILABLE' });
    expectAllButTheSame(['COM14098', 'COM14157'], before.TODAY, after.TODAY);
  });
});
