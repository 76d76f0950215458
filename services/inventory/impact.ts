import { createImpactPart } from '../kit/impact/read/impact-resolver.ts';
import { createManifestResolver } from '../kit/impact/compare/manifest-resolver.ts';
import { createOperateFiguresResolver } from '../kit/impact/operate/operate-figures.ts';
import { createReceiveFiguresResolver } from '../kit/impact/receive/receive-figures.ts';
import { measures } from './measures.ts';

/** The share of inventory in the federated `Impact`. */
export const impact = createImpactPart({ service: 'inventory', measures });

/** By which a hub receives the figures of inventory. */
export const ReceiveFigures = createReceiveFiguresResolver({ service: 'inventory', measures });

/** How the figures of this service stand, and the operator's commands. */
export const OperateFigures = createOperateFiguresResolver({ service: 'inventory', measures });

/** What a hub holds of an association, for whoever compares. */
export const ManifestOfFigures = createManifestResolver('inventory');
