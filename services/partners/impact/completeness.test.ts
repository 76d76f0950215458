import pg from 'pg';
import { noteTaken } from '../../../packages/figures/replication/message/note-refusal.ts';
import { hear, type ToldEdition } from '../../../packages/figures/slices/hear.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { aPartnersService } from '../testing/partners.ts';

let hub: ServiceUnderTest;
let pool: pg.Pool;
beforeAll(async () => {
  hub = await aPartnersService({ association: null });
  pool = new pg.Pool({ connectionString: hub.databaseUrl, options: '-c search_path=partners', max: 1 });
  const register = (id: string, covers: string[]) => registerAssociation(hub.as('coordinator'), { id, covers });
  await register('defis', ['EPCI-200042174']);
  await register('caen', ['DEP-14']);
});
afterEach(async () => {
  hub.clock.set('2011-06-15');
  await pool.query('delete from heard; delete from told_month; delete from told_edition');
});
afterAll(async () => {
  await pool.end();
  await hub.close();
});

const NOW = '2011-06-15T11:00:00.000Z';
const HALF_AN_HOUR_AGO = '2011-06-15T10:30:00.000Z';
const THIS_MORNING = '2011-06-15T06:00:00.000Z';

/** The hub hears this service of an association; when it is said, and now. */
const beat = (association: string, asOf: string, now = asOf, editions: ToldEdition[] = []): Promise<void> =>
  hear(pool, { association, asOf: new Date(asOf), editions, now: new Date(now) });

const heardAt = (association: string, asOf: string, changes: object = {}) => ({
  association,
  asOf,
  receivedAt: asOf,
  peopleAsOf: null,
  isOnTime: null,
  ...changes,
});

/** As the planner asks, with what it read of the three other services. */
async function completeness(id: string, others: Record<string, string> | object[], fields = SUMS) {
  const freshness = Array.isArray(others)
    ? others
    : Object.entries(others).map(([association, asOf]) => heardAt(association, asOf));
  const impact = {
    __typename: 'Impact',
    id,
    inventoryFreshness: freshness,
    lendingFreshness: freshness,
    trainingFreshness: freshness,
  };
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Impact { completeness { ${fields} } } } }`;
  return (await hub.as('coordinator').request(query, { r: [impact] }))._entities[0].completeness;
}

const SUMS = 'expected reporting upToDate oldestAsOf newestAsOf late { id }';

describe('completeness', () => {
  it('is complete when everybody was heard of lately by all services', async () => {
    await beat('defis', NOW);
    await beat('caen', HALF_AN_HOUR_AGO);
    expect(await completeness('period=2011', { defis: NOW, caen: NOW })).toEqual({
      expected: 2,
      reporting: 2,
      upToDate: 2,
      oldestAsOf: HALF_AN_HOUR_AGO,
      newestAsOf: NOW,
      late: [],
    });
  });

  it('says which association stopped, and since when', async () => {
    await beat('defis', NOW);
    await beat('caen', THIS_MORNING);
    expect(await completeness('period=2011', { defis: NOW, caen: THIS_MORNING })).toEqual({
      expected: 2,
      reporting: 2,
      upToDate: 1,
      oldestAsOf: THIS_MORNING,
      newestAsOf: NOW,
      late: [{ id: 'caen' }],
    });
  });

  it('does not call up to date whom one service alone has lost', async () => {
    await beat('defis', NOW);
    await beat('caen', THIS_MORNING);
    expect(await completeness('period=2011', { defis: NOW, caen: NOW })).toMatchObject({
      upToDate: 1,
      late: [{ id: 'caen' }],
    });
  });

  it('expects an association that was never heard of, and does not count it as reporting', async () => {
    await beat('defis', NOW);
    expect(await completeness('period=2011', { defis: NOW })).toMatchObject({
      expected: 2,
      reporting: 1,
      upToDate: 1,
      late: [{ id: 'caen' }],
    });
  });

  it('expects nobody who does not work there', async () => {
    await beat('defis', NOW);
    await beat('caen', THIS_MORNING);
    const others = { defis: NOW, caen: THIS_MORNING };
    expect(await completeness('territory=REG-53&period=2011', others)).toMatchObject({
      expected: 1,
      upToDate: 1,
      late: [],
    });
    expect(await completeness('association=caen&period=2011', others)).toMatchObject({ expected: 1, upToDate: 0 });
    expect(await completeness('period=2006', others)).toEqual({
      expected: 0,
      reporting: 0,
      upToDate: 0,
      oldestAsOf: null,
      newestAsOf: null,
      late: [],
    });
  });

  it('shows who is offline, with the last figures that came', async () => {
    await beat('caen', THIS_MORNING);
    await beat('defis', THIS_MORNING, NOW);
    const others = [heardAt('defis', THIS_MORNING, { receivedAt: NOW }), heardAt('caen', THIS_MORNING)];
    const each = 'offline associations { association { id } asOf receivedAt isLate isOffline }';
    expect(await completeness('period=2011', others, each)).toEqual({
      offline: 1,
      associations: [
        { association: { id: 'caen' }, asOf: THIS_MORNING, receivedAt: THIS_MORNING, isLate: true, isOffline: true },
        // Heard of just now, and behind: something of it is refused, or waits.
        { association: { id: 'defis' }, asOf: THIS_MORNING, receivedAt: NOW, isLate: true, isOffline: false },
      ],
    });
  });

  it('invariant 18, reported age is honest: never fresher than received, whatever the clock of the origin says', async () => {
    await beat('defis', '2012-06-15T11:00:00.000Z', THIS_MORNING, [
      { bundle: '2011', toldAt: new Date('2012-06-15T11:00:00.000Z') },
    ]);
    await beat('defis', '2011-06-15T05:00:00.000Z', THIS_MORNING);
    const told = await completeness('association=defis&period=2011', [heardAt('defis', NOW)], `${SUMS} peopleAsOf`);
    expect(told).toMatchObject({ oldestAsOf: THIS_MORNING, peopleAsOf: THIS_MORNING, upToDate: 0 });
  });

  describe('of a month that has closed', () => {
    const onTime = async (period: string, isOnTime = true) => {
      const others = ['defis', 'caen'].map((association) => heardAt(association, NOW, { isOnTime }));
      return completeness(`period=${period}`, others, 'closedMonth onTime associations { isOnTime }');
    };

    it('counts who had told all of it by the fifteenth, in Paris', async () => {
      hub.clock.set('2011-08-01');
      // The last instant of 15 June in Paris, and the first of the 16th.
      await beat('defis', '2011-06-01T00:00:00.000Z', '2011-06-15T21:59:59.000Z');
      await beat('caen', '2011-06-01T00:00:00.000Z', '2011-06-15T22:00:00.000Z');
      const isOnTime = [{ isOnTime: false }, { isOnTime: true }];
      expect(await onTime('2011-05')).toEqual({ closedMonth: '2011-05', onTime: 1, associations: isOnTime });
      expect(await onTime('2011-05', false)).toMatchObject({ onTime: 0 });
      // Everything up to 1 June at two in the morning holds no day of June.
      expect(await onTime('2011-Q2')).toMatchObject({ closedMonth: '2011-06', onTime: 0 });
    });

    it('does not call on time who came back later, once for several months', async () => {
      hub.clock.set('2011-08-20');
      await beat('defis', '2011-05-10T08:00:00.000Z');
      await beat('defis', '2011-08-10T08:00:00.000Z');
      for (const [month, count] of Object.entries({ '2011-04': 1, '2011-05': 0, '2011-06': 0, '2011-07': 1 })) {
        expect(await onTime(month)).toMatchObject({ closedMonth: month, onTime: count });
      }
    });

    it('forgets what it noted while its own clock was ahead', async () => {
      await beat('defis', '2011-09-02T08:00:00.000Z');
      await beat('defis', '2011-06-16T08:00:00.000Z');
      hub.clock.set('2011-09-20');
      expect(await onTime('2011-08')).toMatchObject({ closedMonth: '2011-08', onTime: 0 });
    });

    it('says that none has, where none has', async () => {
      expect(await onTime('2011-06')).toEqual({
        closedMonth: null,
        onTime: null,
        associations: [{ isOnTime: null }, { isOnTime: null }],
      });
      expect(await onTime('2011')).toMatchObject({ closedMonth: '2011-04' });
    });
  });

  it('is as old for people as the oldest edition of the year that is asked for', async () => {
    await beat('defis', NOW, NOW, [{ bundle: '2011', toldAt: new Date(THIS_MORNING) }]);
    await beat('caen', NOW, NOW, [{ bundle: '2010', toldAt: new Date(HALF_AN_HOUR_AGO) }]);
    const others = [heardAt('defis', NOW, { peopleAsOf: HALF_AN_HOUR_AGO }), heardAt('caen', NOW)];
    const ask = (period: string) => completeness(`period=${period}`, others, 'peopleAsOf associations { peopleAsOf }');
    const each = [{ peopleAsOf: null }, { peopleAsOf: THIS_MORNING }];
    expect(await ask('2011')).toEqual({ peopleAsOf: THIS_MORNING, associations: each });
    expect(await ask('2011-Q1')).toEqual({ peopleAsOf: THIS_MORNING, associations: each });
    expect(await ask('2009')).toMatchObject({ peopleAsOf: HALF_AN_HOUR_AGO });
  });
});

describe('An association that is refused', () => {
  const REFUSED = 'upToDate late { id } associations { isLate refusal { code since message(language: FR) } }';
  const publish = (association: string) => {
    const mutation = `mutation { receivePartnersFigures(input: { slices: [], heartbeats: [{ association: "${association}", asOf: "${NOW}" }] }) { code } }`;
    return hub.as('instance', { association }).request(mutation);
  };
  const NOT_REFUSED = { isLate: false, refusal: null };
  afterEach(() => pool.query('delete from publication_refusal'));

  it('is late from the first refusal on, with the reason, until it is taken again', async () => {
    for (const association of ['defis', 'caen']) await beat(association, NOW);
    const others = { defis: NOW, caen: NOW };
    expect(await completeness('period=2011', others, REFUSED)).toMatchObject({ upToDate: 2, late: [] });
    expect(await publish('defis')).toEqual({ receivePartnersFigures: { code: 'UNSIGNED' } });
    const message = expect.stringContaining('inscrivez-la');
    const refusal = { code: 'UNSIGNED', since: NOW, message };
    const late = { upToDate: 1, late: [{ id: 'defis' }], associations: [NOT_REFUSED, { isLate: true, refusal }] };
    expect(await completeness('period=2011', others, REFUSED)).toEqual(late);
    hub.clock.set('2011-06-16');
    await publish('defis');
    const since = await completeness('association=defis&period=2011', {}, 'associations { refusal { since } }');
    expect(since).toEqual({ associations: [{ refusal: { since: NOW } }] });
    hub.clock.set('2011-06-15');
    await noteTaken(pool, 'HERE', 'defis');
    expect(await completeness('period=2011', others, REFUSED)).toMatchObject({ upToDate: 2 });
  });

  it('says why also where nothing was ever heard of it, and where another service refuses it', async () => {
    await publish('defis');
    const asked = await completeness('association=defis&period=2011', {}, REFUSED);
    expect(asked).toMatchObject({ upToDate: 0, associations: [{ refusal: { code: 'UNSIGNED' } }] });
    await beat('caen', NOW);
    const others = [heardAt('caen', NOW, { refusedWith: 'TOO_MANY_FACTS', refusedSince: THIS_MORNING })];
    const refusal = { code: 'TOO_MANY_FACTS', since: THIS_MORNING, message: expect.stringContaining('TOO_MANY_FACTS') };
    expect(await completeness('association=caen&period=2011', others, REFUSED)).toEqual({
      upToDate: 0,
      late: [{ id: 'caen' }],
      associations: [{ isLate: true, refusal }],
    });
  });
});

describe('receivePartnersFigures', () => {
  it('reads no fifty thousand heartbeats at once', async () => {
    const heartbeats = Array.from({ length: 50_000 }, () => ({ association: 'defis', asOf: NOW }));
    const mutation =
      'mutation ($input: ReceiveFiguresInput!) { receivePartnersFigures(input: $input) { code message slices { code } } }';
    const instance = hub.as('instance', { association: 'defis' });
    expect(await instance.request(mutation, { input: { slices: [], heartbeats } })).toEqual({
      receivePartnersFigures: {
        code: 'TOO_MANY_HEARTBEATS',
        message: 'A message has 1000 heartbeats at most: send the rest in another.',
        slices: [],
      },
    });
  });

  it.each(['anonymous', 'coordinator', 'manager'] as const)('is not for %s', async (role) => {
    const mutation =
      'mutation { receivePartnersFigures(input: { slices: [], heartbeats: [] }) { slices { outcome } } }';
    await expect(hub.as(role).request(mutation)).rejects.toThrow('receivePartnersFigures');
  });
});
