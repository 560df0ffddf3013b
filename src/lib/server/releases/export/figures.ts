/** The figures of a bundle: sums from the rows of its courses, means and intervals by our own statistics. */
import type { Copying } from '#db/copy-out.server.ts';
import { VISIT_WINDOWS } from '#lib/domain/visit-windows.ts';
import type { Figures, ImprovementFigure, SideEffectFigure } from '#lib/formats/release/figures.ts';
import { clusteredMean } from '#lib/statistics/clustered-mean.ts';
import { OF_COURSE } from './selects.ts';

/** Scores are stored and summed in hundredths. */
const HUNDREDTHS = 100;

const VISITS = VISIT_WINDOWS.map(({ week }, index) => `(${week}, t.window_${index + 1})`).join(
	', '
);

/** As improvementSums of the pages: each patient's sums first, then those over patients. */
const IMPROVEMENT = `with gain as (
		select t.measure, c.area_root, c.depth_band, v.week, e.clinic_id, e.patient_id,
			t.direction * (v.score - t.baseline_x100) as gain, t.responder_x100
		from export_course as e
			join release_course as c on ${OF_COURSE('c')}
			join release_trajectory as t on ${OF_COURSE('t')}
			cross join lateral (values ${VISITS}) as v (week, score)
		where not c.control and c.sessions_done > 0
			and v.score is not null and t.baseline_x100 is not null
	), patient_sum as (
		select measure, area_root, depth_band, week, count(*) as n, sum(gain) as s,
			sum(gain::bigint * gain) as ss, count(responder_x100) as rn,
			count(*) filter (where gain >= responder_x100) as r
		from gain group by measure, area_root, depth_band, week, clinic_id, patient_id
	)
	select measure, area_root, depth_band, week, sum(n) as n, count(*) as patients, sum(s) as sum,
		sum(ss) as sum_squares, sum(s::numeric * s) as patient_sum_squares,
		sum(n::numeric * n) as patient_count_squares, sum(n::numeric * s) as patient_cross_products,
		sum(rn) as ruled, sum(r) as responders
	from patient_sum group by measure, area_root, depth_band, week
	order by measure collate "C", area_root collate "C" nulls last,
		depth_band collate "C" nulls last, week`;

/** A course has an effect when one of its sessions that were asked about has. */
const SIDE_EFFECTS = `with asked as (
		select e.clinic, e.course, e.release_no, c.area_root, c.depth_band, s.session_no
		from export_course as e
			join release_course as c on ${OF_COURSE('c')}
			join release_session as s on ${OF_COURSE('s')}
		where not c.control and s.side_effects_asked = 'yes'
	), groups as (
		select area_root, depth_band, count(distinct (clinic, course)) as courses_asked
		from asked group by area_root, depth_band
	), effects as (
		select e.area_root, e.depth_band, x.term, count(distinct (e.clinic, e.course)) as courses_with
		from asked as e
			join release_side_effect as x on ${OF_COURSE('x')} and x.session_no = e.session_no
		where x.severity <> 'none'
		group by e.area_root, e.depth_band, x.term
	), terms as (select distinct term from effects)
	select g.area_root, g.depth_band, t.term, g.courses_asked, coalesce(x.courses_with, 0) as courses_with
	from groups as g cross join terms as t
		left join effects as x on x.area_root is not distinct from g.area_root
			and x.depth_band is not distinct from g.depth_band and x.term = t.term
	order by g.area_root collate "C" nulls last, g.depth_band collate "C" nulls last,
		t.term collate "C"`;

export async function figuresOf({ run }: Copying): Promise<Figures> {
	const improvement = (await run(IMPROVEMENT)).map(improvementFigure);
	const sideEffects = (await run(SIDE_EFFECTS)).map((row): SideEffectFigure => ({
		area_root: textOf(row.area_root),
		depth_band: textOf(row.depth_band),
		term: String(row.term),
		courses_asked: Number(row.courses_asked),
		courses_with: Number(row.courses_with)
	}));
	return { improvement, sideEffects };
}

const textOf = (value: unknown) => (value === null ? null : String(value));

function improvementFigure(row: Record<string, unknown>): ImprovementFigure {
	const number = (name: string) => Number(row[name]);
	const { mean, sd, interval } = clusteredMean(
		{
			n: number('n'),
			patients: number('patients'),
			sum: number('sum'),
			sumSquares: number('sum_squares'),
			patientSumSquares: number('patient_sum_squares'),
			patientCountSquares: number('patient_count_squares'),
			patientCrossProducts: number('patient_cross_products')
		},
		0.95,
		HUNDREDTHS
	);
	return {
		measure: String(row.measure),
		area_root: textOf(row.area_root),
		depth_band: textOf(row.depth_band),
		week: number('week'),
		patients: number('patients'),
		courses: number('n'),
		mean,
		sd,
		low: interval?.low ?? null,
		high: interval?.high ?? null,
		ruled: number('ruled'),
		responders: number('responders')
	};
}
