import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { leaveNetwork, registerAssociation } from '../association/association.factory.ts';
import { aPartnersService, runSql } from '../testing/partners.ts';
import {
  aNewInstall,
  approveInstall,
  enrolInstall,
  inviteInstall,
  revokeInstall,
  type NewInstall,
} from './install.factory.ts';

let hub: ServiceUnderTest;
beforeAll(async () => {
  hub = await aPartnersService({ association: null });
  for (const id of ['defis', 'caen', 'gone', 'far', 'near', 'late']) await registerAssociation(coordinator(), { id });
  await leaveNetwork(coordinator(), 'gone', '2011-01-01');
});
afterEach(() => hub.clock.set('2011-06-15'));
afterAll(() => hub.close());

const coordinator = () => hub.as('coordinator');
const instanceOf = (association: string | null) => hub.as('instance', { association });

/** Invites, and enrols: waits to be approved. */
async function enrolled(association: string | null, one: NewInstall = aNewInstall(), who?: object) {
  const { code } = await inviteInstall(coordinator(), who ?? { associationId: association });
  const { install } = await enrolInstall(instanceOf(association), code, one);
  return { ...one, id: install.id, code };
}
const approved = async (association: string | null, who?: object) => {
  const one = await enrolled(association, aNewInstall(), who);
  expect(await approveInstall(coordinator(), one.id)).toMatchObject({ userErrors: [], install: { state: 'APPROVED' } });
  return one;
};

interface Met {
  meetInstalls: { installs: { install: string; state: string; associationId: string | null }[] };
}
const meet = async (installs: string[], more: object = {}) => {
  const document = `mutation ($input: MeetInstallsInput!) {
    meetInstalls(input: $input) { installs { install associationId publicKey state } } }`;
  const { meetInstalls } = await hub.as('service').request<Met>(document, { input: { installs, ...more } });
  return meetInstalls.installs;
};

const refused = (code: string, field: string[] | null) => ({
  userErrors: [{ code, field, message: expect.stringMatching(/\w/), french: expect.stringMatching(/\w/) }],
});

describe('inviteInstall', () => {
  it('gives out a code that is kept nowhere', async () => {
    const { code, install, userErrors } = await inviteInstall(coordinator(), { associationId: 'defis' });
    expect({ install, userErrors }).toMatchObject({
      install: { state: 'INVITED', associationId: 'defis', hub: null, install: null, publicKey: null },
      userErrors: [],
    });
    const kept = await runSql(hub, 'select e::text from enrolment e union all select h::text from history h');
    expect(JSON.stringify(kept)).not.toContain(code);
    expect(code.length).toBeGreaterThan(20);
  });

  it('gives out a code that a command line takes and a voice can read: letters and digits in groups', async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, async () => (await inviteInstall(coordinator(), { associationId: 'defis' })).code),
    );
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('says of an association that is not registered who registers it, and how', async () => {
    const { userErrors } = await inviteInstall(coordinator(), { associationId: 'nobody' });
    expect(userErrors).toMatchObject([
      {
        message:
          'No association is registered here as nobody: a coordinator of the hub registers it first (registerAssociation); "associations" lists those that are.',
        french:
          "Aucune association n'est inscrite ici sous nobody : une personne qui coordonne la plateforme l'inscrit d'abord (registerAssociation) ; « associations » donne celles qui le sont.",
      },
    ]);
  });

  it.each([
    ['ONE_OF_BOTH', ['associationId'], {}],
    ['ONE_OF_BOTH', ['associationId'], { associationId: 'defis', hub: 'bretagne' }],
    ['NOT_FOUND', ['associationId'], { associationId: 'nobody' }],
    ['LEFT_THE_NETWORK', ['associationId'], { associationId: 'gone' }],
    ['INVALID_INPUT', ['hub'], { hub: 'La Région' }],
  ])('refuses %s', async (code, field, input) => {
    expect(await inviteInstall(coordinator(), input)).toMatchObject(refused(code, field));
  });

  it('is of a hub only, and of those who keep its directory', async () => {
    const association = await aPartnersService();
    await registerAssociation(association.as('manager'), { id: 'caen' });
    const answer = await inviteInstall(association.as('manager'), { associationId: 'caen' });
    await association.close();
    expect(answer).toMatchObject(refused('NOT_A_HUB', null));
    await expect(inviteInstall(hub.as('instance'), { hub: 'x' })).rejects.toThrow('inviteInstall');
  });
});

describe('enrolInstall', () => {
  it('enrols once with a code, and answers the same again', async () => {
    const { code } = await inviteInstall(coordinator(), { associationId: 'defis' });
    const one = aNewInstall();
    const first = await enrolInstall(instanceOf('defis'), code, one);
    expect(first).toMatchObject({
      install: { state: 'ENROLLED', install: one.install, publicKey: one.key.publicKey },
      userErrors: [],
    });
    expect(await enrolInstall(instanceOf('defis'), code, one)).toEqual(first);
    expect(await enrolInstall(instanceOf('defis'), code, aNewInstall())).toMatchObject(refused('CODE_USED', ['code']));
  });

  it('takes a code as somebody types what they heard: small letters, no hyphens, O for 0, L for 1', async () => {
    const { code } = await inviteInstall(coordinator(), { associationId: 'defis' });
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`;
    expect(await enrolInstall(instanceOf('defis'), typed, aNewInstall())).toMatchObject({ userErrors: [] });
  });

  it('takes a code that an earlier version gave out', async () => {
    const { install } = await inviteInstall(coordinator(), { associationId: 'defis' });
    const former = '-oIl_earlier-version';
    await runSql(hub, `update enrolment set code_hash = encode(sha256('${former}'), 'hex') where id = '${install.id}'`);
    expect(await enrolInstall(instanceOf('defis'), former, aNewInstall())).toMatchObject({ userErrors: [] });
  });

  it('takes one of two that use a code at once', async () => {
    const { code } = await inviteInstall(coordinator(), { associationId: 'defis' });
    const both = await Promise.all([1, 2].map(() => enrolInstall(instanceOf('defis'), code, aNewInstall())));
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'CODE_USED' }]);
  });

  it('refuses a code that is old, unknown, of another or withdrawn', async () => {
    const { code, install } = await inviteInstall(coordinator(), { associationId: 'defis' });
    const [defis, one] = [instanceOf('defis'), aNewInstall()];
    expect(await enrolInstall(defis, 'guess', one)).toMatchObject(refused('UNKNOWN_CODE', ['code']));
    expect(await enrolInstall(instanceOf('caen'), code, one)).toMatchObject(refused('NOT_YOUR_ASSOCIATION', ['code']));
    expect(await enrolInstall(instanceOf(null), code, one)).toMatchObject(refused('NOT_YOUR_ASSOCIATION', ['code']));
    hub.clock.set('2011-06-22');
    expect(await enrolInstall(defis, code, one)).toMatchObject(refused('CODE_EXPIRED', ['code']));
    hub.clock.set('2011-06-16');
    await revokeInstall(coordinator(), install.id);
    expect(await enrolInstall(defis, code, one)).toMatchObject(refused('CODE_USED', ['code']));
  });

  it('refuses a key that does not sign, has no form, or is not the one known', async () => {
    const { code } = await inviteInstall(coordinator(), { associationId: 'defis' });
    const [defis, one] = [instanceOf('defis'), aNewInstall()];
    const { publicKey } = aNewInstall().key;
    expect(await enrolInstall(defis, code, one, { publicKey })).toMatchObject(
      refused('WRONG_SIGNATURE', ['signature']),
    );
    const shapeless = await enrolInstall(defis, code, one, { publicKey: 'short' });
    expect(shapeless).toMatchObject(refused('INVALID_INPUT', ['publicKey']));
    const known = await enrolled('defis');
    const changed = await enrolInstall(defis, code, { ...aNewInstall(), install: known.install });
    expect(changed).toMatchObject(refused('KEY_CHANGED', ['publicKey']));
    await expect(enrolInstall(coordinator(), code, one)).rejects.toThrow('enrolInstall');
  });
});

/** Somebody in this database waits for a row that somebody else has changed. */
const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`;

describe('approveInstall', () => {
  it('lets the latest of an association speak, and it alone (invariant 9)', async () => {
    const [first, second] = [await approved('defis'), await approved('defis')];
    expect(await meet([first.install, second.install])).toMatchObject(
      [
        { install: first.install, state: 'SUPERSEDED', associationId: 'defis' },
        { install: second.install, state: 'APPROVED', associationId: 'defis' },
      ].sort((a, b) => (a.install < b.install ? -1 : 1)),
    );
    expect(await approveInstall(coordinator(), second.id)).toMatchObject({ userErrors: [] });
    expect(await approveInstall(coordinator(), first.id)).toMatchObject(refused('ALREADY_ENDED', ['installId']));
  });

  it('leaves one when two are approved at once', async () => {
    const both = [await enrolled('caen'), await enrolled('caen')];
    await Promise.all(both.map(({ id }) => approveInstall(coordinator(), id)));
    const states = (await meet(both.map(({ install }) => install))).map(({ state }) => state);
    expect(states.sort()).toEqual(['APPROVED', 'SUPERSEDED']);
  });

  it('does not supersede one that is revoked at the same time: it stays revoked', async () => {
    const [stolen, next] = [await approved('caen'), await enrolled('caen')];
    const revoking = new Client({ connectionString: hub.databaseUrl, options: '-c search_path=partners' });
    const watching = new Client({ connectionString: hub.databaseUrl });
    await Promise.all([revoking.connect(), watching.connect()]);
    await revoking.query('begin');
    await revoking.query("update enrolment set state = 'REVOKED', ended_at = now() where id = $1", [stolen.id]);
    const approving = approveInstall(coordinator(), next.id);
    while ((await watching.query(WAITING)).rowCount === 0) await setImmediate();
    await revoking.query('commit');
    const answer = await approving;
    await Promise.all([revoking.end(), watching.end()]);
    expect(answer).toMatchObject({ userErrors: [], install: { state: 'APPROVED' } });
    expect(await meet([stolen.install])).toMatchObject([{ state: 'REVOKED' }]);
  });

  it('refuses what is unknown or has not enrolled, and is not for an instance', async () => {
    const { install } = await inviteInstall(coordinator(), { associationId: 'defis' });
    expect(await approveInstall(coordinator(), install.id)).toMatchObject(refused('NOT_ENROLLED', ['installId']));
    expect(await approveInstall(coordinator(), 'enrolment_x')).toMatchObject(refused('NOT_FOUND', ['installId']));
    await expect(approveInstall(instanceOf('defis'), install.id)).rejects.toThrow('approveInstall');
  });
});

describe('revokeInstall', () => {
  it('says so of it for good', async () => {
    const one = await approved('defis');
    expect(await revokeInstall(coordinator(), one.id)).toMatchObject({
      install: { state: 'REVOKED', reason: 'A server was stolen.' },
      userErrors: [],
    });
    expect(await meet([one.install])).toMatchObject([{ state: 'REVOKED' }]);
    expect(await revokeInstall(coordinator(), one.id)).toMatchObject(refused('ALREADY_ENDED', ['installId']));
    expect(await approveInstall(coordinator(), one.id)).toMatchObject(refused('ALREADY_ENDED', ['installId']));
    expect(await enrolInstall(instanceOf('defis'), one.code, one)).toMatchObject(refused('CODE_USED', ['code']));
    const again = await enrolled('defis', one);
    await approveInstall(coordinator(), again.id);
    expect(await meet([one.install])).toMatchObject([{ state: 'APPROVED' }]);
  });

  it('wants to know why, of what there is', async () => {
    const one = await enrolled('defis');
    expect(await revokeInstall(coordinator(), one.id, '')).toMatchObject(refused('INVALID_INPUT', ['reason']));
    expect(await revokeInstall(coordinator(), 'enrolment_x')).toMatchObject(refused('NOT_FOUND', ['installId']));
    await expect(revokeInstall(hub.as('trainer'), one.id)).rejects.toThrow('revokeInstall');
  });
});

describe('installs', () => {
  it('are listed, by state and by association, with their history', async () => {
    const one = await approved('caen');
    const document = `{
      installs(associationId: "caen", state: APPROVED) { nodes { id install history { verb } } }
      association(id: "caen") { installs { id } }
    }`;
    const { installs, association } = await coordinator().request<{
      installs: { nodes: object[] };
      association: { installs: object[] };
    }>(document);
    expect(installs.nodes).toEqual([
      {
        id: one.id,
        install: one.install,
        history: [{ verb: 'inviteInstall' }, { verb: 'enrolInstall' }, { verb: 'approveInstall' }],
      },
    ]);
    expect(association.installs).toContainEqual({ id: one.id });
    await expect(hub.as('anonymous').request(document)).rejects.toThrow('installs');
  });
});

describe('meetInstalls', () => {
  const vouchFor = (one: NewInstall, association: string, state = 'VOUCHED') => ({
    install: one.install,
    association,
    publicKey: one.key.publicKey,
    state,
  });
  const vouch = (by: NewInstall, ...vouched: ReturnType<typeof vouchFor>[]) =>
    meet(
      vouched.map(({ install }) => install),
      { vouchedBy: by.install, vouched },
    );

  it('is of the other services of the hub only', async () => {
    const ask = callVerb(instanceOf('defis'), 'meetInstalls', 'installs { install }', { installs: [] });
    await expect(ask).rejects.toThrow('meetInstalls');
  });

  it('keeps the first key that a hub answers for, of the first hub that does', async () => {
    const [brittany, normandy] = [
      await approved(null, { hub: 'bretagne' }),
      await approved(null, { hub: 'normandie' }),
    ];
    const [far, impostor] = [aNewInstall(), aNewInstall()];
    expect(await vouch(brittany, vouchFor(far, 'far'))).toEqual([
      { install: far.install, associationId: 'far', publicKey: far.key.publicKey, state: 'VOUCHED' },
    ]);
    const other = { ...vouchFor(far, 'far'), publicKey: impostor.key.publicKey };
    expect(await vouch(brittany, other)).toMatchObject([{ publicKey: far.key.publicKey }]);
    expect(await vouch(normandy, vouchFor(impostor, 'far'))).toEqual([]);
    expect(await vouch(normandy, vouchFor(far, 'far', 'REVOKED'))).toMatchObject([{ state: 'VOUCHED' }]);
    expect(await vouch(brittany, vouchFor(far, 'far', 'REVOKED'))).toMatchObject([{ state: 'REVOKED' }]);
    expect(await vouch(brittany, vouchFor(far, 'far'))).toMatchObject([{ state: 'REVOKED' }]);
  });

  it('takes no word of a hub for an association that is enrolled here, nor for what is shapeless', async () => {
    const by = await approved(null, { hub: 'bretagne' });
    const own = await approved('defis');
    const other = aNewInstall();
    expect(await vouch(by, vouchFor(other, 'defis'), vouchFor(own, 'defis', 'REVOKED'))).toMatchObject([
      { install: own.install, state: 'APPROVED' },
    ]);
    expect(await vouch(by, vouchFor(other, 'No Slug'))).toEqual([]);
  });

  it('takes no word of a hub for an association that nobody registered here: it would count, and be expected by nobody', async () => {
    const by = await approved(null, { hub: 'bretagne' });
    expect(await vouch(by, vouchFor(aNewInstall(), 'invented'))).toEqual([]);
  });

  it('knows who speaks for an association itself', async () => {
    const own = await approved('caen');
    expect(await meet([], { associations: ['caen', 'far'] })).toMatchObject([{ install: own.install }]);
  });

  it('lets whoever it answered for enrol itself, and be revoked here', async () => {
    const by = await approved(null, { hub: 'bretagne' });
    const [near, late] = [aNewInstall(), aNewInstall()];
    await vouch(by, vouchFor(near, 'near'), vouchFor(late, 'late'));
    const { installs } = await coordinator().request<{ installs: { nodes: { id: string; install: string }[] } }>(
      '{ installs(state: VOUCHED) { nodes { id install } } }',
    );
    const found = installs.nodes.find(({ install }) => install === late.install)!;
    await revokeInstall(coordinator(), found.id);
    expect(await vouch(by, vouchFor(late, 'late'))).toMatchObject([{ state: 'REVOKED' }]);
    const own = await enrolled('near', near);
    await approveInstall(coordinator(), own.id);
    expect(await meet([near.install])).toMatchObject([{ state: 'APPROVED' }]);
  });
});
