import { act, aKey, ask, learn } from '../network/ask.ts';
import { DEFIS, HUB } from '../network/network.ts';
import { somebody, type Stage } from './journey.ts';

const THE_FIRST_QUERY = `query TheFirstQuery($territory: ID!) {
  impact(territory: $territory, period: "2011") {
    familiesEquipped { value atLeast atMost status }
    computersRefurbished { value }
    supportHours { value }
    costPerFamily { value }
    completeness { expected reporting }
    byAssociation { association { name } familiesEquipped { value } }
  }
}`;

const FAMILIES = 'familiesEquipped { value atLeast atMost status reason }';

const exactly = (value: number) => ({ value, atLeast: value, atMost: value, status: 'EXACT', reason: null });

/** A regional coordinator at the hub: figures of the whole network, and never a person. */
export function coordinatorJourney(stage: Stage): void {
  describe('A coordinator', () => {
    const coordinator = somebody(stage, 'coordinator', HUB);
    const learnSame = async (document: string, variables: object = {}) => {
      const answer = await learn(await coordinator(), document, variables);
      stage.expectSameInBothModes(document + JSON.stringify(variables), answer);
      return answer;
    };

    it("finds the sheet's figures of 2011 in Bretagne", async () => {
      const { impact } = await learnSame(THE_FIRST_QUERY, { territory: 'REG-53' });
      expect(impact).toMatchObject({
        familiesEquipped: { value: 380, atLeast: 380, atMost: 380, status: 'EXACT' },
        computersRefurbished: { value: 380 },
        costPerFamily: { value: 250 },
        completeness: { expected: 1, reporting: 1 },
        byAssociation: [{ association: { name: 'Défis' }, familiesEquipped: { value: 380 } }],
      });
      expect(impact.supportHours.value).toBeGreaterThanOrEqual(3800);
    });

    it('sees the Norman associations in the figures of France, as an interval where families may be counted twice', async () => {
      const { impact } = await learnSame(THE_FIRST_QUERY, { territory: 'FR' });
      expect(impact).toMatchObject({
        familiesEquipped: { value: 530, atLeast: 380, atMost: 530, status: 'BOUNDED' },
        completeness: { expected: 3, reporting: 3 },
        byAssociation: [
          { familiesEquipped: { value: 380 } },
          { familiesEquipped: { value: 90 } },
          { familiesEquipped: { value: 60 } },
        ],
      });
    });

    it('is answered for the two Normandies of 2011', async () => {
      const document = `{
        low: impact(territory: "REG-25", period: "2011") { ${FAMILIES} territory { name } }
        high: impact(territory: "REG-23", period: "2011") { ${FAMILIES} territory { name } }
      }`;
      expect(await learnSame(document)).toEqual({
        low: { familiesEquipped: exactly(90), territory: { name: 'Basse-Normandie' } },
        high: { familiesEquipped: exactly(60), territory: { name: 'Haute-Normandie' } },
      });
    });

    it("finds them together on today's map, and nothing yet on the map of 2011", async () => {
      const document = `{
        today: impact(territory: "REG-28", period: "2011", geography: TODAY) { ${FAMILIES} }
        atEvent: impact(territory: "REG-28", period: "2011") { ${FAMILIES} }
      }`;
      expect(await learnSame(document)).toMatchObject({
        today: { familiesEquipped: { atLeast: 90, atMost: 150, status: 'BOUNDED' } },
        atEvent: { familiesEquipped: { status: 'UNAVAILABLE', reason: 'TERRITORY_DID_NOT_EXIST' } },
      });
    });

    it('goes down to communes, none of them with fewer than eleven families', async () => {
      const document = `{ impact(territory: "DEP-56", period: "2011") {
        byTerritory(level: COMMUNE) { territory { code } ${FAMILIES} computersRefurbished { value } }
      } }`;
      const { byTerritory } = (await learnSame(document)).impact;
      const values = byTerritory.flatMap((each: any) => each.familiesEquipped.value ?? []);
      expect(byTerritory).toContainEqual(
        expect.objectContaining({ territory: { code: 'COM-56121' }, familiesEquipped: exactly(122) }),
      );
      expect(values.filter((value: number) => value > 0 && value < 11)).toEqual([]);
      const branderion = byTerritory.find((each: any) => each.territory.code === 'COM-56021');
      expect(branderion.familiesEquipped).toMatchObject({ atLeast: 0, reason: 'PART_IN_OTHER_PLACES' });
    });

    it('follows a year month by month, the months adding up to the year', async () => {
      const document = `{ impact(territory: "REG-53", period: "2011") {
        computersRefurbished { value }
        over(by: MONTH) { period computersRefurbished { value } }
      } }`;
      const { impact } = await learnSame(document);
      expect(impact.over.map(({ period }: any) => period)).toEqual(
        Array.from({ length: 12 }, (_, index) => `2011-${String(index + 1).padStart(2, '0')}`),
      );
      const sum = impact.over.reduce((total: number, each: any) => total + each.computersRefurbished.value, 0);
      expect(sum).toBe(impact.computersRefurbished.value);
    });

    it('finds the thirty structures strengthened in 2010', async () => {
      const document = '{ impact(association: "defis", period: "2010") { structuresStrengthened { value status } } }';
      expect((await learnSame(document)).impact.structuresStrengthened).toEqual({ value: 30, status: 'EXACT' });
    });

    it('finds a definition for each figure there is', async () => {
      const document = `{
        __type(name: "Impact") { fields { name type { ofType { name } } } }
        measures { name label labelFr unit definition definitionFr source }
      }`;
      const { __type: type, measures } = await learnSame(document);
      const figures = type.fields.filter((field: any) => field.type.ofType?.name === 'Figure');
      expect(measures.map(({ name }: any) => name)).toEqual(
        expect.arrayContaining(figures.map(({ name }: any) => name)),
      );
    });

    it('reaches the same figures from a territory, an association and a programme', async () => {
      const document = `{
        territory(code: "REG-53") { impact(period: "2011") { ${FAMILIES} } }
        association(id: "defis") { impact(period: "2011") { ${FAMILIES} } }
        programme(id: "ordi-2-0") { impact(period: "2010") { computersCollected { value } } }
      }`;
      const { territory, association, programme } = await learnSame(document);
      expect([territory, association].map(({ impact }: any) => impact.familiesEquipped.value)).toEqual([380, 380]);
      expect(programme.impact.computersCollected.value).toBeGreaterThan(0);
    });

    it.each([
      ['people', '{ people { nodes { familyName } } }'],
      ['households', '{ households { nodes { id } } }'],
      ['loans', '{ loans { nodes { id } } }'],
      ['visas', '{ visas { nodes { person { familyName } } } }'],
      ['sessions', '{ sessions { nodes { attendances { nodes { person { id } } } } } }'],
    ])('never sees %s, at the hub or at an association', async (field, document) => {
      const atDefis = await stage.network().as('coordinator', DEFIS);
      expect((await ask(await coordinator(), document)).errors).toEqual([`${field}: FORBIDDEN`]);
      expect((await ask(atDefis, document)).errors).toEqual([`${field}: FORBIDDEN`]);
    });

    it.each([
      ['registerOrganisation', { name: 'E2E', kind: 'COMPANY', commune: 'COM-56121', idempotencyKey: aKey() }],
      ['openReportingPeriod', { programmeId: 'ordi-2-0', period: '2011', idempotencyKey: aKey() }],
      ['leaveNetwork', { associationId: 'defis', on: '2012-01-01' }],
      [
        'registerAssociation',
        { id: 'e2e', name: 'E2E', seat: 'COM-56121', covers: ['DEP-56'], memberSince: '2009-01-01' },
      ],
    ])('does not %s at an association, whatever their token says of it', async (verb, input) => {
      for (const association of [DEFIS.association!.id, undefined]) {
        const atDefis = await stage.network().as('coordinator', DEFIS, { association });
        await expect(act(atDefis, verb, input, '__typename')).rejects.toThrow('FORBIDDEN');
      }
    });

    it('of another hub is none here', async () => {
      const ofNormandie = await stage.network().as('coordinator', HUB, { hub: 'normandie' });
      expect((await ask(ofNormandie, '{ installs { nodes { id } } }')).errors).toEqual(['installs: FORBIDDEN']);
    });

    it('is told when an association is already a member', async () => {
      const input = { id: 'defis', name: 'Défis', seat: 'COM-56121', covers: ['DEP-56'], memberSince: '2009-01-01' };
      const { codes } = await act(await coordinator(), 'registerAssociation', input, 'association { id }');
      expect(codes).toEqual(['ALREADY_REGISTERED']);
    });
  });
}
