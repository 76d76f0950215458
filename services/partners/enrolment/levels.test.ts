import type { Pool } from 'pg';
import { digestOf } from '../../../packages/figures/slices/slice.ts';
import { compareFigures, type Comparing } from '../../../packages/figures/replication/compare/compare.ts';
import { sealPeriods } from '../../../packages/figures/releases/seal.ts';
import { publishSlices } from '../../../packages/figures/replication/publish/publish-slices.ts';
import { aToy, type Toy } from '../../../packages/figures/testing/a-toy.ts';
import { TOY_MEASURES } from '../../../packages/figures/testing/toy-measures.ts';
import { newInstallKeyPem, readInstallKey, type InstallKey } from '../../../packages/platform/peers/install-key.ts';
import { beginRun } from '../../../packages/figures/replication/install/this-install.ts';
import { changeCoverage, registerAssociation } from '../association/association.factory.ts';
import { aLevel, type Level } from '../testing/level.ts';
import { revokeInstall } from './install.factory.ts';

describe('An association heard through two regions by the network', () => {
  const key = readInstallKey(newInstallKeyPem());
  const renewed = readInstallKey(newInstallKeyPem());
  let defis: Toy;
  let brittany: Level;
  let normandy: Level;
  let network: Level;

  beforeAll(async () => {
    [defis, network] = await Promise.all([aToy(), aLevel()]);
    [brittany, normandy] = await Promise.all([aLevel(network), aLevel()]);
    const { id } = await beginRun(own());
    await registerAssociation(network.partners.as('coordinator'), { id: 'defis' });
    for (const [hub, region] of Object.entries({ brittany, normandy })) {
      await registerAssociation(region.partners.as('coordinator'), { id: 'defis' });
      await region.enrol({ associationId: 'defis' }, id, key);
      await network.enrol({ hub }, await region.install(), region.key);
    }
  });
  afterAll(() => Promise.all([defis, brittany, normandy, network].map((each) => each?.close())));

  const own = () => {
    const { database, clock } = defis;
    return { pool: database.pool, clock, association: 'defis', publicKey: key.publicKey };
  };
  const mend = async (amount: number) => {
    await defis.add('toy_mending', [{ mended_on: '2011-03-02', commune: 'COM-56121', amount }]);
    await defis.build();
  };
  const telling = ({ gateway }: Level, signing: InstallKey): Comparing & { association: string } => ({
    service: 'lending',
    association: 'defis',
    seat: 'COM-56121',
    measures: TOY_MEASURES,
    pool: defis.database.pool,
    clock: defis.clock,
    upstream: { ...gateway.upstreamAs('defis'), key: signing },
    meetInstalls: async () => [],
  });
  const tell = (level: Level, signing = key) => publishSlices(telling(level, signing));
  const heads = async ({ database: { pool } }: Pick<Level, 'database'>) =>
    (await pool.query('select period, epoch, revision, digest, install, signature from slice order by period')).rows;
  const refusals = async ({ database: { pool } }: Level) =>
    (await pool.query('select refusal from acknowledgement where refusal is not null')).rows;

  it('counts once, and is signed all the way as it signed itself (invariant 8)', async () => {
    await mend(5);
    expect([await tell(brittany), await tell(normandy)]).toEqual([1, 1]);
    expect([await brittany.passOn(network), await normandy.passOn(network)]).toEqual([1, 1]);
    expect(await network.mended('defis')).toBe(5);
    expect(await heads(network)).toEqual(await heads(brittany));
    expect([await refusals(brittany), await refusals(normandy)]).toEqual([[], []]);
  });

  it('is silent for the network as it is for its region, which goes on saying what it last heard (invariant 18)', async () => {
    const { pool } = network.database;
    const received = async () => (await pool.query('select received_at from heard')).rows;
    await pool.query("update heard set received_at = received_at - interval '3 hours'");
    const before = await received();
    expect(before).toHaveLength(1);
    await brittany.passOn(network);
    expect(await received()).toEqual(before);
    await pool.query("update heard set as_of = as_of - interval '1 minute'");
    await brittany.passOn(network);
    expect(await received()).not.toEqual(before);
  });

  it('takes the newer of what the two pass on, in whatever order (invariants 3 and 4)', async () => {
    await mend(2);
    await tell(normandy);
    await normandy.passOn(network);
    expect(await brittany.passOn(network)).toBe(0);
    expect(await network.mended('defis')).toBe(7);
    await tell(brittany);
    await brittany.passOn(network);
    expect(await network.mended('defis')).toBe(7);
  });

  it('is not believed where a region changed what it passes on', async () => {
    const { pool } = brittany.database;
    const facts = [{ measure: 'computersMended', territory: 'COM-56121', programme: '*', member: '', value: 70 }];
    await pool.query('update fact set value = 70');
    await pool.query('update slice set digest = $1, revision = 9', [digestOf(facts)]);
    await brittany.passOn(network);
    expect(await refusals(brittany)).toEqual([{ refusal: 'WRONG_SIGNATURE' }]);
    expect(await network.mended('defis')).toBe(7);
    await pool.query('delete from fact; delete from slice; delete from rollup');
    await pool.query('delete from acknowledgement');
  });

  it('is heard no more at the network once the region that answered for it has revoked it', async () => {
    await defis.database.pool.query('delete from acknowledgement');
    await tell(brittany);
    const { installs } = await brittany.partners
      .as('coordinator')
      .request<{ installs: { nodes: { id: string }[] } }>('{ installs(state: APPROVED) { nodes { id } } }');
    await revokeInstall(brittany.partners.as('coordinator'), installs.nodes[0]!.id);
    await mend(1);
    await expect(tell(brittany)).rejects.toThrow('INSTALL_REVOKED');
    await brittany.passOn(network);
    await tell(normandy);
    await normandy.passOn(network);
    expect(await refusals(normandy)).toEqual([{ refusal: 'INSTALL_REVOKED' }]);
    expect([await normandy.mended('defis'), await network.mended('defis')]).toEqual([8, 7]);
  });

  it('is heard again from an installation with another key, which the same region answers for', async () => {
    const { id, epoch } = await beginRun({ ...own(), publicKey: renewed.publicKey });
    expect(epoch).toBe(2);
    await brittany.enrol({ associationId: 'defis' }, id, renewed);
    await tell(brittany, renewed);
    await brittany.passOn(network);
    expect(await network.mended('defis')).toBe(8);
  });

  describe('together with its region restored from backups, below a network that was not (invariants 1, 8 and 19)', () => {
    const FIGURES = [
      'slice',
      'fact',
      'rollup',
      'acknowledgement',
      'heard',
      'edition',
      'pending_adjustment',
      'held_above',
    ];
    /** A copy of what both have of figures, and of the operations: gives what puts it back. */
    const backUp = async () => {
      const sides = [
        { pool: defis.database.pool, tables: ['toy_mending', ...FIGURES, 'dirty'] },
        { pool: brittany.database.pool, tables: FIGURES },
      ];
      const copies: { pool: Pool; table: string; rows: unknown }[] = [];
      for (const { pool, tables } of sides)
        for (const table of tables) {
          const { rows } = await pool.query(`select coalesce(jsonb_agg(t), '[]') as rows from ${table} t`);
          copies.push({ pool, table, rows: rows[0].rows });
        }
      return async () => {
        for (const { pool, table } of copies) await pool.query(`delete from ${table}`);
        for (const { pool, table, rows } of copies) {
          const text = `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1)`;
          await pool.query(text, [JSON.stringify(rows)]);
        }
        await beginRun({ ...own(), publicKey: renewed.publicKey });
      };
    };
    const compare = () => compareFigures(telling(brittany, renewed), { dryRun: false });
    const passUp = async () => {
      await tell(brittany, renewed);
      await brittany.passOn(network);
    };
    const lost = (period: string, part = 0) => ({ association: 'defis', period, part });
    const above = async () => (await brittany.database.pool.query('select period from held_above order by 1')).rows;
    const told = async ({ database: { pool } }: Pick<Level, 'database'>) =>
      (await pool.query("select * from fact where period <> 'ever' order by period, part, territory, measure")).rows;

    it('overtakes there what it told otherwise since, and takes back the month that nobody else remembers', async () => {
      const restore = await backUp();
      await mend(2);
      await defis.add('toy_mending', [{ mended_on: '2011-05-02', commune: 'COM-56121', amount: 4 }]);
      await defis.build();
      await passUp();
      expect(await network.mended('defis')).toBe(14);
      await restore();

      expect((await brittany.compareWith(network)).foreign).toEqual([lost('2011-03'), lost('2011-05')]);
      expect(await above()).toEqual([{ period: '2011-03' }, { period: '2011-05' }]);
      expect(await network.mended('defis')).toBe(14);
      expect(await compare()).toMatchObject({ retracted: [lost('2011-05')], unverified: [], foreign: [] });
      await passUp();
      expect([await brittany.mended('defis'), await network.mended('defis')]).toEqual([8, 8]);
      expect(await heads(network)).toEqual(await heads(brittany));
      expect(await above()).toEqual([]);
      expect(await compare()).toMatchObject({ retracted: [], sentAgain: [] });
    });

    it('takes back what it sealed since, through the region, as it signed it', async () => {
      await defis.add('toy_mending', [{ mended_on: '2010-03-02', commune: 'COM-56121', amount: 3 }]);
      await defis.build();
      await passUp();
      const restore = await backUp();
      await sealPeriods(telling(brittany, renewed), { throughYear: '2010', dryRun: false });
      await passUp();
      await restore();

      await brittany.compareWith(network);
      expect(await above()).toHaveLength(17);
      const { takenBack, unverified } = await compare();
      expect([takenBack.length, unverified]).toEqual([17, []]);
      await passUp();
      expect(await above()).toEqual([]);
      expect(await refusals(brittany)).toEqual([]);
      expect(await told(network)).toEqual(await told(brittany));
      const sealed = 'select count(*)::int as n from slice where sealed';
      const counts = [defis, brittany, network].map(
        async ({ database: { pool } }) => (await pool.query(sealed)).rows[0].n,
      );
      expect(await Promise.all(counts)).toEqual([17, 17, 17]);
    });
  });
});

describe('An association that tells of where the region does not know it to work', () => {
  const key = readInstallKey(newInstallKeyPem());
  let defis: Toy;
  let brittany: Level;

  beforeAll(async () => {
    [defis, brittany] = await Promise.all([aToy(), aLevel()]);
    const { pool } = defis.database;
    const { id } = await beginRun({ pool, clock: defis.clock, association: 'defis', publicKey: key.publicKey });
    const coordinator = brittany.partners.as('coordinator');
    await registerAssociation(coordinator, { id: 'defis', seat: 'COM-35238', covers: ['EPCI-200042174'] });
    await brittany.enrol({ associationId: 'defis' }, id, key);
  });
  afterAll(() => Promise.all([defis, brittany].map((each) => each?.close())));

  const tellOf = async (commune: string) => {
    const { database, clock } = defis;
    await database.pool.query('delete from acknowledgement');
    await defis.add('toy_mending', [{ mended_on: '2011-03-02', commune, amount: 1 }]);
    await defis.build();
    const upstream = { ...brittany.gateway.upstreamAs('defis'), key };
    const meetInstalls = async () => [];
    await publishSlices({
      service: 'lending',
      association: 'defis',
      pool: database.pool,
      clock,
      upstream,
      meetInstalls,
    });
    return (await database.pool.query('select refusal, message from acknowledgement where refusal is not null')).rows;
  };

  it('is believed in the departments it covers a part of, and in that of its seat', async () => {
    expect(await tellOf('COM-56260')).toEqual([]);
    expect(await tellOf('COM-35238')).toEqual([]);
    expect(await brittany.mended('defis')).toBe(2);
  });

  it('is refused elsewhere, and reads where, until the coordinator says that it works there, whenever it was', async () => {
    const message = expect.stringContaining('COM-29019, told of in 2011-03,');
    expect(await tellOf('COM-29019')).toEqual([{ refusal: 'OUTSIDE_COVERAGE', message }]);
    expect(await brittany.mended('defis')).toBe(2);
    await changeCoverage(brittany.partners.as('coordinator'), 'defis', ['DEP-29'], '2011-12-30');
    expect(await tellOf('COM-56260')).toEqual([]);
    expect(await brittany.mended('defis')).toBe(4);
  });
});
