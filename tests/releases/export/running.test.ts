import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
	isWatchId,
	noteFailure,
	noteProgress,
	progressOf
} from '#lib/server/releases/export/running.ts';

test('an export is watched by the id that its page gave it, and by no other', () => {
	const [own, other] = [randomUUID(), randomUUID()];
	noteProgress(own, 0.25);
	expect(progressOf(own)).toEqual({ share: 0.25, failed: false });
	expect(progressOf(other)).toBeNull();
	noteFailure(own);
	expect(progressOf(own)).toEqual({ share: 0, failed: true });
});

test.each([null, '', '1', 'x'.repeat(36), '../../../../../../../../../../etc/pw'])(
	'nothing is kept under %s',
	(id) => {
		noteProgress(id, 0.5);
		expect(isWatchId(id)).toBe(false);
		expect(progressOf(id ?? '')).toBeNull();
	}
);
