import type pg from 'pg';
import { applySlice } from './apply-slice.ts';
import { buildSlices } from './build-slices.ts';
import { countFacts } from './count-facts.ts';
import { countedByName, countedMeasures } from '../measures/measure.ts';
import { rollupDrift } from './rollup-drift.ts';
import { inTransaction } from './transaction.ts';
import { aSlice } from '../testing/a-slice.ts';
import { aToy, loans, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

const LORIENT = 'COM-56121';
const LANESTER = 'COM-56098';
const PLOEMEUR = 'COM-56162';
const HENNEBONT = 'COM-56083';

// Two of them that met would meet again if both began at once.
test('a transaction that PostgreSQL asks for again is begun again after a pause, five times at most', async () => {
  const pool = { connect: async () => ({ query: async () => {}, release: () => {} }) } as unknown as pg.Pool;
  const begun: string[] = [];
  const pause = async () => void begun.push('pause');
  const meet = (times: number) => async () => {
    begun.push('work');
    if (begun.filter((step) => step === 'work').length <= times)
      throw Object.assign(new Error('met'), { code: '40001' });
    return 'done';
  };
  expect(await inTransaction(pool, 'repeatable read', meet(2), pause)).toBe('done');
  expect(begun.splice(0)).toEqual(['work', 'pause', 'work', 'pause', 'work']);
  await expect(inTransaction(pool, 'repeatable read', meet(5), pause)).rejects.toThrow('met');
  expect(begun).toHaveLength(9);
});

describe('A build', () => {
  let toy: Toy;
  beforeAll(async () => {
    toy = await aToy({ today: '2012-01-31' });
  });
  afterEach(() => toy.reset());
  afterAll(() => toy.close());

  const sql = (text: string, parameters?: unknown[]) => toy.database.pool.query(text, parameters);

  it('tells things by commune, month and programme', async () => {
    await toy.add('toy_mending', [
      { mended_on: '2011-03-02', commune: LORIENT, programme: 'ordi', amount: 2 },
      { mended_on: '2011-03-30', commune: LORIENT, programme: 'ordi', amount: 1.5 },
      { mended_on: '2011-04-01', commune: LANESTER, amount: 1 },
    ]);
    expect(await toy.build()).toEqual(['2011-03', '2011-04']);
    expect(await toy.told('computersMended')).toEqual(['2011-03 COM-56121 3.5', '2011-04 COM-56098 1']);
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 4.5, status: 'EXACT' });
    expect(await toy.read('computersMended', { period: '2011', programme: 'ordi' })).toMatchObject({ value: 3.5 });
    expect(await toy.read('computersMended', { period: '2011-Q2', territory: 'DEP-56' })).toMatchObject({ value: 1 });
  });

  it('counts what has no place of its own at the seat', async () => {
    await toy.add('toy_mending', [{ mended_on: '2011-03-02', amount: 1 }]);
    await toy.build();
    expect(await toy.read('computersMended', { territory: LORIENT })).toMatchObject({ value: 1 });
  });

  it('tells people by commune and year, and by department and month', async () => {
    toy.clock.set('2013-02-01');
    await toy.add('toy_loan', [
      ...loans(LORIENT, 60, { from_on: '2011-10-05' }),
      ...loans(LANESTER, 12, { from_on: '2011-10-05' }),
      ...loans(HENNEBONT, 3, { from_on: '2011-10-05' }),
      ...loans(PLOEMEUR, 13, { from_on: '2011-12-05' }),
    ]);
    await toy.build();
    expect((await toy.told('familiesEquipped')).filter((line) => /^(2011|ever)/.test(line))).toEqual([
      '2011 COM-56121 60',
      '2011 COM-56162 13',
      '2011 DEP-56~other 15',
      '2011-10 DEP-56 75',
      '2011-11 DEP-56 75',
      '2011-12 DEP-56 88',
      '2011-Q4 DEP-56 88',
      'ever DEP-56 88',
    ]);
  });

  it('tells no month where the year less the month is a family', async () => {
    toy.clock.set('2013-02-01');
    await toy.add('toy_loan', [
      ...loans(LORIENT, 60, { from_on: '2011-10-05' }),
      ...loans(PLOEMEUR, 1, { from_on: '2011-12-05' }),
    ]);
    await toy.build();
    expect(await toy.read('familiesEquipped', { period: '2011' })).toMatchObject({ value: 61, status: 'EXACT' });
    for (const period of ['2011-10', '2011-12', '2011-Q4', '2011-03']) {
      expect(await toy.read('familiesEquipped', { period })).toMatchObject({ value: null, reason: 'BELOW_THRESHOLD' });
    }
  });

  it('tells neither who is there at the end of a year nor who came in the next, where a family follows from both', async () => {
    toy.clock.set('2013-02-01');
    await toy.add('toy_loan', [
      ...loans(LORIENT, 60, { from_on: '2011-10-05' }),
      ...loans(PLOEMEUR, 1, { from_on: '2012-03-05' }),
    ]);
    await toy.build();
    expect(await toy.read('familiesEquipped', { period: '2012' })).toMatchObject({ value: 61, status: 'EXACT' });
    expect(await toy.read('loansStarted', { period: '2011' })).toMatchObject({ value: 60, status: 'EXACT' });
    for (const [measure, period] of [
      ['familiesEquippedAt', '2011'],
      ['loansEnded', '2011'],
      ['loansStarted', '2012'],
    ]) {
      expect(await toy.read(measure!, { period })).toMatchObject({ value: null, status: 'PROTECTED' });
    }
  });

  it('tells people of the year that runs by department alone, and its months once it has closed', async () => {
    toy.clock.set('2011-11-15');
    await toy.add('toy_loan', loans(LORIENT, 30, { from_on: '2011-10-05', to_on: '2011-12-20' }));
    await toy.build();
    expect(await toy.read('familiesEquipped', { period: '2011', territory: 'DEP-56' })).toMatchObject({ value: 30 });
    expect(await toy.read('familiesEquipped', { territory: LORIENT })).toMatchObject({ atLeast: 0, atMost: 30 });
    expect(await toy.read('familiesEquipped', { period: '2011-10' })).toMatchObject({ reason: 'YEAR_NOT_CLOSED' });
    expect(await toy.read('loansStarted', {})).toMatchObject({ value: null, reason: 'YEAR_NOT_CLOSED' });
    toy.clock.set('2012-01-15');
    await toy.build();
    expect(await toy.read('familiesEquipped', { territory: LORIENT })).toMatchObject({ value: 30, status: 'EXACT' });
    expect(await toy.read('familiesEquipped', { period: '2011-10' })).toMatchObject({ value: 30, status: 'EXACT' });
    expect(await toy.read('loansStarted', {})).toMatchObject({ value: 30, status: 'EXACT' });
  });

  it('counts a household once, in the place of its latest loan', async () => {
    await toy.add('toy_loan', loans(LORIENT, 20, { from_on: '2011-01-05', to_on: '2011-06-30' }));
    await sql(
      `insert into toy_loan (household, commune, from_on) select household, '${LANESTER}', '2011-07-01' from toy_loan`,
    );
    await toy.build();
    expect(await toy.read('familiesEquipped', { period: '2011', territory: 'DEP-56' })).toMatchObject({ value: 20 });
    expect(await toy.read('familiesEquipped', { period: '2011', territory: LANESTER })).toMatchObject({ value: 20 });
  });

  it('counts a stock on the last day', async () => {
    toy.clock.set('2013-02-01');
    await toy.add('toy_loan', [
      ...loans(LORIENT, 30, { from_on: '2011-01-05', to_on: '2011-11-10' }),
      ...loans(LANESTER, 12, { from_on: '2011-11-01' }),
    ]);
    await toy.build();
    expect(await toy.read('familiesEquippedAt', { period: '2011-11' })).toMatchObject({ value: 12 });
    expect(await toy.read('familiesEquippedAt', { period: '2011-10' })).toMatchObject({ value: 30 });
    expect(await toy.read('familiesEquipped', { period: '2011-11' })).toMatchObject({ value: 42 });
  });

  it('goes on counting what is open when a new month begins, without any change', async () => {
    await toy.add('toy_loan', loans(LORIENT, 20, { from_on: '2011-12-01' }));
    await toy.build();
    toy.clock.set('2012-02-03');
    expect(await toy.build()).toEqual(['2012-02']);
    expect(await toy.read('familiesEquipped', { period: '2012-02' })).toMatchObject({ reason: 'YEAR_NOT_CLOSED' });
    expect(await toy.read('familiesEquipped', { period: '2012' })).toMatchObject({ value: 20 });
  });

  it('tells anew, of the right instant, what it told by a clock that was a year ahead', async () => {
    await toy.add('toy_mending', [{ mended_on: '2011-03-02', commune: LORIENT, amount: 2 }]);
    await toy.add('toy_mending', [{ mended_on: '2012-05-02', commune: LORIENT, amount: 3 }]);
    toy.clock.set('2013-01-31');
    await toy.build();
    expect(await toy.told('computersMended')).toEqual(['2011-03 COM-56121 2', '2012-05 COM-56121 3']);
    toy.clock.set('2012-01-31');
    expect((await toy.build()).sort()).toEqual(['2011-03', '2012-05']);
    expect(await toy.told('computersMended')).toEqual(['2011-03 COM-56121 2']);
    const { rows } = await sql('select period, revision from slice where as_of <= $1 order by period', [
      toy.clock.now(),
    ]);
    expect(rows).toEqual([
      { period: '2011-03', revision: 2 },
      { period: '2012-05', revision: 2 },
    ]);
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
    expect((await sql('select as_of from heard')).rows).toEqual([{ as_of: toy.clock.now() }]);
    expect(await toy.build()).toEqual([]);
  });

  it('counts what was dated ahead once its day has come', async () => {
    toy.clock.set('2011-12-31');
    await toy.add('toy_mending', [{ mended_on: '2012-01-20', commune: LORIENT, amount: 1 }]);
    expect(await toy.build()).toEqual([]);
    toy.clock.set('2012-01-19');
    expect(await toy.build()).toEqual([]);
    toy.clock.set('2012-01-20');
    expect(await toy.build()).toEqual(['2012-01']);
  });

  it('hides months that rest on too few, and the year stays told', async () => {
    const learn = (month: string, people: number, hours: number) =>
      Array.from({ length: people }, (_, i) => ({
        person: `${month} ${i}`,
        learned_on: `2011-${month}-08`,
        commune: LORIENT,
        hours,
      }));
    await toy.add('toy_learning', [...learn('02', 30, 2), ...learn('03', 4, 2), ...learn('05', 12, 2)]);
    await toy.build();
    expect(await toy.told('learnerHours')).toEqual([
      '2011 COM-56121 92',
      '2011-02 DEP-56 60',
      '2011-03 DEP-56 hidden',
      '2011-05 DEP-56 hidden',
    ]);
    expect(await toy.read('learnerHours', { period: '2011-03' })).toMatchObject({ status: 'PROTECTED', value: null });
    expect(await toy.read('learnerHours', { period: '2011-Q1' })).toMatchObject({
      status: 'BOUNDED',
      atLeast: 60,
      atMost: null,
      value: null,
    });
    expect(await toy.read('learnerHours', { period: 'ever', territory: LORIENT })).toMatchObject({
      value: 92,
      status: 'EXACT',
    });
  });

  it('tells no month of a department whose year is not told exactly', async () => {
    const learn = (commune: string, people: number) =>
      Array.from({ length: people }, (_, i) => ({
        person: `${commune} ${i}`,
        learned_on: '2011-02-08',
        commune,
        hours: 1,
      }));
    await toy.add('toy_learning', [...learn('COM-29019', 3), ...learn(LORIENT, 40), ...learn(LANESTER, 20)]);
    await toy.build();
    expect(await toy.told('learnerHours')).toEqual([
      '2011 COM-56121 40',
      '2011 REG-53~other 23',
      '2011-02 DEP-29 hidden',
      '2011-02 DEP-56 hidden',
    ]);
  });

  it('judges loans by the households that have them', async () => {
    const twice = (households: number) =>
      [...loans(LORIENT, households, { from_on: '2011-12-01' })].flatMap((loan) => [loan, loan]);
    toy.clock.set('2013-02-01');
    await toy.add('toy_loan', twice(10));
    await toy.build();
    const december = { period: '2011-12' };
    expect(await toy.read('loansRunning', december)).toMatchObject({ status: 'PROTECTED', atMost: null });
    await toy.add('toy_loan', [{ household: 'an eleventh', commune: LORIENT, from_on: '2011-12-02' }]);
    await toy.build();
    expect(await toy.read('loansRunning', december)).toMatchObject({ status: 'EXACT', value: 21 });
  });

  it('leaves a mark, and no number, of an association that serves too few', async () => {
    await toy.add('toy_loan', loans(LORIENT, 10, { from_on: '2011-12-01' }));
    await toy.build();
    expect(await toy.told('familiesEquipped')).toContain('2011 FR~other hidden');
    expect(await toy.read('familiesEquipped', { territory: 'REG-53' })).toMatchObject({
      status: 'PROTECTED',
      atMost: null,
    });
  });

  it('counts the members of a set once over any time and place', async () => {
    await toy.add('toy_help', [
      { siret: 'a', helped_on: '2011-01-03', commune: LORIENT },
      { siret: 'a', helped_on: '2011-05-03', commune: LANESTER },
      { siret: 'b', helped_on: '2011-05-03', commune: LORIENT },
      { siret: 'c', helped_on: '2011-06-03', commune: LORIENT },
    ]);
    await toy.build();
    expect(await toy.read('structuresHelped', { period: '2011' })).toMatchObject({ value: 3, status: 'EXACT' });
    expect(await toy.read('structuresHelped', { period: '2011-05' })).toMatchObject({ status: 'PROTECTED' });
  });

  it('forgets what was deleted, and moves what was dated again', async () => {
    await toy.add('toy_mending', [{ mended_on: '2011-03-02', commune: LORIENT, amount: 1 }]);
    await toy.build();
    await sql("update toy_mending set mended_on = '2010-07-01'");
    expect(await toy.build()).toEqual(['2010-07', '2011-03']);
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 0, status: 'EXACT' });
    expect(await toy.read('computersMended', { period: '2010' })).toMatchObject({ value: 1 });
    await sql('delete from toy_mending');
    await toy.build();
    expect((await sql('select * from rollup')).rows).toEqual([]);
  });

  it('marks nothing for an update that changes nothing', async () => {
    await toy.add('toy_loan', loans(LORIENT, 1, { from_on: '2011-01-01' }));
    await toy.build();
    await sql('update toy_loan set household = household');
    expect((await sql('select * from dirty')).rows).toEqual([]);
  });

  it('raises a revision only when a figure changed', async () => {
    await toy.add('toy_loan', loans(LORIENT, 20, { from_on: '2011-12-01' }));
    await toy.build();
    await sql("update toy_loan set note = 'read again'");
    expect(await toy.build()).toEqual([]);
    expect((await sql('select distinct revision from slice')).rows).toEqual([{ revision: 1 }]);
  });

  it('keeps every rollup equal to the sum of its facts', async () => {
    await toy.add('toy_loan', [
      ...loans(LORIENT, 60, { from_on: '2010-10-05' }),
      ...loans('COM-14118', 40, { from_on: '2011-02-05' }),
    ]);
    await toy.add('toy_mending', [{ mended_on: '2011-03-02', commune: LORIENT, programme: 'ordi', amount: 0.1 }]);
    await toy.build();
    await sql("delete from toy_loan where id % 3 = 0; update toy_mending set amount = 0.3, commune = 'COM-14118'");
    await toy.build();
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
    await sql('update rollup set value = value + 1 where n = 1');
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).not.toEqual([]);
  });

  describe('while a change is committed between the deletion of markers and the counting', () => {
    /** Lets `build` go as far as counting mendings, commits another one meanwhile, then lets it end. */
    const interleave = async (build: (measures: typeof slow) => Promise<unknown>) => {
      await toy.add('toy_mending', [{ mended_on: '2011-03-02', commune: LORIENT, amount: 1 }]);
      const gate = await toy.database.pool.connect();
      await gate.query('select pg_advisory_lock(7)');
      const building = build(slow);
      await untilWaiting(toy.database.pool);
      await toy.add('toy_mending', [{ mended_on: '2011-03-05', commune: LORIENT, amount: 1 }]);
      await gate.query('select pg_advisory_unlock(7)');
      gate.release();
      await building;
      await toy.build();
      return (await toy.read('computersMended', { period: '2011-03' })).value;
    };
    const slow = countedMeasures(TOY_MEASURES).map((measure) => ({
      ...measure,
      contributions: `select own.* from (${measure.contributions}) as own,
        (select pg_advisory_lock_shared(7), pg_advisory_unlock_shared(7)) as gate`,
    }));

    it('loses nothing', async () => {
      const { pool } = toy.database;
      const build = (measures: typeof slow) =>
        buildSlices({ association: 'defis', seat: LORIENT, measures, pool, clock: toy.clock });
      expect(await interleave(build)).toBe(2);
    });

    it('would lose it if it counted before it deleted the markers', async () => {
      expect(await interleave((measures) => countThenDelete(toy, measures))).toBe(1);
    });
  });
});

/** The classic mistake, kept to show that the test above would see it. */
async function countThenDelete({ database: { pool }, clock }: Toy, measures: ReturnType<typeof countedMeasures>) {
  const client = await pool.connect();
  const asOf = clock.now();
  const [mended] = measures;
  const facts = await countFacts({ client, today: '2011-12-31', seat: LORIENT, asOf }, mended!, ['2011-03']);
  await client.query('delete from dirty');
  await applySlice(client, aSlice({ asOf, facts }), countedByName(measures), asOf);
  await client.query("insert into heard values ('defis', $1, $1)", [asOf]);
  client.release();
}
