import { anInventory, type Inventory } from '../../services/inventory/inventory.factory.ts';
import { aGateway } from '../../packages/figures/testing/a-gateway.ts';
import { aSlice } from '../../packages/figures/testing/a-slice.ts';
import { anInstall } from '../../packages/figures/replication/install/testing/an-install.ts';
import type { ServiceUnderTest } from '../../packages/platform/testing/a-service.ts';
import { registerAssociation } from '../../services/partners/association/association.factory.ts';
import { aNewInstall, enrolInstall } from '../../services/partners/enrolment/install.factory.ts';
import { aPartnersService } from '../../services/partners/testing/partners.ts';
import { Usage } from '../command/command-line.ts';
import { EXIT } from '../command/exit.ts';
import { COMMANDS, type Answer, type Asked } from './commands.ts';
import { exitOf, type Outcome } from './operations.ts';
import { exitOfStatus, type Status } from './status.ts';
import { tellOutcome } from './tell.ts';
import { WORDS } from './words.ts';

const RECEIVE = `mutation ($input: ReceiveFiguresInput!) {
  receivePartnersFigures(input: $input) { challenge slices { outcome code } } }`;

const NOTHING_MORE: Asked = {
  command: undefined,
  subject: undefined,
  reason: undefined,
  hub: undefined,
  services: undefined,
  withSealed: false,
  dryRun: false,
  language: 'EN',
};

describe('The commands at an association', () => {
  let inventory: Inventory;
  beforeAll(async () => void (inventory = await anInventory({ today: '2013-02-01' })));
  afterAll(() => inventory.close());

  const run = (command: string, more: Partial<Asked> = {}): Promise<Answer> =>
    COMMANDS[command]!(inventory.as('manager'), { ...NOTHING_MORE, command, services: ['inventory'], ...more });

  it('say how the figures stand', async () => {
    const { text, exit } = await run('status');
    expect(exit).toBe(EXIT.well);
    expect(text).toMatch(/^instance of defis · .* · epoch 1\nno hub: /);
    expect(text).toMatch(/service +counted until +slices +sealed +at the hub +to be sent +refused\ninventory/);
    expect((await run('status', { language: 'FR' })).text).toMatch(/ne sont publiés nulle part/);
  });

  it('say what would be sealed, and then seal it', async () => {
    const dry = await run('seal', { subject: '2008', dryRun: true });
    expect(dry).toMatchObject({ exit: EXIT.well, data: { dryRun: true } });
    expect(dry.text).toMatch(/A dry run: nothing was changed.*\ninventory +2008 +seal for good \(periods\) +17/s);
    const { text, exit } = await run('seal', { subject: '2008' });
    expect([exit, text]).toEqual([EXIT.well, expect.not.stringMatching(/dry run/)]);
    expect(text).toMatch(/inventory +2008 +seal for good/);
    expect((await run('seal', { subject: '2008' })).text).toBe('Nothing to do.');
  });

  it('hand on a refusal, in the language asked for', async () => {
    const { text, exit } = await run('seal', { subject: '2013', language: 'FR' });
    expect([exit, text]).toEqual([EXIT.failed, expect.stringMatching(/refusé, YEAR_NOT_CLOSED\. 2013 sera clos/)]);
    for (const command of ['compare', 'republish', 'restore']) {
      expect(await run(command, { dryRun: true })).toMatchObject({ exit: EXIT.failed });
    }
    expect((await run('adjust', { subject: '2008', reason: 'A shelf' })).text).toMatch(/NOTHING_TO_ADJUST/);
    const audit = await run('audit', { dryRun: true });
    expect([audit.exit, audit.text]).toEqual([
      EXIT.well,
      expect.stringMatching(/^Looked at \d+ slices of 1 service: nothing to do\.$/),
    ]);
  });

  it('want to be told what they are about', async () => {
    await expect(async () => run('seal')).rejects.toBeInstanceOf(Usage);
    await expect(async () => run('revoke', { subject: 'enrolment_x' })).rejects.toBeInstanceOf(Usage);
  });
});

describe('The commands at a hub', () => {
  let hub: ServiceUnderTest;
  beforeAll(async () => {
    hub = await aPartnersService({ association: null });
    await registerAssociation(hub.as('coordinator'), { id: 'defis' });
  });
  afterAll(() => hub.close());

  const run = (command: string, more: Partial<Asked> = {}): Promise<Answer> =>
    COMMANDS[command]!(hub.as('coordinator'), { ...NOTHING_MORE, command, services: ['partners'], ...more });
  const states = async () => ((await run('installs')).data as { state: string }[]).map(({ state }) => state);

  /** Invites and enrols an installation of Défis; gives its enrolment. */
  async function enrolled(): Promise<string> {
    const { text } = await run('invite', { subject: 'defis' });
    const code = text.split(': ')[1]!;
    const { install } = await enrolInstall(hub.as('instance', { association: 'defis' }), code, aNewInstall());
    return install.id;
  }

  it('invite, approve and revoke; dry, they change nothing and say what they would', async () => {
    expect(await run('invite', { subject: 'defis', dryRun: true })).toMatchObject({ exit: EXIT.well });
    for (const dryRun of [true, false]) {
      expect(await run('invite', { subject: 'nobody', dryRun })).toMatchObject({
        exit: EXIT.failed,
        text: expect.stringMatching(
          /^refused, NOT_FOUND\. No association is registered here as nobody: a coordinator .* \(registerAssociation\)/,
        ),
      });
      const { text } = await run('approve', { subject: 'enrolment_none', dryRun, language: 'FR' });
      expect(text).toBe("refusé, NOT_FOUND. Rien n'est connu sous enrolment_none.");
    }
    expect(await states()).toEqual([]);
    const first = await enrolled();
    expect(await run('approve', { subject: first, dryRun: true })).toMatchObject({ exit: EXIT.well });
    expect(await states()).toEqual(['ENROLLED']);
    expect((await run('approve', { subject: first })).text).toMatch(/defis, APPROVED/);
    const second = await enrolled();
    expect((await run('approve', { subject: second, dryRun: true })).text).toMatch(`which supersedes ${first}`);
    await run('approve', { subject: second });
    expect(await states()).toEqual(['SUPERSEDED', 'APPROVED']);
    const theft = { subject: second, reason: 'The server was stolen' };
    expect((await run('revoke', { ...theft, dryRun: true })).text).toMatch(`would revoke ${second}`);
    expect(await states()).toEqual(['SUPERSEDED', 'APPROVED']);
    expect((await run('revoke', theft)).text).toMatch(/REVOKED/);
    for (const dryRun of [true, false]) {
      expect(await run('revoke', { ...theft, dryRun })).toMatchObject({
        exit: EXIT.failed,
        text: expect.stringMatching(/^refused, ALREADY_ENDED\. It was superseded or revoked already; invite/),
      });
    }
    expect((await run('installs')).text).toMatch(/association +state +enrolment +installation\ndefis +SUPERSEDED/);
  });

  it('enrol an instance with the code, and say what its hub does next', async () => {
    const gateway = await aGateway({ ...hub, installs: new Map() });
    const own = await aPartnersService({ upstream: gateway.upstreamAs('defis') });
    const code = (await run('invite', { subject: 'defis' })).text.split(': ')[1]!;
    const enrol = (dryRun: boolean) =>
      COMMANDS['enrol']!(own.as('manager'), { ...NOTHING_MORE, command: 'enrol', subject: code, dryRun });
    const [dry, done] = [await enrol(true), await enrol(false)];
    await Promise.all([own.close(), gateway.close()]);
    expect(dry.text).toMatch(/^install_\w+ → http.*: would enrol \(nothing was asked\)$/);
    expect(done.text).toMatch(/(enrolment_\w+), ENROLLED\nthe hub has to approve it now: figures -- approve \1$/);
    expect([dry.exit, done.exit]).toEqual([EXIT.well, EXIT.well]);
  });

  it('say what is doubted of whom, and accept it', async () => {
    const install = anInstall('defis', 'partners');
    const code = (await run('invite', { subject: 'defis' })).text.split(': ')[1]!;
    const api = hub.as('instance', { association: 'defis' });
    const enrolment = await enrolInstall(api, code, { install: install.id, key: install.key });
    await run('approve', { subject: enrolment.install.id });
    const fact = { territory: 'DEP-56', measure: 'funding', programme: '*', member: '', value: 9_000_000 };
    const message = install.message({ slices: [aSlice({ facts: [fact] })] });
    const tell = async (input: object) =>
      (await api.request(RECEIVE, { input })).receivePartnersFigures as { challenge: string; slices: object[] };
    const { challenge } = await tell(message);
    const answered = install.answered(message, challenge);
    expect((await tell(answered)).slices).toEqual([{ outcome: 'REFUSED', code: 'IMPLAUSIBLE' }]);

    const status = await run('status');
    expect(status.exit).toBe(EXIT.attention);
    expect(status.text).toMatch(/^partners: does not take what comes from defis, IMPLAUSIBLE\. Of 2011-03 far more/m);
    expect((await run('accept', { subject: 'caen' })).text).toBe('Nothing to do.');
    const dry = await run('accept', { subject: 'defis', dryRun: true });
    expect(dry.text).toMatch(/A dry run.*\npartners +defis +2011-03 +accept, however much it is \(figures\) +1/s);
    expect(await run('accept', { subject: 'defis' })).toMatchObject({ exit: EXIT.well });
    expect((await tell(answered)).slices).toEqual([{ outcome: 'APPLIED', code: null }]);
    expect((await run('status')).exit).toBe(EXIT.well);
  });

  it('say what was heard of whom', async () => {
    const { text } = await run('status');
    expect(text).toMatch(/^hub · /);
    expect(await run('audit', { dryRun: true })).toMatchObject({ exit: EXIT.well });
    expect((await run('seal', { subject: '2008' })).text).toMatch(/NOT_AT_A_HUB/);
  });
});

const outcome = (more: Partial<Outcome>): Outcome => ({
  dryRun: false,
  changes: [],
  looked: { slices: 0, services: 0 },
  refusals: [],
  ...more,
});

describe('What is printed', () => {
  it('says how much was looked at where nothing was found', () => {
    const looked = { slices: 412, services: 4 };
    expect(tellOutcome(outcome({ looked }), WORDS.EN)).toBe('Looked at 412 slices of 4 services: nothing to do.');
    expect(tellOutcome(outcome({ looked }), WORDS.FR)).toBe('Examen de 412 tranches de 4 services : rien à faire.');
    expect(tellOutcome(outcome({ looked: { slices: 1, services: 1 } }), WORDS.EN)).toMatch('at 1 slice of 1 service:');
    expect(tellOutcome(outcome({}), WORDS.EN)).toBe('Nothing to do.');
  });

  it('says once what several services refuse alike', () => {
    const refusal = { code: 'NOTHING_UPSTREAM', message: 'This instance publishes to no hub.' };
    const other = { service: 'lending', code: 'HUB_DOES_NOT_ANSWER', message: 'Try again later.' } as const;
    const alike = (['inventory', 'training'] as const).map((service) => ({ service, ...refusal }));
    expect(tellOutcome(outcome({ refusals: [alike[0]!, other, alike[1]!] }), WORDS.EN).split('\n')).toEqual([
      'inventory, training: refused, NOTHING_UPSTREAM. This instance publishes to no hub.',
      'lending: refused, HUB_DOES_NOT_ANSWER. Try again later.',
    ]);
  });
});

describe('An exit code', () => {
  const change = {
    service: 'lending',
    action: 'MEND',
    association: null,
    period: '2011',
    part: 0,
    count: null,
  } as const;
  const nothing = { service: 'training', code: 'NOTHING_TO_ADJUST', message: '' } as const;

  it('is 3 when looking found something, 1 when nothing could be done, 0 else', () => {
    const audit = { verb: 'audit', input: {} } as const;
    expect(exitOf(audit, outcome({ dryRun: true, changes: [change] }))).toBe(EXIT.attention);
    expect(exitOf(audit, outcome({ changes: [change] }))).toBe(EXIT.well);
    expect(exitOf(audit, outcome({ changes: [{ ...change, action: 'LOOK_AT' }] }))).toBe(EXIT.attention);
    const adjust = { verb: 'adjust', input: {} } as const;
    expect(exitOf(adjust, outcome({ changes: [change], refusals: [nothing] }))).toBe(EXIT.well);
    expect(exitOf(adjust, outcome({ refusals: [nothing] }))).toBe(EXIT.failed);
  });

  it('of a status is 3 when the hub refuses or does not answer, or a sealed year waits', () => {
    const slices = { held: 1, sealed: 0, adjustments: 0, acknowledged: 1, pending: 0, refused: 0 };
    const well = { slices, publicationError: null, touchedYears: [], doubted: [] } as unknown as Status;
    expect(exitOfStatus([well])).toBe(EXIT.well);
    expect(exitOfStatus([well, { ...well, slices: { ...slices, refused: 1 } }])).toBe(EXIT.attention);
    expect(exitOfStatus([{ ...well, publicationError: 'fetch failed' }])).toBe(EXIT.attention);
    expect(
      exitOfStatus([{ ...well, doubted: [{ id: '1', association: 'a', code: 'IMPLAUSIBLE', message: '' }] }]),
    ).toBe(EXIT.attention);
    expect(exitOfStatus([{ ...well, touchedYears: [{ year: '2010', differences: 3 }] }])).toBe(EXIT.attention);
  });
});
