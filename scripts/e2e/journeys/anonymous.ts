import { ask, learn } from '../network/ask.ts';
import { DEFIS, HUB } from '../network/network.ts';
import { somebody, type Stage } from './journey.ts';

/** Anybody: published figures, the directory and the schema, nothing else. */
export function anonymousJourney(stage: Stage): void {
  describe('Anybody', () => {
    const visitor = somebody(stage, null, HUB);
    const visitorAtDefis = somebody(stage, null, DEFIS);

    it('reads the same published figures at the hub and at the association', async () => {
      const document =
        '{ impact(association: "defis", period: "2011") { familiesEquipped { value status } sessionsHeld { value } } }';
      const atHub = await learn(await visitor(), document);
      expect(atHub).toEqual(await learn(await visitorAtDefis(), document));
      expect(atHub.impact.familiesEquipped).toEqual({ value: 380, status: 'EXACT' });
      stage.expectSameInBothModes(document, atHub);
    });

    it('finds places to go to, and the territories they are in', async () => {
      const document = `{ places(first: 6) { nodes { name kind commune { name level parent { name } } accessibility } } }`;
      const answer = await learn(await visitorAtDefis(), document);
      stage.expectSameInBothModes(document, answer);
      expect(answer.places.nodes).toContainEqual(
        expect.objectContaining({ kind: 'CAFE_NUMERIQUE', commune: expect.objectContaining({ name: 'Lorient' }) }),
      );
    });

    it.each([
      ['people', '{ people { nodes { familyName } } }'],
      ['loans', '{ loans { nodes { id } } }'],
      ['computers', '{ computers { nodes { label } } }'],
      ['agreements', '{ agreements { nodes { title } } }'],
      ['visas', '{ visas { nodes { id } } }'],
    ])('must sign in for %s', async (field, document) => {
      expect((await ask(await visitorAtDefis(), document)).errors).toEqual([`${field}: UNAUTHENTICATED`]);
    });

    it('is not taken for anybody with a token that is not valid', async () => {
      const url = `${stage.network().addresses.originOf(HUB)}/graphql`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer made.up.token' },
        body: JSON.stringify({ query: '{ measures { name } }' }),
      });
      expect(answer.status).toBe(401);
      const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
      expect(errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    });
  });
}
