import { expect, test } from 'vitest';
import { QueueFullError } from '#db/connect.server.ts';
import { together } from '#lib/server/together.ts';

/** A question that is answered when the test says so. */
function held() {
	const begun: { asked: readonly number[]; end: (fault?: Error) => void }[] = [];
	const read = (asked: readonly number[]) =>
		new Promise<readonly number[]>((resolve, reject) =>
			begun.push({ asked, end: (fault) => (fault ? reject(fault) : resolve(asked)) })
		);
	return { begun, read };
}

const inCourse = () => new Promise(setImmediate);

test('whoever asks while readings run has the next one, never one that began before', async () => {
	const { begun, read } = held();
	const ask = together(read, 2);
	const answers = [ask(1), ask(2)];
	await inCourse();
	answers.push(ask(3));
	await inCourse();
	answers.push(ask(4), ask(5));
	await inCourse();
	expect(begun.map(({ asked }) => asked)).toEqual([[1, 2], [3]]);
	begun[1]?.end();
	expect(await answers[2]).toEqual([3]);
	await inCourse();
	expect(begun[2]?.asked).toEqual([4, 5]);
	begun[0]?.end();
	begun[2]?.end();
	expect(await Promise.all(answers)).toEqual([[1, 2], [1, 2], [3], [4, 5], [4, 5]]);
});

test('a reading that fails is the failure of those who joined it alone', async () => {
	const { begun, read } = held();
	const ask = together(read);
	const failing = ask(1);
	await inCourse();
	const next = ask(2);
	begun[0]?.end(new Error('broken'));
	await expect(failing).rejects.toThrow('broken');
	await inCourse();
	begun[1]?.end();
	expect(await next).toEqual([2]);
});

test('SR-8.2 beyond a bound nobody waits: refused at once, and the others have their answer', async () => {
	const { begun, read } = held();
	const ask = together(read);
	const first = ask(0);
	await inCourse();
	const waiting = Array.from({ length: 400 }, (_, i) => ask(i));
	await expect(ask(400)).rejects.toBeInstanceOf(QueueFullError);
	begun[0]?.end();
	await first;
	await inCourse();
	begun[1]?.end();
	expect((await Promise.all(waiting)).every((answer) => answer.length === 400)).toBe(true);
});
