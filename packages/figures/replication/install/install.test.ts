import { generateKeyPairSync } from 'node:crypto';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../../platform/database/database.ts';
import { aSlice } from '../../testing/a-slice.ts';
import { aToyService, type ToyService } from '../../testing/a-toy-service.ts';
import { emptyTables, ToyLoan } from '../../testing/a-toy.ts';
import { isSignedBy, newInstallKeyPem, readInstallKey } from '../../../platform/peers/install-key.ts';
import type { InstallState } from '../../../platform/peers/install-state.ts';
import { raiseEpoch } from './raise-epoch.ts';
import { anInstall, type SentMessage, type TestInstall } from './testing/an-install.ts';
import { beginRun, thisInstall } from './this-install.ts';

const RECEIVE = `mutation ($input: ReceiveFiguresInput!) {
  receiveLendingFigures(input: $input) { code message challenge slices { outcome code } }
}`;

let hub: ToyService;
let database: Database;
let superuser: Client;
beforeAll(async () => {
  hub = await aToyService({ association: null });
  database = await openDatabase({ url: hub.loginUrl, service: 'lending', entities: [ToyLoan] });
  superuser = new Client({ connectionString: hub.databaseUrl });
  await superuser.connect();
});
afterEach(async () => {
  hub.installs.clear();
  living.clear();
  await emptyTables(database.pool);
});
afterAll(async () => {
  await superuser.end();
  await database.close();
  await hub.close();
});

interface Answer {
  code: string | null;
  challenge: string | null;
  slices: { outcome: string; code: string | null }[];
}
/** Processes that live, by installation: they answer what they are asked. */
const living = new Map<string, TestInstall>();
const sendOnce = async (input: SentMessage, association: string | null = 'defis'): Promise<Answer> => {
  const api = hub.as('instance', { association });
  return (await api.request<{ receiveLendingFigures: Answer }>(RECEIVE, { input })).receiveLendingFigures;
};
const send = async (input: SentMessage, association?: string | null): Promise<Answer> => {
  const answer = await sendOnce(input, association);
  if (answer.code !== 'RUN_UNKNOWN') return answer;
  return sendOnce(living.get(input.sender!.install)!.answered(input, answer.challenge!), association);
};
const known = (association: string | null, state: InstallState = 'APPROVED') => {
  const one = anInstall(association);
  living.set(one.id, one);
  hub.installs.set(one.id, { ...one.known, state });
  return one;
};
const refusedWhole = (code: string) => ({ code, slices: [{ outcome: 'REFUSED', code }] });

describe('A hub believes nothing', () => {
  it('that nobody signed', async () => {
    const { slices, heartbeats, vouched } = known('defis').message({ slices: [aSlice()] });
    expect(await send({ sender: null, slices, heartbeats, vouched })).toMatchObject(refusedWhole('UNSIGNED'));
  });

  it('of an installation that it does not know', async () => {
    const message = anInstall('defis').message({ slices: [aSlice()] });
    expect(await send(message)).toMatchObject(refusedWhole('NOT_ENROLLED'));
  });

  it.each([
    ['NOT_APPROVED', 'ENROLLED'],
    ['NOT_ENROLLED', 'VOUCHED'],
    ['INSTALL_SUPERSEDED', 'SUPERSEDED'],
    ['INSTALL_REVOKED', 'REVOKED'],
  ] as const)('of one for which it says %s', async (code, state) => {
    expect(await send(known('defis', state).message({ slices: [aSlice()] }))).toMatchObject(refusedWhole(code));
  });

  it('of one whose token is another’s, or that speaks for itself as a hub', async () => {
    const message = known('defis').message({ slices: [aSlice()] });
    expect(await send(message, 'caen')).toMatchObject(refusedWhole('NOT_YOUR_ASSOCIATION'));
    expect(await send(message, null)).toMatchObject(refusedWhole('NOT_YOUR_ASSOCIATION'));
  });

  it('that was changed on its way', async () => {
    const message = known('defis').message({ slices: [aSlice()], heartbeats: [] });
    const heartbeats = [{ association: 'defis', asOf: new Date('2011-12-30T10:00:00Z') }];
    expect(await send({ ...message, heartbeats })).toMatchObject(refusedWhole('WRONG_SIGNATURE'));
    const later = { ...message, sender: { ...message.sender!, run: 'run_of_another' } };
    expect(await send(later)).toMatchObject(refusedWhole('WRONG_SIGNATURE'));
    expect(await send(message)).toMatchObject({ code: null, slices: [{ outcome: 'APPLIED' }] });
  });

  it('of the former of two runs, whatever it was (invariant 9)', async () => {
    const defis = known('defis');
    const say = (revision: number, run: string) => send(defis.message({ slices: [aSlice({ revision })] }, run));
    expect(await say(1, 'run_1')).toMatchObject({ code: null });
    expect(await say(2, 'run_2')).toMatchObject({ code: null });
    expect(await say(3, 'run_1')).toMatchObject(refusedWhole('ANOTHER_RUN_IS_ALIVE'));
    expect(await say(3, 'run_2')).toMatchObject({ code: null, slices: [{ outcome: 'APPLIED' }] });
  });

  it('of a run that died before it was heard, and whose first message comes late (invariants 9 and 19)', async () => {
    const defis = known('defis');
    const heartbeats = [{ association: 'defis', asOf: new Date('2011-12-30T10:00:00Z') }];
    const late = defis.message({ slices: [aSlice({ revision: 1 })], heartbeats }, 'run_1');
    expect(await send(defis.message({ slices: [aSlice({ revision: 2 })] }, 'run_2'))).toMatchObject({ code: null });
    expect(await sendOnce(late)).toMatchObject({ ...refusedWhole('RUN_UNKNOWN'), challenge: expect.any(String) });
    expect((await database.pool.query('select from heard')).rowCount).toBe(0);
    const next = defis.message({ slices: [aSlice({ revision: 3 })] }, 'run_2');
    expect(await sendOnce(next)).toMatchObject({ code: null, slices: [{ outcome: 'APPLIED' }] });
  });

  it('of a former run, though the server fell and numbers what comes anew (invariants 9 and 19)', async () => {
    const defis = known('defis');
    const say = (run: string) => send(defis.message({ slices: [aSlice()] }, run));
    for (const run of ['run_1', 'run_2']) await say(run);
    await superuser.query(`select setval(pg_get_serial_sequence('lending.heard_run', 'nth'), 1, false)`);
    await say('run_3');
    expect(await say('run_3')).toMatchObject({ code: null });
    expect(await say('run_2')).toMatchObject(refusedWhole('ANOTHER_RUN_IS_ALIVE'));
  });

  it('of a run that answers another challenge than the last one, or answers for another run', async () => {
    const defis = known('defis');
    const [first, second] = [1, 2].map((n) => defis.message({ slices: [aSlice()] }, `run_${n}`));
    const { challenge: old } = await sendOnce(first!);
    const { challenge } = await sendOnce(second!);
    expect(challenge).not.toBe(old);
    const overtaken = await sendOnce(defis.answered(first!, old!));
    expect(overtaken).toMatchObject(refusedWhole('RUN_UNKNOWN'));
    expect(await sendOnce(defis.answered(second!, challenge!))).toMatchObject(refusedWhole('RUN_UNKNOWN'));
    const stolen = { ...second!, sender: { ...second!.sender!, challenge: overtaken.challenge } };
    expect(await sendOnce(stolen)).toMatchObject(refusedWhole('WRONG_SIGNATURE'));
    expect(await send(first!)).toMatchObject({ code: null });
    const { challenge: spent } = await sendOnce(second!);
    await beginRun({ pool: database.pool, clock: hub.clock, association: null, publicKey: null });
    expect(await sendOnce(defis.answered(second!, spent!))).toMatchObject(refusedWhole('RUN_UNKNOWN'));
  });
});

describe('A hub believes a slice', () => {
  it('only of the installation that sends it', async () => {
    const [defis, other] = [known('defis'), known('defis')];
    const signed = other.signed(aSlice());
    expect((await send(defis.message({ slices: [signed] }))).slices).toMatchObject([{ code: 'UNKNOWN_INSTALL' }]);
    const changed = { ...defis.signed(aSlice()), epoch: 7 };
    expect((await send(defis.message({ slices: [changed] }))).slices).toMatchObject([{ code: 'WRONG_SIGNATURE' }]);
    const foreign = aSlice({ association: 'caen' });
    expect((await send(defis.message({ slices: [foreign] }))).slices).toMatchObject([{ code: 'NOT_YOUR_ASSOCIATION' }]);
  });

  it.each([
    ['APPLIED', null, 'APPROVED'],
    ['APPLIED', null, 'VOUCHED'],
    ['APPLIED', null, 'SUPERSEDED'],
    ['REFUSED', 'INSTALL_REVOKED', 'REVOKED'],
    ['REFUSED', 'NOT_APPROVED', 'ENROLLED'],
  ] as const)('that another hub passes on: %s %s where the installation is %s', async (outcome, code, state) => {
    const slice = known('defis', state).signed(aSlice());
    const message = known(null).message({ slices: [slice] });
    expect((await send(message, null)).slices).toEqual([{ outcome, code }]);
  });

  it('that another hub passes on, but not how fresh one is that says so here itself (invariant 18)', async () => {
    known('defis');
    const asOf = new Date('2011-12-30T10:00:00Z');
    const heartbeats = ['defis', 'caen'].map((association) => ({ association, asOf }));
    expect(await send(known(null).message({ heartbeats }), null)).toMatchObject({ code: null });
    expect((await database.pool.query('select association from heard')).rows).toEqual([{ association: 'caen' }]);
  });

  it('that another hub passes on as somebody signed it, and not otherwise', async () => {
    const region = known(null);
    const slice = known('defis').signed(aSlice());
    const others = [
      { ...slice, association: 'caen' },
      { ...slice, revision: 2 },
      { ...slice, install: null },
      anInstall('defis').signed(slice),
    ];
    const { slices } = await send(region.message({ slices: others }), null);
    expect(slices.map(({ code }) => code)).toEqual([
      'UNKNOWN_INSTALL',
      'WRONG_SIGNATURE',
      'UNSIGNED',
      'UNKNOWN_INSTALL',
    ]);
  });
});

describe('An installation', () => {
  const publicKey = readInstallKey(newInstallKeyPem()).publicKey;
  const own = () => ({ pool: database.pool, clock: hub.clock, association: 'defis', publicKey });
  const told = async () => (await database.pool.query('select epoch from slice')).rows;
  const tell = () =>
    database.pool.query(
      `insert into slice (association, period, revision, digest, contract, as_of, built_at)
       values ('defis', '2011-03', 1, '', 2, now(), now())`,
    );

  it('is the same one at each start, in another run', async () => {
    const [first, second] = [await beginRun(own()), await beginRun(own())];
    expect(second).toEqual({ ...first, run: expect.stringMatching(/^run_/) });
    expect(second.run).not.toBe(first.run);
    expect(await thisInstall(own())).toEqual(second);
    expect(first).toMatchObject({ id: expect.stringMatching(/^install_/), epoch: 1 });
  });

  it('is another one, in a later epoch, on a server that restored or copied it (invariant 9)', async () => {
    await beginRun(own());
    await tell();
    await database.pool.query(`update install set id = 'install_of_the_server_before'`);
    expect(await beginRun(own())).toMatchObject({ id: expect.stringMatching(/^install_[0-7]/), epoch: 2 });
    expect(await told()).toEqual([{ epoch: 2 }]);
    const renewed = await beginRun({ ...own(), publicKey: readInstallKey(newInstallKeyPem()).publicKey });
    expect(renewed.epoch).toBe(3);
  });

  it('raises its epoch above what a hub holds, once it is told to and not before (invariant 10)', async () => {
    await beginRun(own());
    await tell();
    const raising = { association: 'defis', above: 4 };
    const raised = { before: 1, after: 5, slices: 1 };
    expect(await raiseEpoch(database.pool, { ...raising, isDryRun: true })).toEqual(raised);
    expect([await told(), (await thisInstall(own())).epoch]).toEqual([[{ epoch: 1 }], 1]);
    expect(await raiseEpoch(database.pool, raising)).toEqual(raised);
    expect([await told(), (await thisInstall(own())).epoch]).toEqual([[{ epoch: 5 }], 5]);
  });

  it('follows no epoch that a hub made up, and goes on in its own', async () => {
    await beginRun(own());
    const above = 2_147_483_646;
    await expect(raiseEpoch(database.pool, { association: 'defis', above })).rejects.toThrow('has to forget');
    expect(await beginRun(own())).toMatchObject({ epoch: 1 });
  });

  it('signs with an Ed25519 key and no other', () => {
    const key = readInstallKey(newInstallKeyPem());
    expect(isSignedBy(key.publicKey, 'text', key.sign('text'))).toBe(true);
    expect(isSignedBy(key.publicKey, 'another text', key.sign('text'))).toBe(false);
    expect(isSignedBy(key.publicKey, 'text', 'no signature')).toBe(false);
    const { privateKey } = generateKeyPairSync('x25519');
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => readInstallKey(pem)).toThrow('must be an Ed25519 key');
  });
});
