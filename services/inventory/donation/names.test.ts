import { newTypeId } from '../../../packages/platform/context/ids.ts';
import { anInventory, CAF, type Inventory } from '../inventory.factory.ts';
import { callVerb } from '../../../packages/platform/testing/call-verb.ts';

describe('What inventory is told that other services own', () => {
  let inventory: Inventory;
  beforeAll(async () => void (inventory = await anInventory()));
  afterAll(() => inventory.close());
  const correct = (shiftId: string, input: object) =>
    callVerb(inventory.as('technician'), 'correctWorkshopHours', 'shift { id }', {
      shiftId,
      workers: 2,
      minutesEach: 30,
      scheme: 'NONE',
      reason: 'Erreur de saisie',
      idempotencyKey: newTypeId('key'),
      ...input,
    });

  it('is asked for the day of the shift that is corrected, unless another is given', async () => {
    const input = { workers: 2, minutesEach: 60, scheme: 'NONE', on: '2011-02-01', idempotencyKey: newTypeId('key') };
    const api = inventory.as('technician');
    const made = await callVerb<{ shift: { id: string } }>(api, 'recordWorkshopHours', 'shift { id }', input);
    inventory.names.asked.length = 0;
    await correct(made.shift.id, { programmeId: 'ordi-2-0', on: '2011-02-03' });
    await correct(made.shift.id, { programmeId: 'ordi-2-0' });
    expect(inventory.names.asked).toMatchObject([[{ from: '2011-02-03' }], [{ from: '2011-02-01' }]]);
  });

  it('offers nothing for a donor nobody knows, nor while the directory does not answer', async () => {
    const codes = async (donorId: string) =>
      (await inventory.offer({ donorId, announcedMachines: 3 })).userErrors.map(({ code }) => code);
    inventory.names.refuse('RNA-W561000999', 'NOT_FOUND');
    expect(await codes('RNA-W561000999')).toEqual(['NOT_FOUND']);
    inventory.names.away = 'partners';
    expect(await codes(CAF)).toEqual(['PARTNERS_UNREACHABLE']);
    inventory.names.away = null;
    expect(await codes(CAF)).toEqual([]);
  });
});
