import { registerEnumType } from 'type-graphql';

export const Granularity = { MONTH: 'MONTH', QUARTER: 'QUARTER', YEAR: 'YEAR' } as const;
export type Granularity = keyof typeof Granularity;
registerEnumType(Granularity, { name: 'Granularity', description: 'How finely a period is cut.' });
