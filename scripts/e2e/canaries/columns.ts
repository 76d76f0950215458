/**
 * Columns that hold text, by what they tell. `*` is every service. A column in neither list makes the test fail: whoever
 * adds one decides here whether it may tell of somebody.
 */

/** People, households, whoever works at the association, and free text in which somebody may have been named: never leaves. */
export const PERSONAL: Record<string, string> = {
  '*.history': 'recorded_by details',
  '*.idempotency': 'owner key result',
  '*.import_line': 'draft draft_key object_id message_en message_fr',
  '*.import_origin': 'key object_id',
  '*.import_run': 'file_name ignored_columns column_names settings requested_by',
  'inventory.alias': 'added_by',
  'inventory.crossing_answer': 'refusal',
  'inventory.erasure': 'operator',
  'inventory.functional_test': 'tested_by checks',
  'inventory.repair_ticket': 'problem',
  'inventory.workshop_shift': 'task reason',
  'lending.crossing': 'condition requested_by idempotency_key problem loss',
  'lending.duplicate_judgement': 'one_id other_id',
  'lending.eligibility': 'household_id',
  'lending.forgotten_elsewhere': 'noun_id asked',
  'lending.household': 'id email',
  'lending.household_alias': 'id kept_id',
  'lending.household_move': 'household_id',
  'lending.loan':
    'household_id detached_id refusal_reason refusal_referral priority_reason out_of_turn_reason override_reason loss sanction_lift_reason',
  'lending.loan_fault': 'problem resolution',
  'lending.loan_machine': 'condition',
  'lending.organisation_contact': 'email',
  'lending.person': 'id given_name family_name household_id given_key family_key',
  'lending.reminder': 'failure',
  'partners.reporting_period': 'submitted_by approved_by',
  'training.attendance': 'person_id',
  'training.pathway': 'person_id',
  'training.session': 'cancellation_reason',
  'training.visa': 'person_id cancellation_reason',
  'training.visa_claim_line': 'reason',
  '*.person_alias': 'id kept_id',
  '*.usual_figure': 'accepted_by',
};

/** Why each of the others tells of nobody. */
export const NOT_PERSONAL: { why: string; columns: Record<string, string> }[] = [
  {
    why: 'Figures as they are told, and the protocol that carries them: places, measures, associations, organisations, digests.',
    columns: {
      '*.acknowledgement': 'association period refusal message hub',
      '*.audit_run': 'drifted',
      '*.edition': 'bundle',
      '*.fact': 'association period territory measure programme member',
      '*.heard': 'association',
      '*.heard_run': 'install run',
      '*.held_above': 'association period digest',
      '*.hub_incarnation': 'incarnation',
      '*.hub_seen': 'hub incarnation compared_incarnation',
      '*.pending_adjustment': 'year',
      '*.publication_refusal': 'side association code',
      '*.refused_slice': 'association period id code message french totals',
      '*.rollup': 'territory period measure programme association member',
      '*.rollup_check': 'association',
      '*.rollup_meaning': 'digest',
      '*.run_challenge': 'install challenge',
      '*.slice': 'association period digest reason install signature',
      '*.told_edition': 'association bundle',
      '*.told_month': 'association month',
      '*.usual_figure': 'association measure grain',
      'partners.enrolment': 'id association_id hub state code_hash install public_key reason vouched_by',
    },
  },
  {
    why: 'Machines that run this: databases, keys, migrations, files by their form.',
    columns: {
      '*.install': 'id system_identifier run',
      '*.migration': 'name',
      '*.idempotency': 'verb digest',
      '*.import_line': 'run_id status code column_name',
      '*.import_origin': 'verb digest',
      '*.import_run': 'id verb digest encoding separator state requested_roles',
      'inventory.signing_key': 'public_key private_key',
      'inventory.trusted_association': 'id public_key',
    },
  },
  {
    why: 'Which thing, and what was done to it, by words of closed lists.',
    columns: {
      '*.history': 'noun noun_id verb',
      '*.organisation_alias': 'id kept_id',
      'inventory.crossing_answer': 'crossing_id',
      'inventory.milestone': 'computer_id kind commune',
      'inventory.outing': 'computer_id loan_id ending commune',
      'lending.crossing': 'id loan_id verb computer_out computer_back computer_kept fault_id',
      'lending.duplicate_judgement': 'judgement',
      'lending.forgotten_elsewhere': 'id peer',
      'lending.forgotten_night': 'id',
      'lending.loan_term': 'loan_id',
      'lending.retention': 'id',
      'lending.signed_agreement': 'loan_id digest',
      'training.visa_attendance': 'attendance_id visa_id',
    },
  },
  {
    why: 'Computers, their parts and papers: shown to their donors.',
    columns: {
      'inventory.alias': 'id computer_id kind value',
      'inventory.certificate': 'id donation_id donor_id number supersedes_id reason document',
      'inventory.certificate_line':
        'certificate_id computer_id label serial kind brand model outcome erasures recycler_id recycling_certificate transferred_to data',
      'inventory.computer':
        'id donation_id donor_id label serial asset_tag kind brand model processing custody grade reserved_for',
      'inventory.donation': 'id donor_id programme_id state transfer_id',
      'inventory.erasure': 'id computer_id method standard tool storage_serial certificate_digest storage_id',
      'inventory.functional_test': 'id computer_id grade',
      'inventory.part': 'id kind label origin_id fitted_in_id repair_ticket_id',
      'inventory.recycling': 'computer_id recycler_id certificate certificate_digest',
      'inventory.repair_ticket': 'id computer_id outcome state crossing_id',
      'inventory.storage': 'id computer_id kind serial fate',
      'inventory.transfer': 'id direction state association offer answer decision',
      'inventory.transfer_line': 'transfer_id computer_id label',
      'inventory.workshop_shift': 'id scheme programme_id supersedes_id',
    },
  },
  {
    why: 'Communes, states and bands of closed lists, organisations: shown to those who work there, and counted.',
    columns: {
      'lending.eligibility': 'id ground band prescriber_id',
      'lending.household': 'commune quotient_band',
      'lending.household_move': 'from_commune',
      'lending.loan': 'id state organisation_id programme_id commune crossing_id priority refusal_organisation_id',
      'lending.loan_fault': 'id loan_id computer_id repair_ticket_id',
      'lending.loan_machine': 'id loan_id computer_id donor_id kind',
      'lending.organisation_contact': 'organisation_id',
      'lending.reminder': 'id loan_id kind channel state',
      'training.assessment': 'id pathway_id autonomy',
      'training.attendance': 'id session_id status autonomy double_of',
      'training.pathway':
        'id prescriber_id programme_id commune goal state ending redirected_to_id outcome later_outcome merge_id',
      'training.visa': 'id programme_id commune state allocation_id merge_id',
      'training.visa_allocation': 'id programme_id funder_id reference',
      'training.visa_claim': 'id programme_id',
      'training.visa_claim_line': 'claim_id visa_id outcome',
    },
  },
  {
    why: 'Places and sessions as they are announced.',
    columns: {
      'training.place': 'id name kind commune address accessibility',
      'training.session':
        'id kind mode place_id commune staff_commune programme_id organisation_id theme state accessibility start_time course_provider_id course_name',
    },
  },
  {
    why: 'Organisations, programmes and what is agreed with them: shown to the parties.',
    columns: {
      'partners.agreement': 'id organisation_id programme_id title kind termination_reason',
      'partners.agreement_terms': 'agreement_id instalments targets reason',
      'partners.association': 'id name rna siret seat',
      'partners.association_coverage': 'id association_id covers',
      'partners.delivery': 'id organisation_id programme_id kind title commune cancellation_reason',
      'partners.instalment': 'id agreement_id commune',
      'partners.organisation': 'id name siret rna kind commune merged_into',
      'partners.organisation_role': 'id organisation_id role',
      'partners.programme': 'id name succeeds',
      'partners.receipt': 'id instalment_id reverses reason',
      'partners.reported_figure': 'reporting_period_id service status reason measure',
      'partners.reporting_period': 'id agreement_id programme_id period territory supersedes reason statement',
      'partners.role_held': 'organisation_id role origin',
      'partners.target': 'id agreement_id indicator period territory',
    },
  },
];

/** Whether a list names a column of a table of a service. */
export const names = (list: Record<string, string>, { service, table, column }: ColumnName): boolean =>
  [`${service}.${table}`, `*.${table}`].some((key) => (list[key] ?? '').split(' ').includes(column));

export interface ColumnName {
  service: string;
  table: string;
  column: string;
}
