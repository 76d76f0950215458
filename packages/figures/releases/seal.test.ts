import type { Reader } from '../../platform/database/reader.ts';
import { ANONYMOUS } from '../../platform/access/viewer.ts';
import { adjustPeriod } from './adjust.ts';
import { adjustmentsOf } from '../read/adjustments.ts';
import { auditFigures } from './audit.ts';
import { examineTouched } from './examine.ts';
import { countedMeasures } from '../measures/measure.ts';
import type { ImpactScope } from '../read/impact-scope.ts';
import { Refusal } from '../../platform/refusals/refusal.ts';
import { rollupDrift } from '../slices/rollup-drift.ts';
import { sealPeriods } from './seal.ts';
import { aScope, aToy, loans, type Toy } from '../testing/a-toy.ts';
import { TOY_MEASURES } from '../testing/toy-measures.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

const LORIENT = 'COM-56121';
const SIRET = 'SIRET-45251723800013';
const REASON = 'A register of the workshop in Lanester was found again';

let toy: Toy;
beforeAll(async () => void (toy = await aToy({ today: '2013-02-01' })));
afterEach(() => toy.reset());
afterAll(() => toy.close());

const sql = (text: string, parameters?: unknown[]) => toy.database.pool.query(text, parameters);
const rows = async (query: string) => (await sql(query)).rows;
const builder = () => {
  const { clock, database } = toy;
  return { association: 'defis', seat: LORIENT, measures: TOY_MEASURES, pool: database.pool, clock };
};
const seal = (throughYear: string, dryRun = false) => sealPeriods(builder(), { throughYear, dryRun });
const audit = (withSealed = false) => auditFigures(builder(), { dryRun: false, withSealed });
const adjust = (period = '2011', { reason = REASON, dryRun = false } = {}) =>
  adjustPeriod(builder(), { period, reason, dryRun });
const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 'DONE',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
const heads = () => rows('select period, part, revision, digest, sealed from slice order by period, part');
const mend = (mended_on: string, amount: number, commune = LORIENT) =>
  toy.add('toy_mending', [{ mended_on, commune, amount }]);
const learn = (people: number, first = 0) =>
  toy.add(
    'toy_learning',
    Array.from({ length: people }, (_, i) => ({
      person: `person ${first + i}`,
      learned_on: '2011-05-05',
      commune: LORIENT,
      hours: 2,
    })),
  );

describe('Sealing', () => {
  it('seals whole years that have closed, from the oldest, and says what stays hidden', async () => {
    await mend('2010-03-02', 4);
    await toy.add('toy_loan', loans(LORIENT, 3, { from_on: '2011-02-01' }));
    const report = { year: '2011', periods: 17, hidden: expect.any(Number) };
    expect(await seal('2011', true)).toMatchObject({ dryRun: true, years: [{ year: '2010' }, report] });
    expect(await rows('select * from slice')).toEqual([]);
    expect(await seal('2011')).toMatchObject({ dryRun: false, years: [{ year: '2010', hidden: 0 }, report] });
    expect(
      await rows('select left(period, 4) as year, sealed, count(*)::int from slice group by 1, 2 order by 1'),
    ).toEqual(
      expect.arrayContaining([
        { year: '2010', sealed: true, count: 17 },
        { year: '2011', sealed: true, count: 17 },
        { year: 'ever', sealed: false, count: 1 },
      ]),
    );
    expect((await seal('2011')).years).toEqual([]);
  });

  it('is refused for what has not closed, and for what is no year', async () => {
    expect(await codeOf(seal('2013'))).toBe('YEAR_NOT_CLOSED');
    expect(await codeOf(seal('2011-03'))).toBe('YEAR_NOT_CLOSED');
    expect(await codeOf(seal('ever'))).toBe('YEAR_NOT_CLOSED');
    toy.clock.set('2013-01-14');
    expect(await codeOf(seal('2012'))).toBe('YEAR_NOT_CLOSED');
    toy.clock.set('2013-01-15');
    expect(await codeOf(seal('2012'))).toBe('DONE');
  });

  // Invariant 12.
  it('leaves every digest as it is, whatever becomes of the operations, and tells hubs by a new revision', async () => {
    await mend('2011-03-02', 4);
    await toy.build();
    const [before] = await rows("select digest, revision from slice where period = '2011-03'");
    await seal('2011');
    const sealed = await heads();
    expect(sealed).toContainEqual({
      period: '2011-03',
      part: 0,
      ...before,
      revision: before.revision + 1,
      sealed: true,
    });
    await sql('update toy_mending set amount = 9');
    await mend('2011-04-01', 1);
    await mend('2012-04-01', 1);
    expect(await toy.build()).toEqual(['2012-04']);
    await audit();
    expect((await heads()).filter(({ sealed: isSealed }) => isSealed)).toEqual(sealed.filter((one) => one.sealed));
    expect(await toy.read('computersMended', { period: 'ever' })).toMatchObject({ value: 5 });
  });

  it('by a clock that was a year ahead is said again of the right instant, digests as they are', async () => {
    await mend('2011-03-02', 4);
    toy.clock.set('2014-02-01');
    await seal('2011');
    await mend('2011-03-03', 2);
    await adjust();
    const ahead = await heads();
    toy.clock.set('2013-02-01');
    await toy.build();
    const isSealed = ({ sealed }: { sealed: boolean }) => sealed;
    expect((await heads()).filter(isSealed)).toEqual(
      ahead.filter(isSealed).map((head) => ({ ...head, revision: head.revision + 1 })),
    );
    expect(await rows(`select from slice where as_of > '${toy.clock.now().toISOString()}'`)).toEqual([]);
    const said = await heads();
    await toy.build();
    expect(await heads()).toEqual(said);
  });

  // Invariant 2: whatever the interleaving, a change is in what is sealed or waits for an adjustment.
  it('loses no change that comes while it seals', async () => {
    await mend('2011-03-02', 4);
    await Promise.all([seal('2011'), toy.build(), mend('2011-03-20', 2), toy.build(), mend('2011-08-20', 1)]);
    const digests = await rows('select period, digest from slice where sealed order by 1');
    await audit();
    await adjust().catch(() => {});
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 7 });
    expect(await rows('select period, digest from slice where sealed and part = 0 order by 1')).toEqual(digests);
    expect(await audit(true)).toMatchObject({ drifted: [], rollups: 0, pending: [] });
  });
});

describe('An adjustment', () => {
  it('waits where operations of a sealed year were touched, until somebody tells it with a reason', async () => {
    await mend('2011-03-02', 4);
    await seal('2011');
    await mend('2011-03-20', 2);
    await toy.build();
    expect(await rows('select year, differences from pending_adjustment')).toEqual([
      { year: '2011', differences: null },
    ]);
    expect(await audit()).toMatchObject({ drifted: [], pending: ['2011'] });
    expect(await rows('select year, differences from pending_adjustment')).toEqual([{ year: '2011', differences: 1 }]);
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 4 });

    const told = { slices: [{ period: '2011-03', part: 1, facts: 1 }], withheld: 0 };
    expect(await adjust('2011', { dryRun: true })).toEqual({ dryRun: true, ...told });
    expect(await adjust()).toEqual({ dryRun: false, ...told });
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 6 });
    expect(await rows('select period, sealed, reason, revision from slice where part = 1')).toEqual([
      { period: '2011-03', sealed: true, reason: REASON, revision: 1 },
    ]);
    expect(await rows('select * from pending_adjustment')).toEqual([]);
    expect(await audit(true)).toMatchObject({ pending: [] });
    // Invariant 6.
    expect(await rollupDrift(toy.database.pool, TOY_MEASURES)).toEqual([]);
  });

  // Invariant 2.
  it('is not forgotten where its year is touched again while it is looked at', async () => {
    await mend('2011-03-02', 4);
    await seal('2011');
    await mend('2011-03-20', 2);
    await sql("delete from toy_mending where mended_on = '2011-03-20'");
    await toy.build();
    const gated = countedMeasures(TOY_MEASURES).map((measure) => ({
      ...measure,
      contributions: `select own.* from (${measure.contributions}) as own,
        (select pg_advisory_lock_shared(8), pg_advisory_unlock_shared(8)) as gate`,
    }));
    const gate = await toy.database.pool.connect();
    await gate.query('select pg_advisory_lock(8)');
    const examining = examineTouched({ ...builder(), measures: gated }, { dryRun: false });
    await untilWaiting(toy.database.pool);
    await mend('2011-03-20', 3);
    await toy.build();
    await gate.query('select pg_advisory_unlock(8)');
    gate.release();
    expect(await examining).toEqual(['2011']);
    expect(await rows('select year, differences from pending_adjustment')).toEqual([{ year: '2011', differences: 1 }]);
  });

  describe('that is read', () => {
    const adjustOnce = async () => {
      await mend('2011-03-02', 4);
      await seal('2011');
      await mend('2011-03-20', 2);
      await adjust();
    };
    const reading = (reader: Reader = toy.database.reader(ANONYMOUS)) => ({ sql: reader, clock: toy.clock });
    const periods = async (scope: Partial<ImpactScope>, context = reading()) =>
      (await adjustmentsOf(aScope(scope), TOY_MEASURES, context)).map(({ association, period }) => [
        association,
        period,
      ]);

    it('is found beside any number of later ones of other associations and years', async () => {
      await adjustOnce();
      await sql(`insert into slice (association, period, part, revision, digest, contract, as_of, built_at, sealed, reason)
        select 'other', '2011-05', n, 1, '', 2, now(), now(), true, 'again' from generate_series(1, 1000) as n
        union all select 'defis', '2010-05', n, 1, '', 2, now(), now(), true, 'again' from generate_series(1, 1000) as n`);
      await sql(`insert into fact (association, period, part, territory, measure, programme, member, value)
        select 'other', '2011-05', 1000, '${LORIENT}', 'computersMended', '*', '', 1`);
      expect(await periods({ association: 'defis', period: '2011' })).toEqual([['defis', '2011-03']]);
      expect(await periods({ association: 'other', period: '2011', territory: 'DEP-56' })).toEqual([
        ['other', '2011-05'],
      ]);
      expect(await periods({ association: 'other', period: '2010' })).toEqual([]);
    });

    it('is found on a later map, where its region has another name', async () => {
      await mend('2011-03-02', 4);
      await seal('2011');
      await mend('2011-03-20', 2, 'COM-14118');
      await adjust();
      toy.clock.set('2017-02-01');
      const within = (territory: string) => periods({ territory, geography: 'TODAY' });
      expect(await toy.read('computersMended', { territory: 'REG-28', geography: 'TODAY' })).toMatchObject({
        value: 2,
      });
      expect(await within('REG-28')).toEqual([['defis', '2011-03']]);
      expect([await within('REG-53'), await within('REG-25')]).toEqual([[], []]);
    });

    it('is looked up once, however many places are read', async () => {
      await adjustOnce();
      const reader = toy.database.reader(ANONYMOUS);
      let lookUps = 0;
      const counted = (row: object) =>
        new Proxy(row, { get: (own, name) => (name === 'touches' && lookUps++, Reflect.get(own, name)) });
      const counting: Reader = {
        rows: async <T>(text: string, values?: readonly unknown[]) =>
          (await reader.rows<T & object>(text, values)).map(counted) as T[],
      };
      const places = ['FR', 'REG-53', 'DEP-56', LORIENT, 'COM-56098', 'DEP-29'];
      const context = reading(counting);
      const found = await Promise.all(places.map((territory) => periods({ territory }, context)));
      expect(found.map(({ length }) => length)).toEqual([1, 1, 1, 1, 0, 0]);
      expect(lookUps).toBe(1);
    });
  });

  it('adds to those before it, and can take back: an organisation too', async () => {
    const help = { siret: SIRET, helped_on: '2011-06-01', commune: LORIENT };
    await mend('2011-03-02', 4);
    await toy.add('toy_help', [help, { ...help, siret: 'SIRET-77567227200017' }, { ...help, siret: 'RNA-W561000001' }]);
    await seal('2011');
    await sql(`update toy_mending set amount = 1.5; delete from toy_help where siret like 'RNA%'`);
    await adjust();
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 1.5 });
    expect(await membersOf()).toEqual([SIRET, 'SIRET-77567227200017']);
    await sql('update toy_mending set amount = 2');
    await toy.add('toy_help', [{ ...help, siret: 'RNA-W561000002' }]);
    expect((await adjust()).slices).toEqual([
      { period: '2011-03', part: 2, facts: 1 },
      { period: '2011-06', part: 2, facts: 1 },
    ]);
    expect(await toy.read('computersMended', { period: '2011' })).toMatchObject({ value: 2 });
    expect(await membersOf()).toEqual(['RNA-W561000002', SIRET, 'SIRET-77567227200017']);
  });
  const membersOf = async () => toy.members('structuresHelped', { period: '2011' });

  // Invariant 11.
  it('tells of people only where eleven or more are concerned, all figures on them together', async () => {
    await learn(30);
    await seal('2011');
    await learn(10, 30);
    await mend('2011-03-20', 2);
    expect(await adjust()).toMatchObject({ slices: [{ period: '2011-03', facts: 1 }], withheld: 2 });
    expect(await codeOf(adjust())).toBe('TOO_FEW_PEOPLE');
    expect(await toy.read('learnerHours', { period: '2011' })).toMatchObject({ value: 60 });
    await learn(1, 40);
    await toy.build();
    expect(await audit()).toMatchObject({ pending: ['2011'] });
    expect(await adjust()).toMatchObject({ slices: [{ facts: 1 }, { facts: 1 }], withheld: 0 });
    expect(await toy.read('learnerHours', { period: '2011' })).toMatchObject({ value: 82, status: 'EXACT' });
    expect(await toy.read('learnerHours', { period: '2011-05' })).toMatchObject({ value: 82 });
  });

  it('lifts no veil: what was hidden when its year was sealed stays hidden', async () => {
    await learn(5);
    await seal('2011');
    await learn(40, 5);
    expect(await codeOf(adjust())).toBe('TOO_FEW_PEOPLE');
    expect(await toy.read('learnerHours', { period: '2011' })).toMatchObject({ value: null, status: 'PROTECTED' });
  });

  it('says nothing of a measure that an upgrade removed, and keeps the version that a year was told in', async () => {
    await mend('2011-03-02', 4);
    await learn(30);
    await toy.build();
    await sql("update slice set contract = 1 where period = '2011-03'");
    await seal('2011');
    expect(await rows("select contract from slice where period = '2011-03'")).toEqual([{ contract: 1 }]);
    for (const name of ['computersMended', 'learnerHours']) {
      const measures = TOY_MEASURES.filter((measure) => measure.name !== name);
      expect(await examineTouched({ ...builder(), measures }, { dryRun: false, withSealed: true })).toEqual([]);
    }
  });

  it('is refused without a reason, or with one that is too long', async () => {
    expect(await codeOf(adjust('2011', { reason: ' ' }))).toBe('REASON_REQUIRED');
    expect(await codeOf(adjust('2011', { reason: 'a'.repeat(501) }))).toBe('REASON_TOO_LONG');
  });

  it('is refused for what is not sealed, and where nothing differs', async () => {
    await mend('2011-03-02', 4);
    expect(await codeOf(adjust())).toBe('NOT_SEALED');
    await seal('2011');
    expect(await codeOf(adjust())).toBe('NOTHING_TO_ADJUST');
    expect(await codeOf(adjust('2011-03'))).toBe('NOT_SEALED');
  });
});
