import { expect, test } from 'vitest';
import { waitingOnPhone } from '#lib/components/phone-columns.ts';

const right = (label: string, strong = false) => ({ label, align: 'right' as const, strong });
const left = (label: string) => ({ label, align: 'left' as const });

const shown = (columns: Parameters<typeof waitingOnPhone>[0]) => {
	const waits = waitingOnPhone(columns);
	return columns.filter((_, i) => !waits[i]).map((column) => column.label);
};

test('a phone shows names, due, seen and the chosen week; the other weeks wait', () => {
	const columns = [
		left('Concern'),
		left('Needle depth'),
		right('Patients'),
		right('Due, week 26'),
		right('Seen'),
		right('Week 12'),
		right('Week 26', true),
		right('Week 52')
	];
	expect(shown(columns)).toEqual(['Concern', 'Needle depth', 'Due, week 26', 'Seen', 'Week 26']);
});

test('side effects by depth leave the figure over all depths', () => {
	const depths = ['under 0.5 mm', '0.5–1.0 mm', '1.0–1.5 mm', '1.5–2.0 mm'].map((d) => right(d));
	const columns = [left('Side effect'), ...depths, right('All shown', true)];
	expect(shown(columns)).toEqual(['Side effect', 'All shown']);
});

test('what was published waits too, so that its lines do not part the rows', () => {
	const depths = ['under 0.5 mm', '0.5–1.0 mm', '1.0–1.5 mm', '1.5–2.0 mm'].map((d) => right(d));
	const published = { ...left('Published'), wraps: true };
	const columns = [left('Side effect'), ...depths, right('All courses', true), published];
	expect(shown(columns)).toEqual(['Side effect', 'All courses']);
});

test('a small table is shown whole', () => {
	const columns = [left('Courses'), right('Patients'), right('Mean done', true)];
	expect(shown(columns)).toEqual(['Courses', 'Patients', 'Mean done']);
});

test('without a marked column nothing waits', () => {
	const columns = [left('Area'), ...'abcdef'.split('').map((label) => right(label))];
	expect(waitingOnPhone(columns)).not.toContain(true);
});
