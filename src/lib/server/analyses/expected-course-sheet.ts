/** The expected course in plain words, on one page, for the patient to take along. */
import type { Figure } from '#lib/charts/figure.ts';
import { CONCERN_WORDS } from '#lib/domain/concerns.ts';
import type { Analysis, Context, Group } from '../analysis.ts';
import { areasOf, leadOf } from './expected/areas.ts';
import { fanPanel } from './expected/fan.ts';
import { predictionOf } from './expected/prediction.ts';
import { aboutTens, sheetAnswer, sheetItems } from './expected/sheet-words.ts';
import { courseTable, tidyTable } from './expected/tables.ts';
import { expectedCourse } from './expected-course.ts';

export const expectedCourseSheet: Analysis = {
	...expectedCourse,
	id: 'expected-course-sheet',
	title: 'What to expect: a sheet for the patient',
	description:
		'The expected course of one concern on one area in plain words for a consultation. It leaves the clinic with the patient, so it follows the rules for outside: groups of at least 11 patients.',
	page: '/expect/sheet',
	leavesTheClinic: true,
	figure
};

async function figure(shown: Group[], totals: Group[], context: Context): Promise<Figure> {
	const { filters } = context;
	const area = leadOf(areasOf(shown, totals, context));
	const found = area ? await predictionOf(area, context) : null;
	const told = found?.why === null ? found : null;
	const what = filters.concern ? CONCERN_WORDS[filters.concern].label : 'The treatment';
	return {
		analysis: expectedCourseSheet.id,
		title: area
			? `What to expect: ${what.toLowerCase()}, ${area.name.toLowerCase()}`
			: 'What to expect',
		answer: sheetAnswer(found, context),
		basis: told ? `About ${aboutTens(told.patients)} patients` : 'No patients shown',
		legend: [],
		trends: [],
		others: [],
		forests: [],
		bars: [],
		panels: told
			? [fanPanel(told, context, (patients) => `about ${aboutTens(patients)} patients`)]
			: [],
		restsOn: told ? sheetItems(told, context) : [],
		notes: told
			? [
					'The line is the middle of such courses. Half of them lie in the inner band, four in five in the outer one.'
				]
			: [],
		twins: told ? [courseTable(told, context)] : [],
		table: tidyTable(found ? [found] : [], context)
	};
}
