import { registerEnumType } from 'type-graphql';
import { parsePeriod, type Period } from '../../calendar/period.ts';
import { parseCode } from '../../geography/territory.ts';

export const Geography = { AT_EVENT: 'AT_EVENT', AT_PERIOD_END: 'AT_PERIOD_END', TODAY: 'TODAY' } as const;
export type Geography = keyof typeof Geography;
registerEnumType(Geography, {
  name: 'Geography',
  description: 'Which map of France a territory is read on: regions, communes and EPCI change.',
  valuesConfig: {
    AT_EVENT: { description: 'The map of the day each thing happened.' },
    AT_PERIOD_END: { description: "The map of the period's last day." },
    TODAY: { description: "Today's map." },
  },
});

/** What an `Impact` is about. Null means: all of them. */
export interface ImpactScope {
  /** "FR", "REG-53", "DEP-56", "EPCI-200042174", "COM-56121", or "other places" of one of the first three: "DEP-56~other". */
  territory: string | null;
  /** Id of a member association. */
  association: string | null;
  /** Id of a programme. */
  programme: string | null;
  period: Period;
  geography: Geography;
}

/** The id of a scope: readable, and the same for the same scope in every service. */
export function encodeScope(scope: ImpactScope): string {
  const { territory, association, programme, period, geography } = scope;
  const parts = { territory, association, programme, period, geography: geography === 'AT_EVENT' ? null : geography };
  const given = Object.entries(parts).filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(given).toString();
}

/** Reads an id back; null when it is not the id of any scope. */
export function decodeScope(id: string): ImpactScope | null {
  const parts = new URLSearchParams(id);
  const period = readPeriod(parts.get('period'));
  const territory = parts.get('territory');
  const geography = parts.get('geography') ?? 'AT_EVENT';
  if (!period || !(geography in Geography) || (territory !== null && !isPlace(territory))) return null;
  const scope: ImpactScope = {
    territory,
    association: parts.get('association'),
    programme: parts.get('programme'),
    period,
    geography: geography as Geography,
  };
  return encodeScope(scope) === id ? scope : null;
}

function readPeriod(text: string | null): Period | null {
  try {
    return parsePeriod(text ?? '');
  } catch {
    return null;
  }
}

const isPlace = (code: string): boolean => parseCode(code) !== null;
