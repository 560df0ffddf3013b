import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { OwnFilesError, placeToSend, untilLeft } from '#lib/server/releases/export/sending.ts';
import { BusyError } from '#lib/server/releases/export/turns.ts';

test('one person has three files on their way at most, all together twelve', () => {
	const held = ['a', 'b', 'c', 'd'].flatMap((person) =>
		Array.from({ length: 3 }, () => placeToSend(person))
	);
	expect(() => placeToSend('a')).toThrow(OwnFilesError);
	expect(() => placeToSend('e')).toThrow(BusyError);
	held[0]?.();
	held[0]?.();
	held.push(placeToSend('e'));
	expect(() => placeToSend('a')).toThrow(BusyError);
	for (const giveBack of held) giveBack();
	for (const giveBack of [1, 2, 3].map(() => placeToSend('a'))) giveBack();
});

/** The sending of a file of about 300 kB, and what became of it. */
function sent() {
	const became: string[] = [];
	const file = createReadStream('package-lock.json');
	const stream = untilLeft(file, {
		over: () => became.push('over'),
		cut: () => became.push('cut'),
		stillMs: 150
	});
	return { became, file, stream };
}

test('a file that is taken at whatever pace comes whole, and is closed', async () => {
	const { became, file, stream } = sent();
	async function* slowly() {
		for await (const piece of stream) {
			await new Promise((resolve) => setTimeout(resolve, 40));
			yield piece;
		}
	}
	const taken = await buffer(slowly());
	expect(taken.equals(await buffer(createReadStream('package-lock.json')))).toBe(true);
	await expect.poll(() => became).toEqual(['over']);
	expect(file.closed).toBe(true);
});

test('a file that nobody takes on is closed after a while, and the taker cut off', async () => {
	const begun = sent();
	const reader = begun.stream.getReader();
	expect((await reader.read()).value?.length).toBeGreaterThan(0);
	const never = sent();
	for (const { became, file } of [begun, never]) {
		await expect.poll(() => became.toSorted()).toEqual(['cut', 'over']);
		expect(file.closed).toBe(true);
	}
	await expect(reader.read()).rejects.toThrow('Nothing of the file was taken');
});

test('a file whose taker goes away is closed at once', async () => {
	const { became, stream } = sent();
	const reader = stream.getReader();
	await reader.read();
	await reader.cancel();
	await expect.poll(() => became, { timeout: 100 }).toEqual(['over']);
});
