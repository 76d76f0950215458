/** What whoever operates an instance may have to act on, by the stable name that alerts are made on, and how loud it is. */
export const EVENTS = {
  association_late: 'warn',
  association_back: 'info',
  month_not_on_time: 'warn',
  publication_failing: 'warn',
  publication_works_again: 'info',
  job_failing: 'warn',
  job_works_again: 'info',
  disk_full: 'error',
  slice_refused_upstream: 'warn',
  slice_conflict: 'warn',
  stale_epoch: 'warn',
  run_fenced: 'error',
  signature_refused: 'error',
  install_not_approved: 'warn',
  epoch_raised: 'warn',
  hub_incarnation_changed: 'warn',
  drift_found: 'error',
  figures_restated: 'info',
  period_sealed: 'info',
  adjustment_pending: 'warn',
  figures_doubted: 'warn',
  figures_accepted: 'info',
  install_enrolled: 'info',
  install_approved: 'info',
  install_revoked: 'warn',
} as const satisfies Record<string, 'info' | 'warn' | 'error'>;
export type OperatorEvent = keyof typeof EVENTS;

/** What a line is about, besides its words. Never a person. */
export interface About {
  event: OperatorEvent;
  /** The association concerned, where it is not the instance's own. */
  association?: string;
  /** Further fields: a period, a task, a reason. */
  [detail: string]: string | number | boolean | null | undefined;
}

/** One line for whoever operates the instance, and one more in the count of its event. */
export type OperatorLog = (line: string, about: About) => void;
