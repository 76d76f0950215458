import { makeWorkerUtils } from 'graphile-worker';
import { auditFigures, type AuditReport } from './audit.ts';
import { buildSlices } from '../slices/build-slices.ts';
import { COMPARE, COMPARE_JOB, nightlyCrontab, nightlyTasks } from '../run/nightly.ts';
import { rollupDrift } from '../slices/rollup-drift.ts';
import { sealPeriods } from './seal.ts';
import { aToy, loans, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';

const LORIENT = 'COM-56121';
const LANESTER = 'COM-56098';

describe('An audit', () => {
  let toy: Toy;
  beforeAll(async () => void (toy = await aToy({ today: '2013-02-01' })));
  afterEach(() => toy.reset());
  afterAll(() => toy.close());

  const sql = (text: string, parameters?: unknown[]) => toy.database.pool.query(text, parameters);
  const audited = () => {
    const { clock, database } = toy;
    return { association: 'defis', seat: LORIENT, measures: TOY_MEASURES, pool: database.pool, clock };
  };
  const audit = ({ dryRun = false } = {}): Promise<AuditReport> => auditFigures(audited(), { dryRun });
  const rows = async (query: string) => (await sql(query)).rows;
  /** As whoever restores a table by hand does it: no trigger sees it. */
  const unseen = async (change: string) => {
    const owner = await toy.asOwner();
    await owner.query(`set session_replication_role = replica; set search_path = lending; ${change}`);
    await owner.end();
  };
  const mended = [
    { mended_on: '2010-03-02', commune: LORIENT, amount: 4 },
    { mended_on: '2012-05-02', commune: LANESTER, amount: 2 },
  ];

  it('finds nothing where every change was marked', async () => {
    await toy.add('toy_mending', mended);
    await toy.add('toy_loan', loans(LORIENT, 30, { from_on: '2010-06-01', to_on: '2011-07-01' }));
    await toy.build();
    expect(await audit()).toMatchObject({ drifted: [], rollups: 0, unchecked: 0, pending: [] });
  });

  it('counts what a marker tells of as no drift', async () => {
    await toy.add('toy_mending', mended);
    expect(await audit()).toMatchObject({ drifted: [] });
    expect(await toy.read('computersMended', { period: '2010' })).toMatchObject({ value: 4 });
  });

  // Invariants 1 and 2: what the operations are is what is told, even where nothing told of a change.
  it('finds what was changed behind the triggers, and mends it as a new revision', async () => {
    await toy.add('toy_mending', mended);
    await toy.build();
    await unseen(`update toy_mending set amount = 5 where mended_on = '2010-03-02';
      insert into toy_mending (mended_on, commune, amount) values ('2008-01-03', '${LORIENT}', 1);
      delete from toy_mending where mended_on = '2012-05-02'`);
    expect(await toy.build()).toEqual([]);
    const { slices, ...report } = await audit();
    expect(slices).toBeGreaterThan(6 * 17);
    expect(report).toMatchObject({ dryRun: false, drifted: ['2008-01', '2010-03', '2012-05'], rollups: 0 });
    expect(await toy.told('computersMended')).toEqual(['2008-01 COM-56121 1', '2010-03 COM-56121 5']);
    expect(await rows("select revision from slice where period = '2010-03'")).toEqual([{ revision: 2 }]);
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
    expect(await audit()).toMatchObject({ drifted: [] });
    expect(await rows('select drifted, rollups from audit_run order by id')).toEqual([
      { drifted: ['2008-01', '2010-03', '2012-05'], rollups: 0 },
      { drifted: [], rollups: 0 },
    ]);
  });

  // Invariant 6.
  it('finds rollups that are not the sum of their facts: wrong, missing and superfluous ones', async () => {
    await toy.add('toy_mending', mended);
    await toy.build();
    await sql("update rollup set value = value + 1 where period = '2010-03' and territory = 'DEP-56'");
    await sql("delete from rollup where period = '2012' and territory = 'FR'");
    await sql(`insert into rollup select 'DEP-29', period, measure, programme, association, member, value, hidden, n
      from rollup where territory = 'REG-53' and period = 'ever'`);
    expect(await audit({ dryRun: true })).toMatchObject({ rollups: 3 });
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toHaveLength(3);
    expect(await audit()).toMatchObject({ rollups: 3 });
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
    expect(await toy.read('computersMended', { period: '2012' })).toMatchObject({ value: 2 });
  });

  it('mends the rollups of a hub, which counts nothing of its own', async () => {
    await toy.add('toy_mending', mended);
    await toy.build();
    await sql('update rollup set n = n + 1');
    const report = await auditFigures({ ...audited(), association: null }, { dryRun: false });
    const held = (await rows('select from slice')).length;
    expect(held).toBeGreaterThan(1);
    expect(report).toMatchObject({ slices: 0, summed: held, drifted: [], unchecked: 0 });
    expect(report.rollups).toBeGreaterThan(5);
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
  });

  it('that is dry changes nothing', async () => {
    await toy.add('toy_mending', mended);
    await toy.build();
    await unseen('update toy_mending set amount = 7');
    expect(await audit({ dryRun: true })).toMatchObject({ dryRun: true, drifted: ['2010-03', '2012-05'] });
    expect(await toy.told('computersMended')).toEqual(['2010-03 COM-56121 4', '2012-05 COM-56098 2']);
    expect(await rows('select * from audit_run')).toEqual([]);
  });

  it('tells whoever operates the instance, at a minute of its own', async () => {
    await toy.add('toy_mending', mended);
    await sealPeriods(audited(), { throughYear: '2010', dryRun: false });
    await toy.add('toy_mending', [{ mended_on: '2010-05-02', commune: LORIENT, amount: 1 }]);
    await unseen("update toy_mending set amount = 7 where mended_on = '2012-05-02'");
    const lines: string[] = [];
    const log = (line: string, { event }: { event: string }) => lines.push(`${event} ${line}`);
    const tasks = nightlyTasks({ service: 'lending', audited: audited(), comparing: null, log });
    await tasks['audit_figures']!({}, { addJob: async () => undefined } as never);
    expect(lines).toEqual([
      expect.stringMatching(/^drift_found .*mended: 2012-05; 0 rolled-up numbers$/),
      expect.stringMatching(/^adjustment_pending .*: 2010; adjust them with a reason$/),
    ]);
  });

  it('has its own minute per service and association, and so does the comparison, which never gives up', async () => {
    const crontab = nightlyCrontab('lending', 'defis');
    expect(crontab).toMatch(/^(\d+) 3 \* \* \* audit_figures .*\n\1 4 \* \* \* compare_figures /);
    const others = ['inventory', 'training', 'partners'].map((service) => nightlyCrontab(service, 'defis'));
    expect(new Set([crontab, nightlyCrontab('lending', 'lorient'), ...others]).size).toBe(5);
    const [, ofComparison] = crontab.split('\n');
    expect(ofComparison).not.toContain('max=');
    const utils = await makeWorkerUtils({ pgPool: toy.database.pool, schema: 'lending_jobs' });
    const { max_attempts: tries } = await utils.addJob(COMPARE, {}, COMPARE_JOB);
    await utils.release();
    await sql('delete from lending_jobs._private_jobs');
    expect(tries).toBe(25);
  });

  it('finds nothing either where the calendar alone has moved on: builds follow it', async () => {
    toy.clock.set('2011-06-01');
    await toy.add('toy_loan', [
      ...loans(LORIENT, 40, { from_on: '2011-01-05' }),
      ...loans(LANESTER, 20, { from_on: '2010-02-05', to_on: '2011-11-03' }),
    ]);
    for (const day of ['2011-06-01', '2012-01-14', '2012-01-15', '2013-01-15']) {
      toy.clock.set(day);
      await buildSlices(audited());
      expect(await audit({ dryRun: true })).toMatchObject({ drifted: [] });
    }
    expect(await toy.read('familiesEquippedAt', { period: '2011' })).toMatchObject({ value: 40, status: 'EXACT' });
  });
});
