import type { GraphQLClient } from 'graphql-request';
import { learn } from '../network/ask.ts';
import { BRETTEVILLE, CAEN, CHEUX } from './year-of-caen.ts';

/** Every service, every kind of figure, and composites of several services. */
const FIGURES = [
  'computersCollected',
  'computersRefurbished',
  'computersRecycled',
  'refurbishingYield',
  'reuseMonths',
  'co2Avoided',
  'familiesEquipped',
  'loansStarted',
  'renewalRate',
  'organisationsEquipped',
  'sessionsHeld',
  'supportHours',
  'peopleTrained',
  'funding',
  'structuresStrengthened',
  'standardCost',
  'costPerFamily',
];

/** Communes, an intercommunality that was founded later, the department, the region of then and of now, France. */
const PLACES = [CAEN, BRETTEVILLE, CHEUX, 'EPCI-200065597', 'DEP-14', 'REG-25', 'REG-28', 'FR'] as const;

/** The map of the day, that of the last day of 2011, and today's. */
export const GEOGRAPHIES = ['AT_EVENT', 'AT_PERIOD_END', 'TODAY'] as const;
export type Geography = (typeof GEOGRAPHIES)[number];

const aliasOf = (code: string): string => code.replace('-', '');

const whole = (names: readonly string[]): string =>
  names.map((name) => `${name} { value atLeast atMost status reason unit }`).join(' ');

const FRAGMENT = `fragment Figures on Impact { ${whole(FIGURES)} }`;
/** Two questions, since both together cost more than anybody may ask at once. */
const DOCUMENTS = [
  `${FRAGMENT} query Places($map: Geography!) {
    ${PLACES.map((code) => `${aliasOf(code)}: impact(territory: "${code}", period: "2011", geography: $map) { ...Figures }`).join('\n')}
  }`,
  `${FRAGMENT} query Network($map: Geography!) {
    network: impact(period: "2011", geography: $map) {
      completeness { expected reporting }
      byAssociation {
        association { id name } ...Figures
        over(by: MONTH) { period ${whole(['computersRefurbished', 'familiesEquipped', 'supportHours', 'funding'])} }
      }
    }
  }`,
];

/** What is answered of 2011, by map and then by place. */
export type Answers = Record<Geography, Record<string, any>>;

/** Asks an instance everything about 2011, on the three maps. */
export async function answersOf2011(client: GraphQLClient): Promise<Answers> {
  const answers = await Promise.all(
    GEOGRAPHIES.map(async (map) => {
      const both = await Promise.all(DOCUMENTS.map((document) => learn(client, document, { map })));
      return [map, Object.assign({}, ...both)] as const;
    }),
  );
  return Object.fromEntries(answers) as Answers;
}

/** What was answered of one place on one map. */
export const at = (answers: Answers, map: Geography, code: string): any => answers[map][aliasOf(code)];
