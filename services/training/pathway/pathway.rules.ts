import { Refusal } from '../../../packages/platform/refusals/refusal.ts';
import type { Assessment } from './assessment.entity.ts';
import { COLUMN_OF } from './assessment.entity.ts';
import { DIGITAL_AREAS, type DigitalArea } from './digital-area.ts';
import type { Pathway } from './pathway.entity.ts';
import type { PathwayEnding, PathwayOutcome, PathwayState } from './pathway.enums.ts';

/** Months after the exit when one asks again what became of the person. */
const MONTHS_LATER = 6;

/** `PATHWAY_OPEN` or `BEFORE_LAST_PATHWAY`: one at a time, so that a session belongs to one pathway. */
export function whyNotPrescribed(known: readonly Pathway[], day: string): Refusal | null {
  const open = known.find(({ state }) => state !== 'EXITED');
  if (open) {
    return new Refusal('PATHWAY_OPEN', 'personId', {
      en: `This person is on the pathway ${open.id}; go on with it, or note its end and exit first.`,
      fr: `Cette personne suit le parcours ${open.id} ; poursuivez-le, ou notez d'abord sa fin et sa sortie.`,
    });
  }
  const last = known.reduce((latest, { movedOn }) => (movedOn > latest ? movedOn : latest), '');
  if (day > last) return null;
  return new Refusal('BEFORE_LAST_PATHWAY', 'on', {
    en: `Their last pathway ended on ${last}; give a later day.`,
    fr: `Leur dernier parcours s'est terminé le ${last} ; donnez un jour plus tardif.`,
  });
}

/** `AREAS_INCOMPLETE`: each of the five areas has one level. */
export function whyNotLevels(areas: readonly DigitalArea[]): Refusal | null {
  if (areas.length === DIGITAL_AREAS.length && DIGITAL_AREAS.every((area) => areas.includes(area))) return null;
  return new Refusal('AREAS_INCOMPLETE', 'levels', {
    en: 'Give each of the five areas one level, 0 when none is reached.',
    fr: 'Donnez un niveau à chacun des cinq domaines, 0 quand aucun n’est atteint.',
  });
}

/** `ALREADY_ASSESSED`, `PATHWAY_OVER` or `BEFORE_LAST_STEP`: before the start, and as often as useful while it lasts. */
export function whyNotAssessed(pathway: Pathway, day: string): Refusal | null {
  if (pathway.state === 'ASSESSED') {
    return new Refusal('ALREADY_ASSESSED', 'pathwayId', {
      en: 'The first assessment is done; start the pathway, then assess again when it ends.',
      fr: 'La première évaluation est faite ; démarrez le parcours, puis évaluez de nouveau à la fin.',
    });
  }
  return whyOver(pathway) ?? whyBefore(pathway, day);
}

/** `NOT_ASSESSED`, `ALREADY_STARTED`, `PATHWAY_OVER` or `BEFORE_LAST_STEP`. */
export function whyNotStartable(pathway: Pathway, day: string): Refusal | null {
  if (pathway.state === 'PRESCRIBED') {
    return new Refusal('NOT_ASSESSED', 'pathwayId', {
      en: 'What the person can do is not known yet; assess them first.',
      fr: "On ne sait pas encore ce que la personne sait faire ; évaluez-la d'abord.",
    });
  }
  if (pathway.state === 'IN_PROGRESS') {
    return new Refusal('ALREADY_STARTED', 'pathwayId', {
      en: 'This pathway is under way; nothing more is needed.',
      fr: "Ce parcours est en cours ; il n'y a rien à ajouter.",
    });
  }
  return whyOver(pathway) ?? whyBefore(pathway, day);
}

interface End {
  ending: PathwayEnding;
  redirectedToId?: string | null | undefined;
}

/** `PATHWAY_OVER`, `NOT_STARTED`, `FINAL_ASSESSMENT_MISSING`, `WHERE_TO`, `NOT_REDIRECTED` or `BEFORE_LAST_STEP`. */
export function whyNotEnded(pathway: Pathway, { ending, redirectedToId }: End, assessments: number, day: string) {
  const over = whyOver(pathway);
  if (over) return over;
  if (ending === 'COMPLETED' && pathway.state !== 'IN_PROGRESS') {
    return new Refusal('NOT_STARTED', 'pathwayId', {
      en: 'A pathway that has not begun cannot be completed; start it, or say it was dropped or redirected.',
      fr: "Un parcours qui n'a pas commencé ne peut être achevé ; démarrez-le, ou notez un abandon ou une réorientation.",
    });
  }
  if (ending === 'COMPLETED' && assessments < 2) {
    return new Refusal('FINAL_ASSESSMENT_MISSING', 'pathwayId', {
      en: 'What the person can do now is not known; assess them again first.',
      fr: "On ne sait pas ce que la personne sait faire maintenant ; évaluez-la de nouveau d'abord.",
    });
  }
  return whyNotRedirected(ending, redirectedToId) ?? whyBefore(pathway, day);
}

function whyNotRedirected(ending: PathwayEnding, organisationId: string | null | undefined): Refusal | null {
  if (ending === 'REDIRECTED' && !organisationId) {
    return new Refusal('WHERE_TO', 'redirectedToId', {
      en: 'Say which organisation goes on with it.',
      fr: 'Indiquez quelle structure prend la suite.',
    });
  }
  if (ending === 'REDIRECTED' || !organisationId) return null;
  return new Refusal('NOT_REDIRECTED', 'redirectedToId', {
    en: 'Only a redirected pathway goes on elsewhere; leave the organisation out.',
    fr: 'Seul un parcours réorienté continue ailleurs ; retirez la structure.',
  });
}

/** `ALREADY_EXITED`, `NOT_ENDED` or `BEFORE_LAST_STEP`. */
export function whyNotExited(pathway: Pathway, day: string): Refusal | null {
  if (pathway.state === 'EXITED') {
    return new Refusal('ALREADY_EXITED', 'pathwayId', {
      en: 'The exit is noted; six months on, note what has become of the person.',
      fr: 'La sortie est notée ; six mois après, notez ce que la personne est devenue.',
    });
  }
  if (!pathway.endedOn) {
    return new Refusal('NOT_ENDED', 'pathwayId', {
      en: 'The support goes on; note how it ends first.',
      fr: "L'accompagnement continue ; notez d'abord comment il se termine.",
    });
  }
  return whyBefore(pathway, day);
}

/** `NOT_EXITED`, `SAME_OUTCOME` or `BEFORE_LAST_STEP`. */
export function whyNotExitCorrected(pathway: Pathway, outcome: PathwayOutcome, day: string): Refusal | null {
  if (!pathway.exitedOn) return notExited();
  if (pathway.outcome === outcome) {
    return new Refusal('SAME_OUTCOME', 'outcome', {
      en: 'This is the outcome that is noted; nothing is to be corrected.',
      fr: "C'est l'issue qui est notée ; il n'y a rien à corriger.",
    });
  }
  return whyBefore(pathway, day);
}

/** `NOT_EXITED`, `TOO_SOON` or `OUTCOME_KNOWN`. */
export function whyNotFollowedUp({ exitedOn, laterOutcome }: Pathway, day: string): Refusal | null {
  if (!exitedOn) return notExited();
  if (laterOutcome && laterOutcome !== 'UNKNOWN') {
    return new Refusal('OUTCOME_KNOWN', 'pathwayId', {
      en: 'What became of the person at six months is noted already; nothing more is needed.',
      fr: "Ce que la personne est devenue à six mois est déjà noté ; il n'y a rien à ajouter.",
    });
  }
  const due = laterOutcomeDueOn(exitedOn);
  if (day >= due) return null;
  return new Refusal('TOO_SOON', 'on', {
    en: `Six months have not passed; ask again from ${due} on.`,
    fr: `Six mois ne sont pas passés ; demandez de nouveau à partir du ${due}.`,
  });
}

const notExited = (): Refusal =>
  new Refusal('NOT_EXITED', 'pathwayId', {
    en: 'The exit of this pathway is not noted; note it first.',
    fr: "La sortie de ce parcours n'est pas notée ; notez-la d'abord.",
  });

/** Six months after a day, or the last day of that month where it has no such day. */
export function laterOutcomeDueOn(exitedOn: string): string {
  const [year, month, day] = exitedOn.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + MONTHS_LATER + 1, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** What was gained in each area from the first assessment to the last; nothing before there are two. */
export function progressOf(assessments: readonly Assessment[]) {
  const [first, last] = [assessments[0], assessments.at(-1)];
  if (!first || !last || first === last) return [];
  return DIGITAL_AREAS.map((area) => {
    const [before, after] = [first[COLUMN_OF[area]], last[COLUMN_OF[area]]];
    return { area, before, after, gained: after - before };
  });
}

const RUNNING: readonly PathwayState[] = ['PRESCRIBED', 'ASSESSED', 'IN_PROGRESS'];

function whyOver({ state }: Pick<Pathway, 'state'>): Refusal | null {
  if (RUNNING.includes(state)) return null;
  return new Refusal('PATHWAY_OVER', 'pathwayId', {
    en: 'The support of this pathway has ended; prescribe another one for what follows.',
    fr: "L'accompagnement de ce parcours est terminé ; prescrivez-en un autre pour la suite.",
  });
}

function whyBefore({ movedOn }: Pick<Pathway, 'movedOn'>, day: string): Refusal | null {
  if (day >= movedOn) return null;
  return new Refusal('BEFORE_LAST_STEP', 'on', {
    en: `The last step of this pathway was on ${movedOn}; give that day or a later one.`,
    fr: `La dernière étape de ce parcours date du ${movedOn} ; donnez ce jour ou un jour plus tardif.`,
  });
}
