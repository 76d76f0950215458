import { digestOf } from '../../kit/impact/slice/slice.ts';
import { publishSlices } from '../../kit/impact/publish/publish-slices.ts';
import { aToy, type Toy } from '../../kit/impact/testing/a-toy.ts';
import { newInstallKeyPem, readInstallKey } from '../../kit/install/install-key.ts';
import { beginRun } from '../../kit/install/this-install.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { aLevel, type Level } from '../testing/level.ts';
import { revokeInstall } from './install.factory.ts';

describe('An association heard through two regions by the network', () => {
  const key = readInstallKey(newInstallKeyPem());
  let defis: Toy;
  let brittany: Level;
  let normandy: Level;
  let network: Level;

  beforeAll(async () => {
    [defis, brittany, normandy, network] = await Promise.all([aToy(), aLevel(), aLevel(), aLevel()]);
    const { id } = await beginRun(own());
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
  const tell = ({ gateway }: Level, signing = key) =>
    publishSlices({
      service: 'lending',
      association: 'defis',
      pool: defis.database.pool,
      clock: defis.clock,
      upstream: { ...gateway.upstreamAs('defis'), key: signing },
      meetInstalls: async () => [],
    });
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
    const renewed = readInstallKey(newInstallKeyPem());
    const { id, epoch } = await beginRun({ ...own(), publicKey: renewed.publicKey });
    expect(epoch).toBe(2);
    await brittany.enrol({ associationId: 'defis' }, id, renewed);
    await tell(brittany, renewed);
    await brittany.passOn(network);
    expect(await network.mended('defis')).toBe(8);
  });
});
