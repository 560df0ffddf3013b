/**
 * Files on their way: so many at once, for one person and in all, from the asking until the last byte is
 * gone; and none that nobody takes. Each has no name any more, and is as large on the disk until it is closed.
 */
import type { Readable } from 'node:stream';
import { BusyError } from './turns.ts';

/** This person has as many files on their way as one may; the message is for them. */
export class OwnFilesError extends Error {}

const OF_ONE_PERSON = 3;
const IN_ALL = 12;

/** A slow line takes a piece within seconds; what waits longer has been left. */
const LONGEST_STILL_MS = 120_000;

const onTheirWay = new Map<string, number>();

/** A place for one file; give it back by calling what it gives, once. Throws OwnFilesError, BusyError. */
export function placeToSend(person: string): () => void {
	const own = onTheirWay.get(person) ?? 0;
	if (own >= OF_ONE_PERSON) {
		throw new OwnFilesError(
			`${own} files are being made or sent to you already. Please take them first, or stop them.`
		);
	}
	const all = [...onTheirWay.values()].reduce((sum, files) => sum + files, 0);
	if (all >= IN_ALL) {
		throw new BusyError('Many files are being made and sent. Please try again in a few minutes.');
	}
	onTheirWay.set(person, own + 1);
	let over = false;
	return () => {
		if (over) return;
		over = true;
		const left = (onTheirWay.get(person) ?? 0) - 1;
		if (left > 0) onTheirWay.set(person, left);
		else onTheirWay.delete(person);
	};
}

export type Sending = {
	/** Called once the file is closed, however it ended. */
	over: () => void;
	/** Ends the connection of whoever takes nothing. */
	cut: () => void;
	stillMs?: number;
};

/** The file as it is taken, piece by piece. When nothing is taken for long it is closed and the taker cut off. */
export function untilLeft(
	file: Readable,
	{ over, cut, stillMs = LONGEST_STILL_MS }: Sending
): ReadableStream<Uint8Array> {
	const pieces: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]();
	let still: NodeJS.Timeout | undefined;
	file.once('close', over);
	const close = () => {
		clearTimeout(still);
		file.destroy();
	};
	const wait = (controller: ReadableStreamDefaultController) => {
		still = setTimeout(() => {
			close();
			controller.error(new Error('Nothing of the file was taken for a long time.'));
			cut();
		}, stillMs).unref();
	};
	return new ReadableStream(
		{
			start: wait,
			async pull(controller) {
				clearTimeout(still);
				try {
					const { done, value } = await pieces.next();
					if (done) {
						close();
						controller.close();
						return;
					}
					controller.enqueue(value);
					wait(controller);
				} catch (fault) {
					close();
					throw fault;
				}
			},
			cancel: close
		},
		// Read when it is asked for: what is asked for is what was taken.
		{ highWaterMark: 0 }
	);
}
