/**
 * The file formats an analysis can be taken away in. To add one: its file in this folder (id, label,
 * mediaType, write), its line below, and its route beside the CSV's.
 */
import { csv } from './csv.ts';

export const FORMATS = [csv] as const;
