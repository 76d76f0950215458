import { ask, learn } from '../network/ask.ts';
import { HUB } from '../network/network.ts';
import { somebody, type Stage } from './journey.ts';

const SLICE = {
  period: '2011-01',
  revision: 1_000_000,
  digest: '0'.repeat(64),
  contract: 1,
  asOf: '2026-01-01T00:00:00Z',
  facts: [],
};
const PUBLISH = `mutation Publish($slice: SliceInput!) {
  receiveInventoryFigures(input: { slices: [$slice], heartbeats: [] }) { slices { outcome code } }
}`;

const ENROL = `mutation Enrol {
  enrolInstall(input: {
    code: "a guess", install: "install_01h455vb4pex5vsknk084sn02q", publicKey: "${'A'.repeat(43)}", signature: "A"
  }) { userErrors { code } }
}`;

/** The machine of the sample association of Caen, which publishes at the hub. */
export function instanceJourney(stage: Stage): void {
  describe('An instance', () => {
    const instance = somebody(stage, 'instance', HUB, { association: 'exemple-caen' });
    const outcomeOf = async (slice: object) => {
      const { receiveInventoryFigures } = await learn(await instance(), PUBLISH, { slice: { ...SLICE, ...slice } });
      return receiveInventoryFigures.slices;
    };

    it('is not believed for its token alone: what it says is signed by the key that was enrolled', async () => {
      expect(await outcomeOf({ association: 'exemple-caen' })).toEqual([{ outcome: 'REFUSED', code: 'UNSIGNED' }]);
      expect((await ask(await instance(), ENROL)).data.enrolInstall.userErrors).toEqual([{ code: 'UNKNOWN_CODE' }]);
    });

    it.each([
      ['people', '{ people { nodes { id } } }'],
      ['agreements', '{ agreements { nodes { id } } }'],
    ])('has no business with %s', async (field, document) => {
      expect((await ask(await instance(), document)).errors).toEqual([`${field}: FORBIDDEN`]);
    });

    it('is the only one who publishes', async () => {
      const coordinator = await stage.network().as('coordinator', HUB);
      const { errors } = await ask(coordinator, PUBLISH, { slice: { ...SLICE, association: 'exemple-caen' } });
      expect(errors).toEqual(['receiveInventoryFigures: FORBIDDEN']);
    });
  });
}
