import { newTypeId } from '../context/ids.ts';
import type { CallPeer } from './subgraph.ts';
import { ForeignId } from '../references/foreign-id.ts';
import { findNames } from '../references/find-names.ts';
import type { Named } from './noun.ts';
import { ownersThrough } from './owners.ts';

const named = (id: string, noun: Named['noun'] = 'person', on: string | null = '2011-06-15'): Named => ({
  noun,
  id,
  from: on,
  to: on,
});

class Line {
  on?: string;

  @ForeignId('person')
  personId!: string;
}

class Sheet {
  @ForeignId('organisation', { ever: true })
  organisationId = 'SIRET-21560121000016';

  @ForeignId<Sheet>('programme', { during: ({ first, last }) => [first, last] })
  programmeId = 'ordi-2-0';

  first = '2011-01-01';
  last = '2011-12-31';
  lines: Line[] = [];
}

class LongerSheet extends Sheet {
  @ForeignId('loan')
  loanId: string | null = null;
}

describe('The foreign ids of an input', () => {
  it('are found wherever they stand, each with its path and its day', () => {
    const [early, late] = [newTypeId('person'), newTypeId('person')];
    const lines = [{ personId: early, on: '2011-02-01' }, { personId: late }];
    const sheet = Object.assign(new LongerSheet(), { lines: lines.map((line) => Object.assign(new Line(), line)) });
    const found = findNames(sheet, '2011-06-15').map(({ path, named: { noun, from, to } }) => [path, noun, from, to]);
    expect(found).toEqual([
      ['organisationId', 'organisation', null, null],
      ['programmeId', 'programme', '2011-01-01', '2011-12-31'],
      ['lines.0.personId', 'person', '2011-02-01', '2011-02-01'],
      ['lines.1.personId', 'person', '2011-06-15', '2011-06-15'],
    ]);
  });

  it('give way to the ids their owners keep things under', () => {
    const sheet = new Sheet();
    const [organisation] = findNames(sheet, '2011-06-15');
    organisation!.replace('RNA-W561000001');
    expect(sheet.organisationId).toBe('RNA-W561000001');
  });
});

describe('The owners of foreign ids', () => {
  const calls: [peer: string, ids: string[]][] = [];
  let isAway = false;
  const callPeer: CallPeer = async (peer, _document, { names }) => {
    if (isAway) throw new Error('connection refused');
    const asked = names as Named[];
    calls.push([peer, asked.map(({ id }) => id)]);
    return { [`${peer}Knows`]: asked.map(({ id }) => ({ id, whyNot: null })) };
  };
  beforeEach(() => {
    calls.length = 0;
    isAway = false;
  });

  it('are each asked once for all, in one call however many ask and however often', async () => {
    const owners = ownersThrough(callPeer);
    const lines = Array.from({ length: 500 }, (_, index) => [named(`p${index % 40}`), named('town', 'organisation')]);
    await Promise.all(lines.map((line) => owners.ask(line)));
    for (const line of lines) await owners.ask(line);
    expect(calls.map(([peer, ids]) => [peer, ids.length])).toEqual([
      ['lending', 40],
      ['partners', 1],
    ]);
  });

  it('answer in the order of the question', async () => {
    const known = await ownersThrough(callPeer).ask([named('a'), named('b', 'programme'), named('c')]);
    expect(known).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

  it('are asked again of another day, and in another request', async () => {
    const owners = ownersThrough(callPeer);
    await owners.ask([named('a')]);
    await owners.ask([named('a', 'person', '2011-06-16')]);
    await ownersThrough(callPeer).ask([named('a')]);
    expect(calls).toHaveLength(3);
  });

  it('make ids unreachable while they do not answer, and are asked again afterwards', async () => {
    const owners = ownersThrough(callPeer);
    isAway = true;
    const [person, programme] = await owners.ask([named('a'), named('b', 'programme')]);
    expect([person!.whyNot!.code, programme!.whyNot!.code]).toEqual(['LENDING_UNREACHABLE', 'PARTNERS_UNREACHABLE']);
    await expect(owners.askAhead([named('a')])).rejects.toThrow('connection refused');
    isAway = false;
    expect(await owners.ask([named('a')])).toEqual([{ id: 'a' }]);
  });
});
