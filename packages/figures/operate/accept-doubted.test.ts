import { openDatabase, type Database } from '../../platform/database/database.ts';
import { anInstall, type TestInstall } from '../replication/install/testing/an-install.ts';
import type { Role } from '../../platform/access/viewer.ts';
import { nightlyTasks } from '../run/nightly.ts';
import type { Fact } from '../measures/fact.ts';
import type { Slice } from '../slices/slice.ts';
import { aSlice } from '../testing/a-slice.ts';
import { aToyService, type ToyService } from '../testing/a-toy-service.ts';
import { emptyTables, ToyLoan } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const RECEIVE = `mutation ($input: ReceiveFiguresInput!) {
  receiveLendingFigures(input: $input) { challenge slices { outcome code message } }
}`;
const STATUS = `{ lendingFiguresStatus { doubted {
  id association period part code since message french: message(language: FR) figures { measure told plausible }
} } }`;

let hub: ToyService;
let database: Database;
let defis: TestInstall;
beforeAll(async () => {
  hub = await aToyService({ association: null });
  database = await openDatabase({ url: hub.loginUrl, service: 'lending', entities: [ToyLoan] });
});
beforeEach(() => {
  defis = anInstall('defis');
  hub.installs.set(defis.id, { ...defis.known, departments: ['DEP-56'] });
});
afterEach(async () => {
  hub.clock.set('2011-12-31');
  await emptyTables(database.pool);
});
afterAll(async () => {
  await database.close();
  await hub.close();
});

interface Outcome {
  outcome: string;
  code: string | null;
  message: string | null;
}
/** What the hub makes of slices, once the run that sends them has shown that it lives. */
const tell = (...slices: Partial<Slice>[]): Promise<Outcome[]> => tellAs(defis, ...slices);
async function tellAs(install: TestInstall, ...slices: Partial<Slice>[]): Promise<Outcome[]> {
  const message = install.message({ slices: slices.map((slice) => aSlice(slice)) });
  const api = hub.as('instance', { association: install.known.associationId });
  const send = async (input: object) =>
    (await api.request<Record<string, any>>(RECEIVE, { input })).receiveLendingFigures;
  const answer = await send(message);
  return (answer.challenge ? await send(install.answered(message, answer.challenge)) : answer).slices;
}
const fact = (measure: string, territory: string, value: number): Fact => {
  return { measure, territory, programme: '*', member: '', value };
};
const families = (value: number, territory = 'DEP-56') => [fact('familiesEquipped', territory, value)];
const doubted = async () => (await hub.as('coordinator').request(STATUS)).lendingFiguresStatus.doubted;
const accept = async (
  ids: string[],
  { dryRun = false, role = 'coordinator' }: { dryRun?: boolean; role?: Role } = {},
) => {
  const document = `mutation ($input: AcceptFiguresInput!) { payload: acceptLendingFigures(input: $input) {
    dryRun changes { action association period part count } userErrors { field code message } } }`;
  return (await hub.as(role).request(document, { input: { dryRun, ids } })).payload;
};
const told = async () =>
  (await database.pool.query('select period, territory, value from fact order by period, territory, measure')).rows;
const night = () => {
  const audited = { association: null, seat: null, measures: TOY_MEASURES, pool: database.pool, clock: hub.clock };
  const tasks = nightlyTasks({ service: 'lending', audited, comparing: null, log: () => {} });
  return tasks['audit_figures']!({}, { addJob: async () => undefined } as never);
};

describe('A hub, of figures outside of what an association covers', () => {
  it('takes none, and all the others', async () => {
    const answers = await tell(
      { period: '2011-02', facts: families(40) },
      { facts: families(500_000, 'DEP-14') },
      { period: '2011-04', facts: [] },
    );
    expect(answers.map(({ outcome, code }) => code ?? outcome)).toEqual(['APPLIED', 'OUTSIDE_COVERAGE', 'APPLIED']);
    expect(answers[1]!.message).toMatch(/^DEP-14, told of in 2011-03, is in no department that defis works in here/);
    expect(await told()).toEqual([{ period: '2011-02', territory: 'DEP-56', value: 40 }]);
    expect(await doubted()).toMatchObject([
      {
        association: 'defis',
        period: '2011-03',
        code: 'OUTSIDE_COVERAGE',
        message: answers[1]!.message,
        french: expect.stringContaining('n’est dans aucun département où defis travaille'),
        figures: [],
      },
    ]);
  });

  it.each([
    ['COM-56121', 'APPLIED'],
    ['DEP-56~other', 'APPLIED'],
    ['REG-53~other', 'APPLIED'],
    ['COM-29019', 'OUTSIDE_COVERAGE'],
    ['DEP-29~other', 'OUTSIDE_COVERAGE'],
    ['REG-25~other', 'OUTSIDE_COVERAGE'],
  ])('asks of %s whether a department of its coverage is there: %s', async (territory, expected) => {
    const [{ outcome, code }] = (await tell({ facts: [fact('computersMended', territory, 3)] })) as [Outcome];
    expect(code ?? outcome).toBe(expected);
  });

  it('takes them once the coverage says so', async () => {
    await tell({ facts: families(40, 'DEP-29') });
    hub.installs.set(defis.id, { ...defis.known, departments: ['DEP-29', 'DEP-56'] });
    expect(await tell({ facts: families(40, 'DEP-29') })).toMatchObject([{ outcome: 'APPLIED' }]);
    expect(await doubted()).toEqual([]);
  });

  it('has nobody accept them', async () => {
    await tell({ facts: families(40, 'DEP-29') });
    const [{ id }] = await doubted();
    const { userErrors } = await accept([id]);
    expect(userErrors).toMatchObject([{ field: ['ids', '0'], code: 'OUTSIDE_COVERAGE' }]);
    expect(await doubted()).toHaveLength(1);
  });
});

describe('A hub, of figures implausible beside what an association has told', () => {
  const march = (value: number, revision = 2) => ({ revision, facts: families(value) });

  beforeEach(async () => {
    await tell({ facts: families(40) });
    await night();
  });

  it('has them wait for a coordinator, and goes on with the others', async () => {
    const answers = await tell(march(4_000), { period: '2011-04', facts: families(350) });
    expect(answers.map(({ outcome, code }) => code ?? outcome)).toEqual(['IMPLAUSIBLE', 'APPLIED']);
    expect(await told()).toMatchObject([{ value: 40 }, { value: 350 }]);
    const [{ id, ...waiting }] = await doubted();
    expect(waiting).toMatchObject({
      code: 'IMPLAUSIBLE',
      message: expect.stringContaining('familiesEquipped 4000 (> 400)'),
      french: expect.stringContaining('La coordination l’accepte'),
      figures: [{ measure: 'familiesEquipped', told: 4_000, plausible: 400 }],
    });
    const changes = [{ action: 'ACCEPT', association: 'defis', period: '2011-03', part: 0, count: 1 }];
    expect(await accept([id], { dryRun: true })).toEqual({ dryRun: true, changes, userErrors: [] });
    expect(await tell(march(4_000))).toMatchObject([{ code: 'IMPLAUSIBLE' }]);
    expect(await accept([id])).toEqual({ dryRun: false, changes, userErrors: [] });
    expect(await doubted()).toEqual([]);
    expect(await tell(march(4_000))).toMatchObject([{ outcome: 'APPLIED' }]);
    expect(await told()).toMatchObject([{ value: 4_000 }, { value: 350 }]);
  });

  it('accepts as much and no more, and for thirty days', async () => {
    await tell(march(4_000));
    await accept([(await doubted())[0].id]);
    expect(await tell(march(4_001))).toMatchObject([{ code: 'IMPLAUSIBLE' }]);
    hub.clock.set('2012-02-01');
    expect(await tell(march(4_000))).toMatchObject([{ code: 'IMPLAUSIBLE' }]);
  });

  it('accepts only what was seen: what says otherwise by now has another id', async () => {
    await tell(march(4_000), { period: '2011-05', facts: families(5_000) });
    const seen = (await doubted()).map(({ id }: { id: string }) => id);
    await tell(march(90_000, 3));
    const { dryRun, changes, userErrors } = await accept(seen);
    expect([dryRun, changes]).toEqual([null, []]);
    expect(userErrors).toMatchObject([{ field: ['ids', '0'], code: 'NOTHING_WAITS' }]);
    expect(await tell({ period: '2011-05', facts: families(5_000) })).toMatchObject([{ code: 'IMPLAUSIBLE' }]);
  });

  it('forgets the doubt when the association corrects it', async () => {
    await tell(march(4_000));
    expect(await tell(march(42, 3))).toMatchObject([{ outcome: 'APPLIED' }]);
    expect(await doubted()).toEqual([]);
  });

  it('keeps the doubt when an older revision comes late', async () => {
    await tell(march(4_000, 3));
    expect(await tell({ facts: families(40) })).toMatchObject([{ outcome: 'DUPLICATE' }]);
    expect(await tell(march(41))).toMatchObject([{ outcome: 'APPLIED' }]);
    expect(await tell({ facts: families(40) })).toMatchObject([{ outcome: 'STALE' }]);
    await tell(march(9_000));
    expect(await doubted()).toMatchObject([{ figures: [{ told: 4_000 }] }]);
  });

  it('counts its association as refused, with the reason, until it is taken', async () => {
    const refusals = async () =>
      (await database.pool.query("select association, code from publication_refusal where side = 'HERE'")).rows;
    await tell(march(4_000));
    expect(await refusals()).toEqual([{ association: 'defis', code: 'IMPLAUSIBLE' }]);
  });

  it('is used to more each night, not with each message', async () => {
    await tell(march(400));
    expect(await tell(march(401, 3))).toMatchObject([{ code: 'IMPLAUSIBLE' }]);
    await night();
    expect(await tell(march(4_000, 3))).toMatchObject([{ outcome: 'APPLIED' }]);
  });

  it('believes of a beginner what no association has gone beyond', async () => {
    const caen = anInstall('caen');
    hub.installs.set(caen.id, caen.known);
    const one = (value: number) => tellAs(caen, { association: 'caen', facts: families(value, 'DEP-14') });
    expect(await one(501)).toMatchObject([{ code: 'IMPLAUSIBLE' }]);
    expect(await one(500)).toMatchObject([{ outcome: 'APPLIED' }]);
  });

  it('lets only a coordinator accept', async () => {
    await expect(accept(['any'], { role: 'manager' })).rejects.toThrow('FORBIDDEN');
    expect((await accept([])).userErrors).toMatchObject([{ field: ['ids'], code: 'INVALID_INPUT' }]);
  });
});
