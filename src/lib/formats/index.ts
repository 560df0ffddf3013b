/**
 * The file formats an analysis can be taken away in. To add one: its file in this folder (id, label,
 * mediaType, write) and its line below. Its address `/analyses/<id>.<format>` follows.
 */
import { csv } from './csv.ts';

export const FORMATS = [csv] as const;

/** The format of this id; undefined when there is none. */
export const formatOf = (id: string) => FORMATS.find((format) => format.id === id);
