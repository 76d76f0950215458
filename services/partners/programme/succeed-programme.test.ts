import type { ServiceUnderTest } from '../../../packages/platform/testing/a-service.ts';
import { proposeAgreement } from '../agreement/agreement.factory.ts';
import { recordService } from '../delivery/delivery.factory.ts';
import { anOrganisation } from '../organisation/organisation.factory.ts';
import { aPartnersService } from '../testing/partners.ts';
import { endProgramme, registerProgramme, succeedProgramme } from './programme.factory.ts';

let partners: ServiceUnderTest;
beforeAll(async () => {
  partners = await aPartnersService();
  await registerProgramme(api(), { id: 'ordi-2-0', startsOn: '2008-01-01' });
  await registerProgramme(api(), { id: 'ordi-solidaire-bretagne', startsOn: '2010-07-01' });
});
afterAll(() => partners.close());

const api = () => partners.as('manager');

describe('succeedProgramme', () => {
  it('ends one the day before the other begins, and each knows the other', async () => {
    expect((await succeedProgramme(api(), 'ordi-2-0', 'ordi-solidaire-bretagne')).userErrors).toEqual([]);
    const query = '{ programmes { nodes { id endsOn succeeds { id } succeededBy { id } history { verb } } } }';
    const { nodes } = (await api().request(query)).programmes;
    const history = [{ verb: 'registerProgramme' }, { verb: 'succeedProgramme' }];
    expect(nodes).toEqual([
      {
        id: 'ordi-2-0',
        endsOn: '2010-06-30',
        succeeds: null,
        history,
        succeededBy: [{ id: 'ordi-solidaire-bretagne' }],
      },
      { id: 'ordi-solidaire-bretagne', endsOn: null, succeeds: { id: 'ordi-2-0' }, succeededBy: [], history },
    ]);
  });

  it('closes the door on what begins after the end, or ended before the beginning', async () => {
    const manager = partners.as('manager');
    const { id } = await anOrganisation(manager);
    const record = (programmeId: string, on: string) => recordService(manager, id, { programmeId, on });
    const propose = (programmeId: string, startsOn: string, endsOn: string) =>
      proposeAgreement(manager, { organisationId: id, programmeId, startsOn, endsOn });
    const answers = [
      await record('ordi-2-0', '2010-06-30'),
      await record('ordi-2-0', '2010-07-01'),
      await record('ordi-solidaire-bretagne', '2010-06-30'),
      await propose('ordi-2-0', '2010-06-30', '2011-06-30'),
      await propose('ordi-2-0', '2010-07-01', '2011-06-30'),
      await propose('ordi-solidaire-bretagne', '2010-01-01', '2010-06-30'),
    ];
    expect(answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE')).toEqual([
      'DONE',
      'PROGRAMME_ENDED',
      'PROGRAMME_NOT_BEGUN',
      'DONE',
      'PROGRAMME_ENDED',
      'PROGRAMME_NOT_BEGUN',
    ]);
  });

  it('refuses a second predecessor, a circle, and what nobody knows', async () => {
    await registerProgramme(api(), { id: 'other', startsOn: '2009-01-01' });
    const answers = [
      await succeedProgramme(api(), 'other', 'ordi-solidaire-bretagne'),
      await succeedProgramme(api(), 'ordi-solidaire-bretagne', 'ordi-2-0'),
      await succeedProgramme(api(), 'other', 'other'),
      await succeedProgramme(api(), 'none', 'other'),
      await succeedProgramme(api(), 'other', 'none'),
    ];
    expect(answers.map(({ userErrors: [error] }) => [error!.code, error!.field?.[0]])).toEqual([
      ['SUCCEEDS_ANOTHER', 'successorId'],
      ['BEGINS_TOO_EARLY', 'successorId'],
      ['BEGINS_TOO_EARLY', 'successorId'],
      ['NOT_FOUND', 'programmeId'],
      ['NOT_FOUND', 'successorId'],
    ]);
  });

  it('is not for a partner', async () => {
    await expect(succeedProgramme(partners.as('partner'), 'a', 'b')).rejects.toThrow('succeedProgramme');
  });
});

describe('endProgramme', () => {
  it('plans an end, and moves it until it has come', async () => {
    await registerProgramme(api(), { id: 'short' });
    for (const day of ['2011-12-31', '2011-09-30', '2011-06-14']) {
      expect((await endProgramme(api(), 'short', day)).userErrors).toEqual([]);
    }
    const { userErrors } = await endProgramme(api(), 'short', '2012-12-31');
    expect(userErrors).toMatchObject([{ code: 'ALREADY_ENDED', field: ['programmeId'] }]);
  });

  it('refuses an end before the beginning, and what nobody knows', async () => {
    await registerProgramme(api(), { id: 'early' });
    const answers = [await endProgramme(api(), 'early', '2007-12-31'), await endProgramme(api(), 'none', '2011-12-31')];
    expect(answers.map(({ userErrors }) => userErrors[0]!.code)).toEqual(['ENDS_BEFORE_START', 'NOT_FOUND']);
  });

  it('is not for a trainer', async () => {
    await expect(endProgramme(partners.as('trainer'), 'a', '2011-12-31')).rejects.toThrow('endProgramme');
  });
});
