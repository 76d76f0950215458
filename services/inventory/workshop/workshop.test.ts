import { randomUUID } from 'node:crypto';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';
import { anInventory, refusedWith, type Inventory } from '../inventory.factory.ts';

interface Shift {
  id: string;
  on: string;
  workers: number;
  hours: number;
  scheme: string;
  task: string | null;
  programme: { id: string } | null;
  reason: string | null;
  supersedes: { id: string } | null;
  supersededBy: { id: string } | null;
  history: { verb: string; happenedOn: string }[];
}

const SHIFT = `id on workers hours scheme task programme { id } reason supersedes { id } supersededBy { id }
  history { verb happenedOn }`;

describe('Workshop hours', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    inventory = await anInventory();
  });
  afterAll(() => inventory.close());

  const verb = (name: string) => (input: object) =>
    callVerb<{ shift: Shift }>(inventory.as('technician'), name, `shift { ${SHIFT} }`, {
      workers: 4,
      minutesEach: 210,
      scheme: 'ACI',
      idempotencyKey: randomUUID(),
      ...input,
    });
  const recordHours = verb('recordWorkshopHours');
  const correctHours = (input: object) => verb('correctWorkshopHours')({ reason: 'Une personne de trop', ...input });

  it('are kept by day and scheme, and never by person', async () => {
    const { shift, userErrors } = await recordHours({ on: '2011-02-01', task: 'Tri', programmeId: 'ordi-2-0' });
    expect(userErrors).toEqual([]);
    expect(shift).toMatchObject({
      on: '2011-02-01',
      workers: 4,
      hours: 14,
      scheme: 'ACI',
      task: 'Tri',
      programme: { id: 'ordi-2-0' },
      supersedes: null,
      supersededBy: null,
      history: [{ verb: 'recordWorkshopHours', happenedOn: '2011-02-01' }],
    });
  });

  it('are recorded once when the call is sent again', async () => {
    const input = { on: '2011-02-02', idempotencyKey: 'the same shift' };
    const [first, again] = [await recordHours(input), await recordHours(input)];
    expect(again.shift.id).toBe(first.shift.id);
  });

  it('are corrected by others that supersede them', async () => {
    const { shift: wrong } = await recordHours({ on: '2011-03-01' });
    const { shift } = await correctHours({ shiftId: wrong.id, workers: 3 });
    expect(shift).toMatchObject({
      on: '2011-03-01',
      hours: 10.5,
      reason: 'Une personne de trop',
      supersedes: { id: wrong.id },
    });
    const { workshopShift } = await inventory
      .as('manager')
      .request<{ workshopShift: Shift }>(`query ($id: ID!) { workshopShift(id: $id) { ${SHIFT} } }`, { id: wrong.id });
    expect(workshopShift).toMatchObject({ hours: 14, supersededBy: { id: shift.id } });
    expect(workshopShift.history.map((entry) => entry.verb)).toEqual(['recordWorkshopHours', 'correctWorkshopHours']);
    expect(await listed('period: "2011-03"')).toEqual([shift.id]);
  });

  it('are listed by period and scheme, 50 with as many statements as 2', async () => {
    for (let day = 0; day < 52; day++) await recordHours({ on: '2011-04-04', scheme: day % 2 ? 'ESAT' : 'NONE' });
    expect(await listed('period: "2011-04", scheme: ESAT')).toHaveLength(26);
    expect(await listed('period: "2011-05"')).toEqual([]);
    const few = await inventory.countStatements(() => listed('period: "2011-04"', 2, SHIFT));
    const many = await inventory.countStatements(async () =>
      expect(await listed('period: "2011-04"', 50, SHIFT)).toHaveLength(50),
    );
    expect(many).toBe(few);
  });

  const listed = async (filter: string, first = 100, selection = 'id'): Promise<string[]> => {
    const { workshopShifts } = await inventory
      .as('technician')
      .request<{ workshopShifts: { nodes: Shift[] } }>(
        `{ workshopShifts(${filter}, first: ${first}) { nodes { ${selection} } } }`,
      );
    return workshopShifts.nodes.map(({ id }) => id);
  };

  it('are refused when nobody worked, too long, or for a day to come', async () => {
    expect(await recordHours({ workers: 0 })).toEqual(refusedWith('NOBODY_WORKED', 'workers'));
    expect(await recordHours({ minutesEach: 1441 })).toEqual(refusedWith('INVALID_INPUT', 'minutesEach'));
    expect(await recordHours({ on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
  });

  it('are corrected once, known, and not for a day to come', async () => {
    const { shift } = await recordHours({ on: '2011-05-02' });
    const shiftId = shift.id;
    expect(await correctHours({ shiftId, on: '2011-06-16' })).toEqual(refusedWith('IN_THE_FUTURE', 'on'));
    expect((await correctHours({ shiftId, workers: 0 })).shift.hours).toBe(0);
    expect(await correctHours({ shiftId })).toEqual(refusedWith('ALREADY_SUPERSEDED', 'shiftId'));
    expect(await correctHours({ shiftId: 'shift_none' })).toEqual(refusedWith('NOT_FOUND', 'shiftId'));
  });

  it('are for the workshop to see, and not kept at a hub', async () => {
    for (const role of ['lender', 'partner', 'coordinator'] as const)
      await expect(inventory.as(role).request('{ workshopShifts { nodes { id } } }')).rejects.toMatchObject({
        response: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
    const hub = await anInventory({ association: null });
    const input = { workers: 1, minutesEach: 60, scheme: 'NONE', idempotencyKey: 'at a hub' };
    const asked = callVerb(hub.as('technician'), 'recordWorkshopHours', 'shift { id }', input);
    await expect(asked).rejects.toThrow('FORBIDDEN');
    await hub.close();
  });
});
