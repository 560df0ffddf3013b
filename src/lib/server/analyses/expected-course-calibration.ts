/** How far expected courses can be trusted: each patient predicted from the others, beside what was seen. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import { counted } from '#lib/domain/format.ts';
import type { Analysis, Context, Group } from '../analysis.ts';
import { areasOf, leadOf } from './expected/areas.ts';
import { calibrationOf } from './expected/calibration.ts';
import {
	calibrationPanel,
	calibrationTable,
	calibrationTidy
} from './expected/calibration-figure.ts';
import { calibrationAnswer, calibrationRestsOn } from './expected/calibration-words.ts';
import { expectedCourse } from './expected-course.ts';

export const expectedCourseCalibration: Analysis = {
	...expectedCourse,
	id: 'expected-course-calibration',
	title: 'Expected courses: predicted against seen',
	description:
		'Each patient of a concern and area predicted from the others (five folds): mean predicted and mean seen in groups of like predictions, and how many scores lay within the bands of 50 and 80 %.',
	methods: ['trajectory-calibration', 'wilson'],
	page: '/expect/calibration',
	// What is said of the patient is not used here.
	tables: () => [],
	figure
};

async function figure(shown: Group[], totals: Group[], context: Context): Promise<Figure> {
	const { filters } = context;
	const area = leadOf(areasOf(shown, totals, context));
	const found = area ? await calibrationOf(area, context) : null;
	const concern = filters.concern ? ` for ${CONCERN_WORDS[filters.concern].noun}` : '';
	return {
		analysis: expectedCourseCalibration.id,
		title: `How far can an expected course${concern} be trusted?`,
		answer: calibrationAnswer(found, context),
		basis:
			found && found.why === null
				? `${counted(found.patients, 'patient')} predicted`
				: 'Nobody predicted',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: found ? [calibrationPanel(found, context)] : [],
		restsOn: calibrationRestsOn(found, context),
		notes:
			found?.why === null
				? [
						'On the diagonal, what was predicted is what was seen. Each mark is a fifth of the patients, or fewer groups where there are few; lines: 95 % t intervals.'
					]
				: [],
		twins: found ? [calibrationTable(found, context)] : [],
		table: calibrationTidy(found, context)
	};
}
