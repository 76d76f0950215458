import { findTerritory } from '../../../packages/geography/find-territory.ts';

export const resolveTerritory = ({ code }: { code: string }) => findTerritory(code);
