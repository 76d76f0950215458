import { findTerritory } from '../../kit/geography/find-territory.ts';

export const resolveTerritory = ({ code }: { code: string }) => findTerritory(code);
