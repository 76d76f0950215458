import { newInstallKeyPem, readInstallKey } from '../../../packages/platform/peers/install-key.ts';
import { aGateway, type ToyGateway } from '../../../packages/figures/testing/a-gateway.ts';
import { createMetrics } from '../../../packages/platform/metrics/metrics.ts';
import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { registerAssociation } from '../association/association.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import { approveInstall, inviteInstall } from './install.factory.ts';

const metrics = createMetrics();
let hub: ServiceUnderTest;
let gateway: ToyGateway;
let own: ServiceUnderTest;
beforeAll(async () => {
  hub = await aPartnersService({ association: null, metrics: { metrics, metricsToken: 'for nobody in particular' } });
  await registerAssociation(hub.as('coordinator'), { id: 'defis' });
  gateway = await aGateway({ ...hub, installs: new Map() });
  const key = readInstallKey(newInstallKeyPem());
  own = await aPartnersService({ upstream: { ...gateway.upstreamAs('defis'), key } });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([own.close(), hub.close()]);
});

const enrolHere = (code: string, dryRun: boolean, service: ServiceUnderTest = own) =>
  callVerb<{ install: string; hub: string; enrolment: string | null; state: string | null }>(
    service.as(service === hub ? 'coordinator' : 'manager'),
    'enrolHere',
    'install hub enrolment state',
    { code, dryRun },
  );
const invite = async () => (await inviteInstall(hub.as('coordinator'), { associationId: 'defis' })).code;

describe('enrolHere', () => {
  it('enrols at the hub with a code, which then approves; dry, it asks nobody', async () => {
    const code = await invite();
    const asked = gateway.received.length;
    const foreseen = await enrolHere(code, true);
    expect(foreseen).toMatchObject({
      hub: gateway.upstreamAs('defis').url,
      enrolment: null,
      state: null,
      userErrors: [],
    });
    expect(gateway.received).toHaveLength(asked);
    const done = await enrolHere(code, false);
    expect(done).toMatchObject({ install: foreseen.install, state: 'ENROLLED', userErrors: [] });
    await approveInstall(hub.as('coordinator'), done.enrolment!);
    expect(await enrolHere(code, false)).toMatchObject({ enrolment: done.enrolment, state: 'APPROVED' });
    const told = await metrics.expose();
    expect(told).toContain('passerelle_events_total{service="partners",event="install_approved"} 1');
  });

  it('hands on what the hub refuses, in both languages', async () => {
    expect(await enrolHere('no such code', false)).toMatchObject({
      userErrors: [
        {
          code: 'UNKNOWN_CODE',
          message: expect.stringMatching(/No such code/),
          french: expect.stringMatching(/Aucun code/),
        },
      ],
    });
    expect(await enrolHere('', false)).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT' }] });
  });

  it('says when the hub does not answer, and when there is none', async () => {
    gateway.isUp = false;
    expect(await enrolHere('a code', false)).toMatchObject({ userErrors: [{ code: 'HUB_DOES_NOT_ANSWER' }] });
    gateway.isUp = true;
    expect(await enrolHere('a code', true, hub)).toMatchObject({ userErrors: [{ code: 'NOTHING_UPSTREAM' }] });
  });

  it("is for an association's managers", async () => {
    for (const role of ['lender', 'coordinator'] as const) {
      const answer = own.as(role).request('mutation { enrolHere(input: { code: "x", dryRun: true }) { install } }');
      await expect(answer).rejects.toThrow('enrolHere is not for');
    }
  });
});
