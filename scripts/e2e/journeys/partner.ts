import type { GraphQLClient } from 'graphql-request';
import { ask, learn } from '../network/ask.ts';
import { DEFIS } from '../network/network.ts';
import { findOrganisation } from '../network/ready-computers.ts';
import type { Stage } from './journey.ts';

/** The CAF du Pays de Lorient, partner of Défis: what it gave, and what became of it. */
export function partnerJourney(stage: Stage): void {
  describe('A partner', () => {
    let caf: string;
    let partner: GraphQLClient;
    beforeAll(async () => {
      caf = await findOrganisation(await stage.network().as(null, DEFIS), 'CAF du Pays de Lorient');
      partner = await stage.network().as('partner', DEFIS, { organisation: caf });
    });

    it('sees the fifty computers it gave in 2011, and that they served fifty families', async () => {
      const document = `query Gave($id: ID!) { organisation(id: $id) { computersGiven(period: "2011") { value } familiesServed(period: "2011") { value status } } }`;
      const { organisation } = await learn(partner, document, { id: caf });
      expect(organisation).toEqual({ computersGiven: { value: 50 }, familiesServed: { value: 50, status: 'EXACT' } });
      stage.expectSameInBothModes(document, organisation);
    });

    it('sees its own donations and agreements only', async () => {
      const { donations, agreements } = await learn(
        partner,
        '{ donations(first: 100) { nodes { donor { id } } } agreements(first: 100) { nodes { organisation { id } } } }',
      );
      expect(new Set(donations.nodes.map(({ donor }: any) => donor.id))).toEqual(new Set([caf]));
      expect(new Set(agreements.nodes.map(({ organisation }: any) => organisation.id))).toEqual(new Set([caf]));
    });

    it("sees nothing of another's gifts and agreements", async () => {
      const id = await findOrganisation(partner, 'Ville de Lanester');
      const document = `query Other($id: ID!) { organisation(id: $id) {
        name agreements { nodes { title } } donations { nodes { id } } computersGiven(period: "2011") { value } familiesServed(period: "2011") { value }
      } }`;
      const { data, errors } = await ask(partner, document, { id });
      expect(errors.sort()).toEqual([
        'organisation.computersGiven: FORBIDDEN',
        'organisation.familiesServed: FORBIDDEN',
      ]);
      expect(data?.organisation?.agreements?.nodes ?? []).toEqual([]);
      expect(data?.organisation?.donations?.nodes ?? []).toEqual([]);
    });

    it.each([
      ['people', '{ people { nodes { id } } }'],
      ['loans', '{ loans { nodes { id } } }'],
      ['visas', '{ visas { nodes { id } } }'],
      ['computers', '{ computers { nodes { id } } }'],
    ])('has no business with %s', async (field, document) => {
      expect((await ask(partner, document)).errors).toEqual([`${field}: FORBIDDEN`]);
    });
  });
}
