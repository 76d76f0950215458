import type { OperatorEvent } from '../../../packages/platform/metrics/operator-log.ts';
import type { ServiceContext } from '../../../packages/platform/context/service-context.ts';
import type { Install } from './install.entity.ts';

/** Gives what a verb answers, and tells the hub's operator when it did something. */
export async function telling<Answer extends { install?: Install }>(
  { log }: Pick<ServiceContext, 'log'>,
  event: OperatorEvent,
  answer: Promise<Answer>,
): Promise<Answer> {
  const { install } = await answer;
  if (install) {
    const { id, associationId, hub, state } = install;
    const association = associationId ?? hub ?? id;
    log(`the installation of ${association} is now ${state} (${id})`, { event, association, enrolment: id });
  }
  return answer;
}
