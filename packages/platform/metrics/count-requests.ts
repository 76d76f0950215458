import type { ApolloServerPlugin } from '@apollo/server';
import type { Metrics } from './metrics.ts';

/** The services, and the gateway before them. */
export type Answering = string;

/** Counts what an Apollo Server answers, and how long it takes. */
export function countRequests({ requests }: Pick<Metrics, 'requests'>, service: Answering): ApolloServerPlugin {
  return {
    async requestDidStart() {
      const end = requests.startTimer({ service });
      return {
        async willSendResponse({ operation, errors }) {
          end({ kind: operation?.operation ?? 'none', outcome: errors?.length ? 'error' : 'ok' });
        },
      };
    },
  };
}
