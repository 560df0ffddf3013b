/** The areas that are spoken of: each with everybody on it, and with those who are like the patient in one thing. */
import { AREAS, areaLabel, areaRoot } from '#lib/domain/areas.ts';
import { measureFor } from '#lib/domain/clinic-choices.ts';
import type { Dimension } from '#lib/domain/dimensions.ts';
import { unfitForChange, type Measure } from '#lib/domain/measure.ts';
import { isPrimary } from '#lib/domain/primary-measures.ts';
import type { Context, Group, HiddenGroup } from '../../analysis.ts';

export type Area = {
	measure: Measure;
	area: string;
	/** "Neck", or the part that is asked for. */
	name: string;
	/** Null where it is hidden. */
	total: Group | null;
	/** Those of the same age band, and so on; null where they are hidden or nobody is one. */
	like: Partial<Record<Dimension, Group | null>>;
	hidden: HiddenGroup | null;
};

/** Only with a concern: courses of several areas are not alike. Of several measures the leading one. */
export function areasOf(
	shown: readonly Group[],
	totals: readonly Group[],
	{ filters, hidden, known }: Context
): Area[] {
	if (!filters.concern) return [];
	const asked = ({ measure, area }: Group['key']) =>
		area !== null &&
		area !== undefined &&
		(filters.measure
			? measure === filters.measure
			: isPrimary(measure ?? '', area, known.choices?.primary));
	const whole = totals.filter(({ key }) => !key.table && asked(key));
	const away = hidden.filter((one) => !one.key.table && one.whole && asked(one.key));
	const keys = new Map(
		[...whole, ...away].map(({ key }) => [`${key.measure} ${key.area}`, key] as const)
	);
	return [...keys.values()]
		.flatMap(({ measure: code = null, area = null }): Area[] => {
			const measure = measureFor(code ?? '', known.choices);
			if (!measure || !area || !measure.hasBaseline || unfitForChange(measure)) return [];
			const isOf = ({ key }: { key: Group['key'] }) => key.measure === code && key.area === area;
			return [
				{
					measure,
					area,
					name: areaLabel(filters.where.area ?? area),
					total: whole.find(isOf) ?? null,
					like: Object.fromEntries(
						Object.entries(filters.about).map(([key, value]) => [
							key,
							shown.find(
								(group) => isOf(group) && group.key.table === key && group.key.line === value
							) ?? null
						])
					),
					hidden: away.find(isOf) ?? null
				}
			];
		})
		.toSorted((a, b) => position(a) - position(b));
}

/** Why the measure asked for is not predicted; null where it is, or where none is asked for. */
export function unfitAsked({ filters, known }: Pick<Context, 'filters' | 'known'>): string | null {
	const measure = filters.measure ? measureFor(filters.measure, known.choices) : null;
	return measure ? unfitForChange(measure) : null;
}

const position = ({ area }: Area) => AREAS.findIndex(({ code }) => code === areaRoot(area));

/** The area that is asked for; of several the one with most patients, so that there is an answer at once. */
export function leadOf(areas: readonly Area[]): Area | null {
	const patients = ({ total }: Area) => total?.cells.course?.patients ?? 0;
	return areas.reduce<Area | null>(
		(lead, area) => (lead === null || patients(area) > patients(lead) ? area : lead),
		null
	);
}
