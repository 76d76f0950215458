import { Refusal } from '../../packages/platform/refusals/refusal.ts';

/** `NOTHING_CHANGES`: a correction or an amendment that says what is there already. */
export const nothingChanges = (field: string | null): Refusal<'NOTHING_CHANGES'> =>
  new Refusal('NOTHING_CHANGES', field, {
    en: 'This is what is recorded already; say what is to be different.',
    fr: "C'est ce qui est déjà enregistré ; dites ce qui doit changer.",
  });
