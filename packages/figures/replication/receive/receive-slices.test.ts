import fc from 'fast-check';
import type { HeartbeatInput } from '../message/figures-message.ts';
import { receive } from './receive-slices.ts';
import { rollupDrift } from '../../slices/rollup-drift.ts';
import type { Fact } from '../../measures/fact.ts';
import type { Slice } from '../../slices/slice.ts';
import { aSlice } from '../../testing/a-slice.ts';
import { aToy, type Toy } from '../../testing/a-toy.ts';
import { TOY_MEASURES } from '../../testing/toy-measures.ts';

const fact = (measure: string, territory: string, value: number | null, more: Partial<Fact> = {}): Fact => ({
  measure,
  territory,
  value,
  programme: '*',
  member: '',
  ...more,
});

const ADJUSTED = { period: '2010-03', part: 1, sealed: true, reason: 'Moved.' };

describe('A hub', () => {
  let hub: Toy;
  beforeAll(async () => {
    hub = await aToy({ association: null });
  });
  afterEach(() => hub.reset());
  afterAll(() => hub.close());

  const take = (slices: Slice[], heartbeats: HeartbeatInput[] = []) =>
    receive(
      {
        measures: TOY_MEASURES,
        pool: hub.database.pool,
        clock: hub.clock,
        isAllowed: (association) => association !== 'stranger',
      },
      { slices, heartbeats },
    );
  const takeOne = async (slice: Slice) => (await take([slice]))[0];
  const at = (day: string) => new Date(`${day}T08:00:00Z`);
  const mended = (value: number) => [fact('computersMended', 'COM-56121', value)];

  it('applies a newer slice, whole', async () => {
    await take([aSlice({ facts: [...mended(5), fact('computersMended', 'COM-56098', 2)] })]);
    expect(await takeOne(aSlice({ revision: 2, facts: mended(3) }))).toMatchObject({
      outcome: 'APPLIED',
      headRevision: 2,
    });
    expect(await hub.told('computersMended')).toEqual(['2011-03 COM-56121 3']);
    expect(await hub.read('computersMended', { territory: 'COM-56098' })).toMatchObject({ value: 0 });
  });

  it('knows an old slice, one it has, and one that contradicts it', async () => {
    await take([aSlice({ revision: 2, facts: mended(3) })]);
    expect(await takeOne(aSlice({ revision: 1, facts: mended(5) }))).toMatchObject({
      outcome: 'STALE',
      headRevision: 2,
    });
    expect(await takeOne(aSlice({ revision: 2, facts: mended(3) }))).toMatchObject({ outcome: 'DUPLICATE' });
    expect(await takeOne(aSlice({ revision: 2, facts: mended(4) }))).toMatchObject({
      outcome: 'CONFLICT',
      headRevision: 2,
    });
    expect(await hub.told('computersMended')).toEqual(['2011-03 COM-56121 3']);
  });

  it('never goes back to an earlier epoch, whatever the revision (invariant 4)', async () => {
    await take([aSlice({ revision: 9, facts: mended(9) })]);
    expect(await takeOne(aSlice({ epoch: 2, facts: mended(3) }))).toMatchObject({ outcome: 'APPLIED', headEpoch: 2 });
    expect(await takeOne(aSlice({ revision: 10, facts: mended(10) }))).toMatchObject({
      outcome: 'STALE',
      headEpoch: 2,
      headRevision: 1,
    });
    expect(await hub.told('computersMended')).toEqual(['2011-03 COM-56121 3']);
  });

  it('never changes what is sealed', async () => {
    const march = { period: '2010-03', epoch: 2, revision: 7 };
    await take([aSlice({ period: '2010-03', sealed: true, facts: mended(3) })]);
    expect(await takeOne(aSlice({ ...march, facts: mended(4) }))).toMatchObject({
      outcome: 'REFUSED',
      code: 'SEALED',
    });
    expect(await takeOne(aSlice({ ...march, facts: mended(3) }))).toMatchObject({ outcome: 'DUPLICATE' });
    expect(await hub.told('computersMended')).toEqual(['2010-03 COM-56121 3']);
  });

  it('holds by which epoch and signature the same is said last, sealed or not, and counts it once', async () => {
    const said = { period: '2010-03', facts: mended(3) };
    const signed = { install: 'install_1', signature: 'signed' };
    const head = async () => (await hub.database.pool.query('select epoch, sealed, signature from slice')).rows;
    await take([aSlice(said), aSlice({ ...said, ...signed })]);
    expect(await head()).toEqual([{ epoch: 1, sealed: false, signature: 'signed' }]);
    expect(await takeOne(aSlice({ ...said, epoch: 2, sealed: true }))).toMatchObject({ outcome: 'APPLIED' });
    expect(await takeOne(aSlice({ ...said, epoch: 3, sealed: true, ...signed }))).toMatchObject({
      outcome: 'DUPLICATE',
      headEpoch: 3,
    });
    expect(await takeOne(aSlice({ ...said, epoch: 4 }))).toMatchObject({ outcome: 'DUPLICATE', headEpoch: 3 });
    expect(await head()).toEqual([{ epoch: 3, sealed: true, signature: 'signed' }]);
    expect(await hub.read('computersMended', { period: '2010' })).toMatchObject({ value: 3 });
    expect(await rollupDrift(hub.database.pool, TOY_MEASURES)).toEqual([]);
  });

  it('adds up a sealed period and its adjustments, whichever comes first', async () => {
    const march = { period: '2010-03', sealed: true };
    const adjustment = aSlice({ ...march, part: 1, reason: 'Two were counted twice.', facts: mended(-2) });
    await take([adjustment, aSlice({ ...march, facts: mended(5) }), adjustment]);
    expect(await hub.read('computersMended', { period: '2010' })).toMatchObject({ value: 3 });
    expect(await rollupDrift(hub.database.pool, TOY_MEASURES)).toEqual([]);
  });

  // Whoever has a stolen key could else say for good what the association could never say otherwise.
  it('believes nothing for good of what has not closed', async () => {
    const seal = (more: Partial<Slice>) => takeOne(aSlice({ sealed: true, ...more }));
    hub.clock.set('2012-01-14');
    expect(await seal({})).toMatchObject({ outcome: 'REFUSED', code: 'NOT_CLOSED' });
    expect(await seal({ period: 'ever' })).toMatchObject({ code: 'NOT_CLOSED' });
    expect(await seal({ part: 1, reason: 'Found later.' })).toMatchObject({ code: 'NOT_CLOSED' });
    hub.clock.set('2012-01-15');
    expect(await seal({})).toMatchObject({ outcome: 'APPLIED' });
  });

  it('takes back everything with an empty slice', async () => {
    await take([aSlice({ facts: mended(3) }), aSlice({ revision: 2, facts: [] })]);
    expect((await hub.database.pool.query('select * from rollup')).rows).toEqual([]);
  });

  it('places a fact on the map of its day', async () => {
    await take([
      aSlice({ facts: [fact('computersMended', 'COM-14118', 1)] }),
      aSlice({ period: '2011-12', facts: [fact('computersMended', 'COM-14118', 1)] }),
    ]);
    expect(await hub.read('computersMended', { territory: 'REG-25' })).toMatchObject({ value: 2 });
    expect(await hub.read('computersMended', { territory: 'REG-28' })).toMatchObject({ status: 'UNAVAILABLE' });
    expect(await hub.read('computersMended', { territory: 'REG-28', geography: 'TODAY' })).toMatchObject({
      status: 'UNAVAILABLE',
    });
    hub.clock.set('2016-05-01');
    expect(await hub.read('computersMended', { territory: 'REG-28', geography: 'TODAY' })).toMatchObject({ value: 2 });
  });

  it.each([
    ['NOT_YOUR_ASSOCIATION', { association: 'stranger' }],
    ['UNKNOWN_CONTRACT', { contract: 99 }],
    ['BAD_REVISION', { revision: 0 }],
    ['BAD_REVISION', { epoch: 0 }],
    ['BAD_REVISION', { epoch: 1_000_000_001 }],
    ['BAD_ADJUSTMENT', { part: -1, reason: 'A donation was counted twice.' }],
    ['BAD_ADJUSTMENT', { part: 1, reason: '' }],
    ['BAD_ADJUSTMENT', { part: 1 }],
    ['BAD_ADJUSTMENT', { part: 1, period: '2010-03', reason: 'A donation was counted twice.' }],
    ['BAD_ADJUSTMENT', { part: 0, reason: 'A donation was counted twice.' }],
    ['BELOW_THRESHOLD', { ...ADJUSTED, facts: [fact('familiesEquipped', 'DEP-56', -10)] }],
    ['PERIOD_IN_THE_FUTURE', { period: '2031-01', facts: mended(1) }],
    ['BAD_INSTANT', { asOf: new Date(Number.NaN) }],
    ['BAD_INSTANT', { asOf: new Date('2041-01-01T00:00:00Z') }],
    ['DIGEST_MISMATCH', { digest: 'f00' }],
    ['UNKNOWN_MEASURE', { facts: [fact('peopleNamed', 'COM-56121', 1)] }],
    ['UNKNOWN_TERRITORY', { facts: [fact('computersMended', 'COM-00000', 1)] }],
    ['UNKNOWN_TERRITORY', { facts: [fact('computersMended', 'EPCI-200042174', 1)] }],
    ['UNKNOWN_TERRITORY', { facts: [fact('computersMended', 'REG-28', 1)] }],
    ['WRONG_PROGRAMME', { facts: [fact('computersMended', 'COM-56121', 1, { programme: 'x'.repeat(201) })] }],
    ['WRONG_PROGRAMME', { facts: [fact('computersMended', 'COM-56121', 1, { programme: 'x\u0000' })] }],
    ['WRONG_GRID', { facts: [fact('familiesEquipped', 'COM-56121', 40)] }],
    ['WRONG_GRID', { period: '2011', facts: mended(1) }],
    ['WRONG_GRID', { period: '2011', facts: [fact('familiesEquipped', 'DEP-56', 40)] }],
    ['WRONG_GRID', { facts: [fact('familiesEquipped', 'REG-53', 40)] }],
    ['WRONG_GRID', { period: '2011', facts: [fact('familiesEquippedAt', 'FR', 40)] }],
    ['WRONG_GRID', { facts: [fact('familiesEquipped', 'DEP-56', 40, { programme: 'ordi' })] }],
    ['WRONG_MEMBER', { facts: [fact('structuresHelped', 'COM-56121', 1)] }],
    ['WRONG_MEMBER', { facts: [fact('computersMended', 'COM-56121', 1, { member: 'somebody' })] }],
    ['WRONG_MEMBER', { facts: [fact('structuresHelped', 'COM-56121', 1, { member: 'Marie Le Goff' })] }],
    ['BAD_VALUE', { facts: mended(1e300) }],
    ['BAD_VALUE', { facts: mended(-1) }],
    ['BAD_VALUE', { facts: mended(Number.POSITIVE_INFINITY) }],
    ['BAD_VALUE', { facts: [fact('computersMended', 'COM-56121', null)] }],
    ['BAD_VALUE', { facts: [fact('familiesEquipped', 'DEP-56', 40.5)] }],
    ['BELOW_THRESHOLD', { facts: [fact('familiesEquipped', 'DEP-56', 10)] }],
    ['REPEATED_FACT', { facts: [...mended(1), ...mended(2)] }],
  ] as [string, Partial<Slice>][])('refuses %s: %j', async (code, slice) => {
    const answers = await take([aSlice(slice), aSlice({ period: '2011-02', facts: mended(1) })]);
    expect(answers).toMatchObject([{ outcome: 'REFUSED', code }, { outcome: 'APPLIED' }]);
    expect(await hub.told('computersMended')).toEqual(['2011-02 COM-56121 1']);
  });

  it('refuses more facts than an association can have', async () => {
    const facts = Array.from({ length: 50_001 }, () => mended(1)[0]!);
    expect(await takeOne(aSlice({ facts, digest: '' }))).toMatchObject({ code: 'TOO_MANY_FACTS' });
  });

  it('hears how fresh figures are, never backwards, and from whom they come only', async () => {
    await take([], [{ association: 'defis', asOf: at('2011-05-02') }]);
    await take(
      [],
      [
        { association: 'defis', asOf: at('2011-05-01') },
        { association: 'stranger', asOf: at('2011-05-01') },
      ],
    );
    const { rows } = await hub.database.pool.query('select association, as_of from heard');
    expect(rows).toEqual([{ association: 'defis', as_of: at('2011-05-02') }]);
  });

  it('takes an old sign of life that comes late for no news of what is told of people', async () => {
    const say = (day: string, bundle: string) =>
      take([], [{ association: 'defis', asOf: at(day), editions: [{ bundle, toldAt: at(day) }] }]);
    await say('2011-05-02', '2011');
    await say('2011-05-01', '2009');
    const { rows } = await hub.database.pool.query('select bundle, told_at from told_edition');
    expect(rows).toEqual([{ bundle: '2011', told_at: at('2011-05-02') }]);
  });

  it('believes nobody whose clock is ahead to be fresh for years', async () => {
    await take([], [{ association: 'defis', asOf: new Date('2041-01-01T00:00:00Z') }]);
    const { rows } = await hub.database.pool.query('select as_of from heard');
    expect(rows).toEqual([{ as_of: hub.clock.now() }]);
  });

  it('ends up the same whatever the order and the repetition of messages (invariants 3 and 6)', async () => {
    const someFacts = fc.uniqueArray(
      fc.record({
        territory: fc.constantFrom('COM-56121', 'COM-56098', 'COM-14118'),
        programme: fc.constantFrom('*', 'ordi'),
        value: fc.integer({ min: 1, max: 99 }),
      }),
      { selector: ({ territory, programme }) => territory + programme, maxLength: 4 },
    );
    const ADJUSTMENT = [{ territory: 'COM-56121', programme: '*', value: -1 }];
    const someSlice = fc.record({
      association: fc.constantFrom('defis', 'normandie'),
      period: fc.constantFrom('2010-02', '2010-03', '2009-12'),
      part: fc.constantFrom(0, 1),
      epoch: fc.integer({ min: 1, max: 2 }),
      revision: fc.integer({ min: 1, max: 3 }),
      facts: someFacts,
    });
    const someMessages = fc
      .array(someSlice, { minLength: 1, maxLength: 10 })
      .map((slices) => [
        ...new Map(
          slices.map((slice) => [
            [slice.association, slice.period, slice.part, slice.epoch, slice.revision].join(),
            // An adjustment says the same whenever it is said.
            slice.part === 0 ? slice : { ...slice, sealed: true, reason: 'Found later.', facts: ADJUSTMENT },
          ]),
        ).values(),
      ])
      .map((slices) =>
        slices.map(({ facts, ...slice }) =>
          aSlice({
            ...slice,
            facts: facts.map(({ territory, value, programme }) =>
              fact('computersMended', territory, value, { programme }),
            ),
          }),
        ),
      )
      .chain((slices) =>
        fc.tuple(
          fc.constant(slices),
          fc.array(fc.constantFrom(...slices), { maxLength: 8 }),
          fc.infiniteStream(fc.nat()),
        ),
      );
    const state = async () => {
      const { pool } = hub.database;
      const facts = await pool.query('select * from fact order by association, period, part, territory, programme');
      const heads = await pool.query(
        'select association, period, part, epoch, revision, digest from slice order by association, period, part',
      );
      return [facts.rows, heads.rows];
    };
    await fc.assert(
      fc.asyncProperty(someMessages, async ([slices, repeated, dice]) => {
        await hub.reset();
        await take([...slices].sort((a, b) => a.epoch - b.epoch || a.revision - b.revision));
        const inOrder = await state();
        await hub.reset();
        await take(
          [...slices, ...repeated]
            .map((slice) => ({ slice, at: dice.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ slice }) => slice),
        );
        expect(await state()).toEqual(inOrder);
        expect(await rollupDrift(hub.database.pool, TOY_MEASURES)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('takes slices of one association from many senders at once', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `2010-${String(i + 1).padStart(2, '0')}`);
    const answers = await Promise.all(
      months.flatMap((period) =>
        [1, 2].map((revision) => take([aSlice({ period, revision, facts: mended(revision) })])),
      ),
    );
    expect(answers.flat().every(({ outcome }) => outcome === 'APPLIED' || outcome === 'STALE')).toBe(true);
    expect(await hub.read('computersMended', { period: '2010' })).toMatchObject({ value: 24 });
    expect(await rollupDrift(hub.database.pool, TOY_MEASURES)).toEqual([]);
  });
});
