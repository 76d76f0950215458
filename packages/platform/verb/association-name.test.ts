import { associationName } from './association-name.ts';
import type { CallPeer } from '../peers/subgraph.ts';

const asking = (callPeer: CallPeer, association: string | null = 'defis') => ({ association, callPeer });

test('an association is called by the name that partners knows, asked for once a request', async () => {
  const calls: unknown[] = [];
  const context = asking(async (peer, _document, variables) => {
    calls.push([peer, variables]);
    return { _entities: [{ name: 'Défis' }] };
  });
  expect(await Promise.all([associationName(context), associationName(context)])).toEqual(['Défis', 'Défis']);
  expect(calls).toEqual([['partners', { association: [{ __typename: 'Association', id: 'defis' }] }]]);
});

test.each<[string, CallPeer]>([
  ['does not answer', () => Promise.reject(new Error('connection refused'))],
  ['does not know it', async () => ({ _entities: [null] })],
])('an association is called by its slug where partners %s', async (_why, callPeer) => {
  expect(await associationName(asking(callPeer))).toBe('defis');
});

test('a hub has no name of an association', async () => {
  expect(await associationName(asking(() => Promise.reject(new Error('not asked')), null))).toBe('');
});
