import type { GraphQLClient } from 'graphql-request';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

interface Registered {
  programme: { id: string };
}

/** What `registerProgramme` answers to a programme without end, changed as wished. */
export function registerProgramme(api: GraphQLClient, changes: object = {}) {
  const programme = { id: 'ordi-2-0', name: 'Ordi 2.0', startsOn: '2008-01-01' };
  return callVerb<Registered>(api, 'registerProgramme', 'programme { id }', { ...programme, ...changes });
}

/** What `endProgramme` answers. */
export function endProgramme(api: GraphQLClient, programmeId: string, endsOn: string) {
  return callVerb<Registered>(api, 'endProgramme', 'programme { id }', { programmeId, endsOn });
}

/** What `succeedProgramme` answers. */
export function succeedProgramme(api: GraphQLClient, programmeId: string, successorId: string) {
  return callVerb<Registered>(api, 'succeedProgramme', 'programme { id }', { programmeId, successorId });
}
