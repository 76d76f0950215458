import { SPLIT_BATCHES } from '../../../packages/platform/testing/batches.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { exactly, protectedFigure } from '../../../packages/figures/read/figure-arithmetic.ts';
import {
  anAgreement,
  proposeAgreement,
  receiveInstalment,
  settleAgreement,
  signAgreement,
  terminateAgreement,
} from '../agreement/agreement.factory.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { registerProgramme } from '../programme/programme.factory.ts';
import { aReportingService, runSql } from '../testing/partners.ts';
import type { ScriptedPeers } from '../testing/peers.ts';
import { aLockedReport, colleague, openReport, stepReport } from './report.factory.ts';

let partners: ServiceUnderTest;
let peers: ScriptedPeers;
beforeAll(async () => {
  ({ partners, peers } = await aReportingService());
  await registerProgramme(api(), { id: 'ordi-2-0', startsOn: '2008-01-01', endsOn: '2010-06-30' });
});
afterAll(() => partners.close());
beforeEach(() => {
  peers.told.clear();
  peers.told.set('familiesEquipped', exactly(380));
  peers.down.clear();
  peers.counting.clear();
});

const api = () => partners.as('manager');

const REPORT = `query ($id: ID!) { reportingPeriod(id: $id) {
  state period revision reason submittedOn approvedOn lockedOn territory { code }
  supersedes { id } supersededBy { id } history { verb }
  figures { figure { value status unit measure { name definition } } service asOf }
  agreements { title organisation amount received instalments { amount receivedAmount }
    targets { value achieved { value measure { labelFr } } share territory { name } } }
  drift { kept { value measure { name } } today { value status } moved }
} }`;
const read = async (id: string) => (await api().request(REPORT, { id })).reportingPeriod;
const opened = async (about: object = {}) => {
  const agreementId = (await anAgreement(api())).id;
  return (await openReport(api(), { agreementId, ...about })).reportingPeriod.id;
};
const code = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors[0]?.code ?? 'DONE';

describe('A reporting period', () => {
  it('goes from opened to locked, and keeps every figure as it was read', async () => {
    const targets = [{ indicator: 'familiesEquipped', value: 400, period: '2011', territory: 'EPCI-200042174' }];
    const agreement = await anAgreement(api(), { targets });
    await receiveInstalment(api(), agreement.instalments[0]!.id);
    const id = await aLockedReport(partners, { agreementId: agreement.id, territory: 'DEP-56' });
    const report = await read(id);
    expect(report).toMatchObject({
      state: 'LOCKED',
      period: '2011',
      revision: 1,
      reason: null,
      territory: { code: 'DEP-56' },
      submittedOn: '2012-01-15',
      approvedOn: '2012-01-15',
      lockedOn: '2012-01-15',
      history: ['open', 'submit', 'approve', 'lock'].map((step) => ({ verb: `${step}ReportingPeriod` })),
      agreements: [
        {
          title: 'Prêt de machines 2011',
          organisation: 'Mairie de Lanester',
          amount: 1e3,
          received: 699.5,
          instalments: [{ receivedAmount: 699.5 }, { receivedAmount: null }],
          targets: [
            {
              value: 400,
              achieved: { value: 380 },
              share: 0.95,
              territory: {},
            },
          ],
        },
      ],
    });
    expect(report.figures.map(({ figure }: { figure: { measure: { name: string } } }) => figure.measure.name)).toEqual([
      'computersRefurbished',
      'familiesEquipped',
      'supportHours',
      'funding',
      'servicesDelivered',
      'structuresStrengthened',
      'standardCost',
      'costPerFamily',
    ]);
    expect(report.figures[1]).toEqual({
      figure: {
        value: 380,
        status: 'EXACT',
        unit: 'HOUSEHOLD',
        measure: {
          name: 'familiesEquipped',
          definition: 'What familiesEquipped counts.',
        },
      },
      service: 'lending',
      asOf: '2012-01-08T10:00:00.000Z',
    });
    const query = 'query ($id: ID!) { agreement(id: $id) { state reportingPeriods { nodes { id } } } }';
    expect((await api().request(query, { id: agreement.id })).agreement).toEqual({
      state: 'REPORTED',
      reportingPeriods: { nodes: [{ id }] },
    });
    expect((await settleAgreement(api(), agreement.id, { waived: 300.5 })).agreement.state).toBe('SETTLED');
  });

  it('has not moved where it kept more decimals than are told since', async () => {
    peers.told.set('refurbishingCost', exactly(3633.584252));
    const id = await aLockedReport(partners);
    await runSql(
      partners,
      `alter table reported_figure disable trigger locked_for_good;
       update reported_figure set value = 3633.584252, at_least = 3633.584252, at_most = 3633.584252
        where reporting_period_id = '${id}' and measure ->> 'name' = 'standardCost';
       alter table reported_figure enable trigger locked_for_good`,
    );
    const drift = (await read(id)).drift.find(({ kept }: Drifted) => kept.measure.name === 'standardCost');
    expect(drift).toMatchObject({ kept: { value: 3633.584252 }, today: { value: 3633.58 }, moved: false });
    peers.told.delete('refurbishingCost');
  });
  interface Drifted {
    kept: { measure: { name: string } };
  }

  it('stays as it was when the figures move, and shows both', async () => {
    const id = await aLockedReport(partners);
    const kept = (await read(id)).figures;
    peers.told.set('familiesEquipped', exactly(391));
    peers.told.set('supportHours', protectedFigure());
    const report = await read(id);
    expect(report.figures).toEqual(kept);
    const moved = report.drift.filter(({ moved: isMoved }: { moved: boolean }) => isMoved);
    expect(moved).toEqual([
      {
        kept: { value: 380, measure: { name: 'familiesEquipped' } },
        today: { value: 391, status: 'EXACT' },
        moved: true,
      },
      {
        kept: { value: 0, measure: { name: 'supportHours' } },
        today: { value: null, status: 'PROTECTED' },
        moved: true,
      },
    ]);
  });

  it('is corrected by a revision that says why; the one before stays readable', async () => {
    const id = await aLockedReport(partners);
    peers.told.set('familiesEquipped', exactly(391));
    const next = (await stepReport(api(), 'correct', id)).reportingPeriod;
    expect(next).toMatchObject({ state: 'OPEN', revision: 2 });
    await stepReport(api(), 'submit', next.id);
    expect(await read(next.id)).toMatchObject({ reason: 'Chiffres à revoir', supersedes: { id }, supersededBy: null });
    const before = await read(id);
    expect(before).toMatchObject({ state: 'LOCKED', supersededBy: { id: next.id } });
    expect([before, await read(next.id)].map(({ figures }) => figures[1].figure.value)).toEqual([380, 391]);
    expect(code(await stepReport(api(), 'correct', id))).toBe('ALREADY_CORRECTED');
  });

  it('is of a whole programme too, agreement by agreement, inside of it only', async () => {
    await registerProgramme(api(), { id: 'osb', startsOn: '2010-07-01' });
    const { id: mine } = await anAgreement(api(), { programmeId: 'osb' });
    await anAgreement(api(), { programmeId: 'osb', startsOn: '2012-01-01', endsOn: '2012-12-31' });
    peers.calls.length = 0;
    const id = await aLockedReport(partners, { programmeId: 'osb' });
    const query = 'query ($id: ID!) { reportingPeriod(id: $id) { inProgramme programme { id } agreements { id } } }';
    const { reportingPeriod } = await api().request(query, { id });
    expect(reportingPeriod).toEqual({ inProgramme: true, programme: { id: 'osb' }, agreements: [{ id: mine }] });
    expect(peers.calls.map(({ peer, ids }) => [peer, ids])).toEqual(
      ['inventory', 'lending', 'training'].map((peer) => [
        peer,
        ['territory=FR&association=defis&programme=osb&period=2011'],
      ]),
    );
  });

  it('is not submitted with a hole when a service does not answer', async () => {
    const id = await opened();
    peers.down.add('training');
    const { userErrors } = await stepReport(api(), 'submit', id);
    expect(userErrors).toMatchObject([{ code: 'FIGURES_UNREACHABLE', field: null }]);
    expect(userErrors[0]!.message).toContain('training');
    expect(await read(id)).toMatchObject({ state: 'OPEN', figures: [], agreements: [] });
    peers.down.clear();
    expect(code(await stepReport(api(), 'submit', id))).toBe('DONE');
  });

  it('is not submitted while what was entered last is still being counted', async () => {
    const id = await opened();
    peers.counting.add('lending');
    expect((await stepReport(api(), 'submit', id)).userErrors).toMatchObject([
      { code: 'FIGURES_PENDING', field: null },
    ]);
    expect(await read(id)).toMatchObject({ state: 'OPEN', figures: [] });
    peers.counting.clear();
    expect(code(await stepReport(api(), 'submit', id))).toBe('DONE');
  });

  it('is sent back with its figures dropped, and submitted again', async () => {
    const id = await opened();
    await stepReport(api(), 'submit', id);
    expect((await stepReport(colleague(partners), 'return', id)).reportingPeriod.state).toBe('OPEN');
    expect((await read(id)).figures).toEqual([]);
    peers.told.set('familiesEquipped', exactly(390));
    await stepReport(api(), 'submit', id);
    expect((await read(id)).figures[1].figure.value).toBe(390);
  });

  it('is discarded while it is open, stays readable, and makes room for another one', async () => {
    const { id: agreementId } = await anAgreement(api());
    const { id } = (await openReport(api(), { agreementId, territory: 'DEP-56' })).reportingPeriod;
    const { reportingPeriod } = await stepReport(api(), 'discard', id);
    expect(reportingPeriod).toEqual({ id, state: 'DISCARDED', revision: 1 });
    const query = `query ($id: ID!) { reportingPeriod(id: $id) {
      state discardedOn figures { service } report(format: CSV) { size } history { verb details }
    } }`;
    expect((await api().request(query, { id })).reportingPeriod).toEqual({
      state: 'DISCARDED',
      discardedOn: '2012-01-15',
      figures: [],
      report: null,
      history: [
        { verb: 'openReportingPeriod', details: expect.anything() },
        { verb: 'discardReportingPeriod', details: { reason: 'Chiffres à revoir' } },
      ],
    });
    const list = '{ reportingPeriods(state: DISCARDED, first: 100) { nodes { id } } }';
    expect((await api().request(list)).reportingPeriods.nodes).toContainEqual({ id });
    const again = await openReport(api(), { agreementId, territory: 'DEP-56' });
    expect(again.reportingPeriod).toMatchObject({ state: 'OPEN', revision: 1 });
    for (const step of ['discard', 'submit']) {
      const { userErrors } = await stepReport(api(), step, id);
      expect(userErrors).toMatchObject([{ code: 'NOT_OPEN', message: 'It is DISCARDED; open another one.' }]);
    }
  });

  it('may be corrected anew when a correction was a mistake', async () => {
    const id = await aLockedReport(partners);
    const mistaken = (await stepReport(api(), 'correct', id)).reportingPeriod;
    await stepReport(api(), 'discard', mistaken.id);
    expect(await read(id)).toMatchObject({ state: 'LOCKED', supersededBy: null });
    const next = (await stepReport(api(), 'correct', id)).reportingPeriod;
    expect(next).toMatchObject({ state: 'OPEN', revision: 2 });
    expect(await read(id)).toMatchObject({ supersededBy: { id: next.id } });
  });

  it('is approved by other eyes only', async () => {
    const id = await opened();
    await stepReport(api(), 'submit', id);
    expect(code(await stepReport(api(), 'approve', id))).toBe('SAME_PERSON');
    expect(code(await stepReport(colleague(partners), 'approve', id))).toBe('DONE');
  });

  it('waits for the end of its period', async () => {
    const { id: agreementId } = await anAgreement(api(), { endsOn: '2012-12-31' });
    const { reportingPeriod } = await openReport(api(), { agreementId, period: '2012-01' });
    expect(code(await stepReport(api(), 'submit', reportingPeriod.id))).toBe('PERIOD_NOT_OVER');
    const { id } = (await openReport(api(), { agreementId, period: '2011' })).reportingPeriod;
    await stepReport(api(), 'submit', id);
    await stepReport(colleague(partners), 'approve', id);
    await stepReport(api(), 'lock', id);
    const { agreement } = await api().request('query ($id: ID!) { agreement(id: $id) { state reportedOn } }', {
      id: agreementId,
    });
    expect(agreement).toEqual({ state: 'IN_FORCE', reportedOn: null });
  });

  it('settles with its first day what was ended before it began, for money may have come', async () => {
    const proposed = await proposeAgreement(api(), { on: '2010-12-01' });
    const { id: agreementId, instalments } = proposed.agreement;
    await signAgreement(api(), agreementId, '2010-12-02');
    await receiveInstalment(api(), instalments[0]!.id, { on: '2010-12-10' });
    await terminateAgreement(api(), agreementId, { on: '2010-12-15' });
    expect(code(await openReport(api(), { agreementId, period: '2010' }))).toBe('OUTSIDE_THE_AGREEMENT');
    await aLockedReport(partners, { agreementId, period: '2011-01' });
    const settled = await settleAgreement(api(), agreementId, { waived: 300.5, paidBack: 699.5 });
    expect(settled.agreement.state).toBe('SETTLED');
  });

  it('refuses each step out of its turn', async () => {
    const id = await opened();
    const outOf = async (...steps: string[]) => {
      const codes = [];
      for (const step of steps) codes.push(code(await stepReport(colleague(partners), step, id)));
      return codes;
    };
    expect(await outOf('approve', 'return', 'lock', 'correct')).toEqual([
      'NOT_SUBMITTED',
      'NOT_SUBMITTED',
      'NOT_APPROVED',
      'NOT_LOCKED',
    ]);
    await stepReport(api(), 'submit', id);
    expect(await outOf('submit', 'discard', 'lock', 'correct')).toEqual([
      'NOT_OPEN',
      'NOT_OPEN',
      'NOT_APPROVED',
      'NOT_LOCKED',
    ]);
    await stepReport(colleague(partners), 'approve', id);
    expect(await outOf('submit', 'approve', 'return', 'correct')).toEqual([
      'NOT_OPEN',
      'NOT_SUBMITTED',
      'NOT_SUBMITTED',
      'NOT_LOCKED',
    ]);
    await stepReport(api(), 'lock', id);
    expect(await outOf('discard', 'submit', 'approve', 'return', 'lock')).toEqual([
      'NOT_OPEN',
      'NOT_OPEN',
      'NOT_SUBMITTED',
      'NOT_SUBMITTED',
      'NOT_APPROVED',
    ]);
    for (const step of ['submit', 'approve', 'return', 'lock', 'correct', 'discard']) {
      expect(code(await stepReport(colleague(partners), step, 'report_none'))).toBe('NOT_FOUND');
    }
    for (const step of ['return', 'correct', 'discard']) {
      expect(code(await stepReport(api(), step, id, { reason: '' }))).toBe('INVALID_INPUT');
    }
    for (const step of ['submit', 'lock']) {
      expect(code(await stepReport(api(), step, id, { idempotencyKey: 'short' }))).toBe('INVALID_INPUT');
    }
  });

  it.each([
    [{ agreementId: null }, 'AGREEMENT_OR_PROGRAMME', null],
    [{ programmeId: 'ordi-2-0' }, 'AGREEMENT_OR_PROGRAMME', null],
    [{ agreementId: 'agreement_none' }, 'NOT_FOUND', ['agreementId']],
    [{ agreementId: null, programmeId: 'none' }, 'NOT_FOUND', ['programmeId']],
    [{ agreementId: null, programmeId: 'ordi-2-0' }, 'PROGRAMME_ENDED', ['programmeId']],
    [{ agreementId: null, programmeId: 'ordi-2-0', period: '2007' }, 'PROGRAMME_NOT_BEGUN', ['programmeId']],
    [{ period: 'ever' }, 'PERIOD_WITHOUT_END', ['period']],
    [{ period: '2010' }, 'OUTSIDE_THE_AGREEMENT', ['period']],
    [{ inProgramme: true }, 'NO_PROGRAMME', ['inProgramme']],
    [{ territory: 'REG-99' }, 'UNKNOWN_TERRITORY', ['territory']],
    [{ idempotencyKey: 'short' }, 'INVALID_INPUT', ['idempotencyKey']],
  ])('is not opened for %j: %s', async (changes, expected, field) => {
    const { id: agreementId } = await anAgreement(api());
    const { userErrors } = await openReport(api(), { agreementId, ...changes });
    expect(userErrors).toMatchObject([{ code: expected, field }]);
  });

  it('is not opened for what is not signed, nor twice', async () => {
    const { agreement } = await proposeAgreement(api());
    expect(code(await openReport(api(), { agreementId: agreement.id }))).toBe('NOT_SIGNED');
    const { id: agreementId } = await anAgreement(api());
    const both = await Promise.all([1, 2].map(() => openReport(api(), { agreementId })));
    expect(both.map(code).toSorted()).toEqual(['ALREADY_OPENED', 'DONE']);
  });

  it('is submitted, and locked, by one of two at once', async () => {
    const id = await opened();
    const submitted = await Promise.all([1, 2].map(() => stepReport(api(), 'submit', id)));
    expect(submitted.map(code).toSorted()).toEqual(['DONE', 'NOT_OPEN']);
    await stepReport(colleague(partners), 'approve', id);
    const locked = await Promise.all([1, 2].map(() => stepReport(api(), 'lock', id)));
    expect(locked.map(code).toSorted()).toEqual(['DONE', 'NOT_APPROVED']);
    const corrected = await Promise.all([1, 2].map(() => stepReport(api(), 'correct', id)));
    expect(corrected.map(code).toSorted()).toEqual(['ALREADY_CORRECTED', 'DONE']);
  });

  it('cannot be changed by SQL once it is locked', async () => {
    const id = await aLockedReport(partners);
    for (const sql of [
      `update reporting_period set period = '2010' where id = '${id}'`,
      `update reporting_period set locked_on = null, locked_at = null where id = '${id}'`,
      `delete from reporting_period where id = '${id}'`,
      `update reported_figure set value = 999 where reporting_period_id = '${id}'`,
      `delete from reported_figure where reporting_period_id = '${id}'`,
      `insert into reported_figure (reporting_period_id, number, service, status, measure) values ('${id}', 99, 'x', 'EXACT', '{}')`,
      'truncate reported_figure',
      'truncate reporting_period cascade',
    ]) {
      await expect(runSql(partners, sql)).rejects.toThrow(/is locked|never change|never emptied/);
    }
  });

  it('is shown to the partner whose agreement it is about, from its submission', async () => {
    const own = await anOrganisation(api(), { name: 'CAF du Morbihan' });
    const { id: agreementId } = await anAgreement(api(), { organisationId: own.id });
    const { id } = (await openReport(api(), { agreementId })).reportingPeriod;
    const seenBy = async (organisation: string) => {
      const query =
        'query ($id: ID!) { reportingPeriod(id: $id) { figures { service } } reportingPeriods { nodes { id } } }';
      return partners.as('partner', { organisation }).request(query, { id });
    };
    expect(await seenBy(own.id)).toEqual({ reportingPeriod: null, reportingPeriods: { nodes: [] } });
    await stepReport(api(), 'submit', id);
    const seen = await seenBy(own.id);
    expect(seen.reportingPeriods.nodes).toEqual([{ id }]);
    expect(seen.reportingPeriod.figures).toHaveLength(8);
    expect(await seenBy('ORG-other')).toEqual({ reportingPeriod: null, reportingPeriods: { nodes: [] } });
  });

  it('is listed by state, as each says of itself', async () => {
    const query = 'query ($state: ReportState) { reportingPeriods(state: $state, first: 100) { nodes { id state } } }';
    const { nodes } = (await api().request(query)).reportingPeriods;
    for (const state of ['OPEN', 'SUBMITTED', 'APPROVED', 'LOCKED']) {
      const expected = nodes.filter((report: { state: string }) => report.state === state);
      expect((await api().request(query, { state })).reportingPeriods.nodes).toEqual(expected);
    }
    expect(new Set(nodes.map(({ state }: { state: string }) => state))).toContain('LOCKED');
  });

  it('costs as many statements and calls for twelve as for two', async () => {
    const query = `query ($first: Int) { reportingPeriods(state: LOCKED, first: $first) { nodes {
      agreement { title } programme { name } supersedes { id } supersededBy { id } history { verb }
      figures { figure { value } } agreements { targets { value } } drift { moved } report(format: CSV) { size }
    } } }`;
    for (let made = 0; made < 4; made++) await aLockedReport(partners);
    const cost = async (first: number) => {
      peers.calls.length = 0;
      const statements = await partners.countStatements(() => api().request(query, { first }));
      return { statements, calls: peers.calls.length };
    };
    const [few, many] = [await cost(5), await cost(12)];
    // Reports on agreements look theirs up first, those on programmes do not: each service may be called twice.
    for (const { calls } of [few, many]) expect(calls).toBeLessThanOrEqual(6);
    expect(many.statements).toBeLessThanOrEqual(few.statements + SPLIT_BATCHES);
  });

  it.each(['lender', 'partner', 'anonymous'] as const)('is not for %s to write', async (role) => {
    await expect(openReport(partners.as(role), { agreementId: 'x' })).rejects.toThrow('openReportingPeriod');
    for (const step of ['submit', 'approve', 'return', 'lock', 'correct', 'discard']) {
      await expect(stepReport(partners.as(role), step, 'x')).rejects.toThrow(`${step}ReportingPeriod`);
    }
  });
});
