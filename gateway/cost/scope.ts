import { FRANCE, parseCode, type TerritoryLevel } from '../../packages/geography/territory.ts';
import type { NetworkSize } from './network-size.ts';
import { periodsInside, territoriesInside, type Cut } from './places.ts';

/** What all that stands at one place of an answer is about: a territory and a period, perhaps cut into parts. */
export interface Scope {
  within: string;
  level: TerritoryLevel;
  territories: number;
  period: string;
  periods: number;
  /** Whether each is about one association, or one programme. */
  isOfAssociation: boolean;
  isOfProgramme: boolean;
}

/** What is known of the network and of the day. */
export interface World {
  network: NetworkSize;
  /** The calendar day in France. */
  today: string;
}

/** How many parts of a kind there are, as it is said: territories, "1,274 territories". */
export type Factors = Readonly<Record<string, string>>;

/** How many parts stand where one stood, what multiplies them, and what they are about. */
export interface Parts {
  times: number;
  factors: Factors;
  scope: Scope;
}

type Arguments = Readonly<Record<string, unknown>>;

/** A question about France and all of time: the widest there is. */
const WIDEST: Scope = {
  within: FRANCE,
  level: 'COUNTRY',
  territories: 1,
  period: 'ever',
  periods: 1,
  isOfAssociation: false,
  isOfProgramme: false,
};

/** What a territory that was asked for by its code is about; France when no code is given. */
export function scopeOf(code: unknown): Scope {
  const level = typeof code === 'string' ? parseCode(code)?.level : undefined;
  return level ? { ...WIDEST, within: code as string, level } : WIDEST;
}

/** What the `Impact`s that a field with a period leads to are about, in the territories that led there, if any. */
export function scopeOfImpact(from: Scope | null, parent: string, args: Arguments): Scope {
  const place = parent === 'Territory' ? (from ?? WIDEST) : scopeOf(args['territory']);
  return {
    ...place,
    period: String(args['period']),
    periods: 1,
    isOfAssociation: parent === 'Association' || Boolean(args['association']),
    isOfProgramme: parent === 'Programme' || Boolean(args['programme']),
  };
}

/** The territories of a level, taken together over all that are cut: they lie side by side, and two maps may be asked for at once. */
export function byTerritory(scope: Scope, level: TerritoryLevel): Parts {
  const { within, territories, period } = scope;
  const maps = scope.level === 'REGION' && territories > 1 && period === 'ever' ? 2 : 1;
  const count = territoriesInside(within, level, period) * maps;
  return {
    times: count / territories,
    factors: said('territories', count),
    scope: { ...scope, level, territories: count },
  };
}

/** The remainders of a territory, and of the regions and departments inside it. */
export function otherPlaces(scope: Scope): Parts {
  const { within, period } = scope;
  const count = 1 + territoriesInside(within, 'REGION', period) + territoriesInside(within, 'DEPARTMENT', period);
  return { times: count, factors: said('other places', count), scope };
}

/** The months, quarters or years, taken together over all that are cut: they follow each other. */
export function over(scope: Scope, by: Cut, { network: { since }, today }: World): Parts {
  const { period, periods } = scope;
  const count = periodsInside(period, by, { since: since ?? today, today });
  return {
    times: count / periods,
    factors: { periods: `${number(count)} ${by.toLowerCase()}s` },
    scope: { ...scope, periods: count },
  };
}

export function byAssociation(scope: Scope, { network: { associations } }: World): Parts {
  const count = scope.isOfAssociation ? 1 : associations;
  return { times: count, factors: said('associations', count), scope: { ...scope, isOfAssociation: true } };
}

export function byProgramme(scope: Scope, { network: { programmes } }: World): Parts {
  const count = scope.isOfProgramme ? 1 : programmes;
  return { times: count, factors: said('programmes', count), scope: { ...scope, isOfProgramme: true } };
}

const said = (kind: string, count: number): Factors => ({ [kind]: `${number(count)} ${kind}` });

const number = (count: number): string => count.toLocaleString('en');
