import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../kit/testing/call-verb.ts';

interface Registered {
  programme: { id: string };
}

/** What `registerProgramme` answers to a programme without end, changed as wished. */
export function registerProgramme(api: GraphQLClient, changes: object = {}) {
  const programme = { id: 'ordi-2-0', name: 'Ordi 2.0', startsOn: '2008-01-01' };
  return callVerb<Registered>(api, 'registerProgramme', 'programme { id }', { ...programme, ...changes });
}
