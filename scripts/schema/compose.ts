import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { SubgraphName } from '../../packages/platform/peers/subgraph.ts';
import { undescribed } from './undescribed.ts';

/** Where each subgraph answers when nothing else is said: the split mode on one machine. */
export const DEFAULT_PORTS: Record<SubgraphName, number> = {
  inventory: 4011,
  lending: 4012,
  training: 4013,
  partners: 4014,
};

/** The files of `schema/` by name: four subgraphs and the supergraph that a Federation v2 router reads. Throws what does not compose. */
export function composeSchemaFiles(sdls: Record<SubgraphName, string>): Record<string, string> {
  const silent = Object.entries(sdls).flatMap(([name, sdl]) => undescribed(sdl).map((what) => `${name}: ${what}`));
  if (silent.length > 0) throw new Error(`Without a description:\n  ${silent.join('\n  ')}`);
  const subgraphs = Object.entries(sdls).map(([name, sdl]) => ({
    name,
    url: `http://127.0.0.1:${DEFAULT_PORTS[name as SubgraphName]}/graphql`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors, hints } = composeServices(subgraphs);
  if (errors)
    throw new Error(`The subgraphs do not compose:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`);
  const inconsistencies = hints.filter(
    ({ definition }) => definition.code.startsWith('INCONSISTENT_') && definition.code !== 'INCONSISTENT_DESCRIPTION',
  );
  if (inconsistencies.length > 0) {
    throw new Error(`The subgraphs disagree:\n${inconsistencies.map(({ message }) => `  ${message}`).join('\n')}`);
  }
  return {
    ...Object.fromEntries(Object.entries(sdls).map(([name, sdl]) => [`${name}.graphql`, sdl])),
    'supergraph.graphql': `${supergraphSdl.trimEnd()}\n`,
  };
}
