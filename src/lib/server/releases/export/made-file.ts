/** How an export comes about: in its turn, in a private folder, written down in the audit, and then given. */
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { audit, type AuditSource } from '../../audit.ts';
import { nameOf, rulesOf, stemOf, type ReleaseFacts } from '#lib/formats/release/facts.ts';
import { exportFolder } from './folder.ts';
import { hashOfFile } from './read-tables.ts';
import { factsOf, type Exported } from './release.ts';
import { turnToExport } from './turns.ts';

export type ExportOptions = {
	/** Who takes it away. */
	by: AuditSource;
	/** Ends the export; what was written is removed. */
	signal?: AbortSignal | undefined;
	/** From 0 to 1, as the work goes on. */
	progress?: ((share: number) => void) | undefined;
};

export type ExportFile = {
	fileName: string;
	mediaType: string;
	/** SHA-256 of the file. */
	hash: string;
	bytes: number;
	/** Rows of all tables in it. */
	rows: number;
	/** It has no name any more: it is gone when it is closed, read or not. */
	file: FileHandle;
};

export type Made = {
	path: string;
	/** What comes after the release's name and day: `.zip`, `-assessments.csv`. */
	ending: string;
	mediaType: string;
	rows: number;
	/** Where they are known already. */
	known?: { sha256: string; bytes: number };
};

/** Makes a file and records it. Throws ExportError, BusyError, or the signal's reason. */
export async function madeFile(
	db: Kysely<Database>,
	exported: Exported,
	{ by, signal }: ExportOptions,
	make: (facts: ReleaseFacts, folder: string) => Promise<Made>
): Promise<ExportFile> {
	const giveBack = await turnToExport(db, signal);
	try {
		const facts = await factsOf(db, exported);
		const folder = await exportFolder();
		try {
			const { path, ending, mediaType, rows, known } = await make(facts, folder);
			const { sha256: hash, bytes } = known ?? (await hashOfFile(path));
			signal?.throwIfAborted();
			const fileName = `${stemOf(facts)}${ending}`;
			await audit(db, {
				...by,
				action: 'export',
				object: nameOf(facts),
				detail: {
					release: facts.releaseNo,
					rules: JSON.stringify(rulesOf(facts)),
					file: fileName,
					rows,
					hash
				}
			});
			return { fileName, mediaType, hash, bytes, rows, file: await open(path) };
		} finally {
			// Its name goes at once: a download that is cut leaves nothing behind, whoever cuts it.
			await rm(folder, { recursive: true, force: true });
		}
	} finally {
		giveBack();
	}
}
