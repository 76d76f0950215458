import { openDatabase } from '../../packages/platform/database/database.ts';
import { Computer } from '../../services/inventory/computer/computer.entity.ts';
import { serviceViewer } from '../../packages/platform/peers/call-peer.ts';

const ROWS = 100;
const MEASURED_MS = 1_500;

/** Lists of a hundred computers read per second, as plain rows and as ORM entities, one after the other. */
export async function measureReading(databaseUrl: string): Promise<{ rows: number; entities: number }> {
  const database = await openDatabase({ url: databaseUrl, service: 'inventory', entities: [Computer] });
  const viewer = serviceViewer('inventory', { association: 'defis', hub: null });
  const readRows = (): Promise<unknown[]> =>
    database.reader(viewer).rows(`select * from computer order by id limit ${ROWS}`);
  const readEntities = (): Promise<unknown[]> =>
    database.unitOfWork(viewer).find(Computer, {}, { limit: ROWS, orderBy: { id: 'asc' } });
  try {
    return { rows: await rateOf(readRows), entities: await rateOf(readEntities) };
  } finally {
    await database.close();
  }
}

async function rateOf(read: () => Promise<unknown[]>): Promise<number> {
  const during = async (ms: number): Promise<number> => {
    const from = performance.now();
    let count = 0;
    while (performance.now() - from < ms) {
      if ((await read()).length !== ROWS) throw new Error(`There are not ${ROWS} computers.`);
      count++;
    }
    return count / ((performance.now() - from) / 1000);
  };
  await during(MEASURED_MS / 3);
  return during(MEASURED_MS);
}
