import type { Accessibility } from '../place/accessibility.ts';
import type { SessionTheme } from '../session/session.enums.ts';

/** What a session is about, as people read it in their calendar. */
export const THEMES: Record<SessionTheme, string> = {
  EQUIPMENT: 'Prendre en main un ordinateur',
  INTERNET: 'Naviguer sur internet',
  EMAIL: 'Courriel',
  SMARTPHONE: 'Téléphone et tablette',
  OFFICE: 'Bureautique',
  PUBLIC_SERVICES: 'Démarches en ligne',
  EMPLOYMENT: 'Emploi',
  HEALTH: 'Santé',
  PARENTHOOD: 'Parentalité',
  SOCIAL_NETWORKS: 'Réseaux sociaux',
  SAFETY: 'Sécurité',
  CREATION: 'Création',
  WEB_SITE: 'Site web',
  OTHER: 'Atelier numérique',
};

/** Whom a session can receive. */
export const WELCOMES: Record<Accessibility, string> = {
  LSF: 'langue des signes française',
  HEARING: 'personnes qui entendent mal',
  VISUAL: 'personnes qui voient mal',
  MOTOR: 'mobilité réduite',
  COGNITIVE: 'handicap mental',
  ILLITERACY: 'difficultés à lire ou à écrire',
  FOREIGN_LANGUAGES: 'personnes qui ne parlent pas français',
};
