import type { EntityManager } from '@mikro-orm/postgresql';
import { wasEnded, whyEnded } from '../database/patience.ts';
import type { ServiceContext } from '../context/service-context.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 4;

/** One unit of work in one transaction, as the request's viewer; begun again when PostgreSQL asks for it. */
export async function inTransaction<T>(
  { database, viewer }: Pick<ServiceContext, 'database' | 'viewer'>,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.unitOfWork(viewer).transactional(work);
    } catch (error) {
      if (wasEnded(error)) throw whyEnded(database.isStopping());
      const { code } = error as { code?: string };
      if ((code !== SERIALIZATION_FAILURE && code !== DEADLOCK) || attempt === ATTEMPTS) throw error;
    }
  }
}
