import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARM_KEYS } from '#lib/domain/arms.ts';
import { DIMENSIONS, MOST_DIMENSIONS } from '#lib/domain/dimensions.ts';
import { filterBar } from '#lib/domain/filter-bar.ts';
import {
	DEFAULT_WEEK,
	dimensionsUsed,
	nothingAsked,
	optionsOf,
	parseFilters,
	toQuery,
	UNITS,
	type Accepted,
	type Filters,
	type Known
} from '#lib/domain/filters.ts';
import { CONCERNS } from '#lib/domain/measure.ts';
import { beginningWithOwn } from '#lib/domain/own-first.ts';
import { quartersOf } from '#lib/domain/quarter-options.ts';
import { VISIT_WEEKS } from '#lib/domain/visit-windows.ts';
import { improvementOverTime } from '#lib/server/analyses/improvement-over-time.ts';
import { sessionCounts } from '#lib/server/analyses/session-counts.ts';
import { sideEffectsPerSession } from '#lib/server/analyses/side-effects-per-session.ts';

const known: Known = {
	protocols: [{ value: 'neck-4x4', label: 'Neck, 4 sessions' }],
	practitioners: [
		{ value: 'mine', label: 'my courses' },
		{ value: 'rest', label: 'courses of the others' }
	],
	clinics: [{ value: 'c1', label: 'Clinic 1' }],
	quarters: ['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'],
	dataVersion: 3
};
const { accepted } = improvementOverTime;
const parse = (query: string) => parseFilters(new URLSearchParams(query), accepted, known);

describe('reading filters from an address', () => {
	it('reads area, depth and week, and groups by depth when nothing is said', () => {
		const { filters, problems } = parse('area=neck&depth=0.5-1.0&wk=12');
		expect(problems).toEqual([]);
		expect(filters.where).toEqual({ area: 'neck', depth: '0.5-1.0' });
		expect(filters.wk).toBe(12);
		expect(filters.by).toBe('depth');
	});

	it.each([
		['colour=red', 'colour', 'no filter'],
		['depth=3mm', 'depth', 'not one of'],
		['depth=0.5-1.0&depth=1.0-1.5', 'depth', 'more than once'],
		['wk=13', 'wk', 'not one of'],
		['by=hair', 'by', 'not one of'],
		['unit=kilos', 'unit', 'not one of'],
		['concern=warts', 'concern', 'not one of'],
		['measure=NOPE', 'measure', 'not a measure'],
		['concern=pores&measure=LEMPERLE', 'measure', 'does not score'],
		['clinic=other', 'clinic', 'not one of'],
		['data=2', 'data', 'not kept'],
		['evidence=maybe', 'evidence', 'not one of'],
		['depth[]=0.5-1.0', 'depth[]', 'write depth='],
		['concern=pores&concern=wrinkles', 'concern', 'more than once'],
		['network=maybe', 'network', 'not one of'],
		['miss=maybe', 'miss', 'not one of'],
		['model=maybe', 'model', 'not one of'],
		['per=course', 'per', 'no filter'],
		[`area=${'n'.repeat(201)}`, 'area', 'too long'],
		['area=%F0%9F%92%89%E2%80%AE', 'area', 'not one of'],
		['__proto__=1', '__proto__', 'no filter'],
		['constructor=1', 'constructor', 'no filter']
	])('names what it cannot take in %s (SR-4.1, SR-4.7)', (query, key, words) => {
		const { problems } = parse(query);
		expect(problems).toHaveLength(1);
		expect(problems[0]?.key).toBe(key);
		expect(problems[0]?.message).toContain(words);
	});

	it('takes at most three filters and groupings, and names the one too many beside the others', () => {
		const { filters, problems } = parse('area=neck&device=pen&type=III');
		expect(problems.map((problem) => problem.key)).toEqual(['type']);
		expect(problems[0]?.message).toContain(
			'one too many beside body area, device and needle depth (the grouping)'
		);
		expect(filters.where).toEqual({ area: 'neck', device: 'pen' });
	});

	it('counts the area panels of one concern as one of the three', () => {
		expect(parse('concern=wrinkles&device=pen&sex=female').problems).toHaveLength(1);
		expect(parse('concern=wrinkles&area=neck&device=pen').problems).toHaveLength(0);
	});

	it('counts the shares of sessions as one of the three', () => {
		const read = (query: string) =>
			parseFilters(new URLSearchParams(query), sessionCounts.accepted, known).problems;
		expect(read('device=pen&by=depth')).toHaveLength(0);
		expect(read('device=pen&sex=female&by=depth').map(({ key }) => key)).toEqual(['sex']);
	});

	it('groups by clinic beside other clinics, and names what does not go with it', () => {
		const { filters, problems } = parse('network=on&by=device&clinic=c1&area=neck');
		expect(filters).toMatchObject({ network: true, by: 'clinic', where: { area: 'neck' } });
		expect(problems.map(({ key }) => key)).toEqual(['by', 'clinic']);
	});

	it('shows nothing of a wrong value that cannot be read or turns the words around (SR-4.1)', () => {
		const hostile = fc.array(
			fc.constantFrom('\u202e', '\ud800', '\u0000', '\n', '\u2028', 'x', '💉')
		);
		fc.assert(
			fc.property(hostile, (characters) => {
				const text = characters.join('');
				for (const pair of [
					['area', text],
					[text, 'neck']
				] as [string, string][]) {
					for (const { key, value, message } of parse(new URLSearchParams([pair]).toString())
						.problems) {
						expect(key + value + message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
						expect((key + value + message).isWellFormed()).toBe(true);
					}
				}
			}),
			{ numRuns: 1000 }
		);
	});

	it('takes a filter that is also the grouping once', () => {
		expect(parse('depth=0.5-1.0&device=pen&sex=female').problems).toHaveLength(0);
	});

	it('has no severity filter where there is no baseline', () => {
		const { problems } = parseFilters(
			new URLSearchParams('severity=mild'),
			sideEffectsPerSession.accepted,
			known
		);
		expect(problems.map((problem) => problem.key)).toEqual(['severity']);
	});

	it('knows the last four quarters, a year and a single quarter', () => {
		expect(quartersOf('last-4', known.quarters)).toEqual(known.quarters.slice(1));
		expect(quartersOf('2025', known.quarters)).toEqual(['2025-Q3', '2025-Q4']);
		expect(quartersOf('2026-Q1', known.quarters)).toEqual(['2026-Q1']);
	});

	it('gives the same filters back from its own canonical address', () => {
		fc.assert(
			fc.property(anyFilters(), (filters) => {
				const query = toQuery(filters, accepted);
				const read = parseFilters(new URLSearchParams(query), accepted, known);
				expect(read.problems).toEqual([]);
				expect(read.filters).toEqual(filters);
				expect(toQuery(read.filters, accepted)).toBe(query);
			}),
			{ numRuns: 1000 }
		);
	});

	it('says whether sessions or courses are counted, and from which severity on, unless it goes without saying', () => {
		const { accepted: own } = sideEffectsPerSession;
		const read = (query: string) => parseFilters(new URLSearchParams(query), own, known);
		const { filters, problems } = read('per=course&least=severe');
		expect(problems).toEqual([]);
		expect(toQuery(filters, own)).toBe('least=severe&per=course');
		expect(filterBar(filters, own, known).sentence).toContain('per course · severe only');
		expect(toQuery(read('per=session&least=any').filters, own)).toBe('');
		expect(read('per=patient&least=bad').problems.map(({ key }) => key)).toEqual(['per', 'least']);
	});

	it('never throws and never takes more than three dimensions, whatever the address (SR-4.1)', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(anyKey(), fc.string())), (pairs) => {
				const { filters } = parseFilters(new URLSearchParams(pairs), accepted, known);
				expect(dimensionsUsed(filters, accepted).size).toBeLessThanOrEqual(MOST_DIMENSIONS);
			}),
			{ numRuns: 1000 }
		);
	});
});

describe('reading the groups of a comparison from an address', () => {
	const compared = { ...accepted, panels: null, by: [], defaultBy: null, arms: ARM_KEYS };
	const read = (query: string) => parseFilters(new URLSearchParams(query), compared, known);

	it('reads what the groups differ in, and gives it back in the same address', () => {
		const query = 'a.depth=0.5-1.0&area=neck&b.depth=1.5-2.0&wk=12';
		const { filters, problems } = read(query);
		expect(problems).toEqual([]);
		expect(filters.where).toEqual({ area: 'neck' });
		expect(filters.arms).toEqual([
			{ name: 'a', where: { depth: '0.5-1.0' } },
			{ name: 'b', where: { depth: '1.5-2.0' } }
		]);
		expect(toQuery(filters, compared)).toBe(query);
	});

	it.each([
		['a.depth=0.5-1.0', 'second group'],
		['a.depth=0.5-1.0&b.device=pen', 'same keys'],
		['a.depth=0.5-1.0&b.depth=0.5-1.0', 'the same'],
		['a.depth=0.5-1.0&b.depth=1.5-2.0&depth=0.5-1.0', 'a filter for all groups'],
		['a.depth=3mm&b.depth=1.5-2.0', 'not one of'],
		['a.sex=female&b.sex=male', 'no filter'],
		['d.depth=0.5-1.0', 'no filter']
	])('compares nothing for %s, and says why', (query, words) => {
		const { filters, problems } = read(query);
		expect(filters.arms).toEqual([]);
		expect(problems.map(({ message }) => message).join(' ')).toContain(words);
	});

	it('counts what the groups differ in among the three', () => {
		const { filters, problems } = read(
			'a.depth=0.5-1.0&a.device=pen&b.depth=1.5-2.0&b.device=pen&area=neck&sex=female'
		);
		expect(filters.arms).toHaveLength(2);
		expect(problems.map(({ key }) => key)).toEqual(['sex']);
	});

	it('knows no groups where nothing is compared', () => {
		expect(parse('a.depth=0.5-1.0&b.depth=1.5-2.0').problems).toHaveLength(2);
	});
});

const anyKey = () =>
	fc.oneof(fc.string(), fc.constantFrom(...DIMENSIONS, 'by', 'wk', 'concern', 'unit', '__proto__'));

/** Filters that fit together: at most three dimensions, values from the lists. */
function anyFilters(): fc.Arbitrary<Filters> {
	const where = fc
		.subarray([...DIMENSIONS], { maxLength: 2 })
		.chain((keys) =>
			fc.tuple(
				...keys.map((key) =>
					fc.constantFrom(...optionsOf(key, known).map((option) => [key, option.value] as const))
				)
			)
		)
		.map((entries) => Object.fromEntries(entries));
	return fc
		.record({
			concern: fc.option(fc.constantFrom(...CONCERNS)),
			measure: fc.constant(null),
			where,
			by: fc.option(fc.constantFrom(...accepted.by)),
			wk: fc.constantFrom(...VISIT_WEEKS, DEFAULT_WEEK),
			unit: fc.constantFrom(...UNITS),
			evidence: fc.boolean(),
			model: fc.boolean(),
			network: fc.boolean()
		})
		.map((asked) => ({ ...nothingAsked(accepted), ...asked }))
		.map((filters) => (filters.network ? besideOthers(filters) : filters))
		.filter((filters) => dimensionsUsed(filters, accepted).size <= MOST_DIMENSIONS);
}

/** Beside other clinics the grouping is the clinic, and neither it nor people are filtered. */
function besideOthers(filters: Filters): Filters {
	const where = { ...filters.where };
	delete where.clinic;
	delete where.practitioner;
	return { ...filters, where, by: 'clinic' };
}

describe('whom a question is about', () => {
	const about: Accepted = {
		...accepted,
		where: ['area', 'device', 'quarter'],
		about: ['age', 'type', 'depth'],
		by: [],
		defaultBy: null
	};
	const read = (query: string) => parseFilters(new URLSearchParams(query), about, known);

	it('describes a patient without narrowing the records or using up a dimension', () => {
		const { filters, problems } = read('age=50-59&area=neck&depth=0.5-1.0&device=pen&type=IV');
		expect(problems).toEqual([]);
		expect(filters.where).toEqual({ area: 'neck', device: 'pen' });
		expect(filters.about).toEqual({ age: '50-59', depth: '0.5-1.0', type: 'IV' });
		expect([...dimensionsUsed(filters, about)].toSorted()).toEqual(['area', 'device']);
		expect(toQuery(filters, about)).toBe('age=50-59&area=neck&depth=0.5-1.0&device=pen&type=IV');
	});

	it('names a value that is none, and a key that nobody is described by', () => {
		expect(read('age=old').problems.map(({ key }) => key)).toEqual(['age']);
		expect(read('severity=mild').problems.map(({ key }) => key)).toEqual(['severity']);
	});

	it('says in the bar what is known of the patient, and nothing of what is not', () => {
		const bar = filterBar(read('age=50-59&area=neck').filters, about, known);
		expect(bar.sentence).toContain('50 to 59');
		expect(bar.sentence).not.toContain('all skin types');
		expect(bar.view.map(({ key }) => key).slice(0, 3)).toEqual(['age', 'type', 'depth']);
	});
});

describe('a page that begins with the own courses', () => {
	const own: Accepted = { ...accepted, ownFirst: true };
	const parsed = (query: string) => parseFilters(new URLSearchParams(query), own, known);
	const begun = (query: string) => beginningWithOwn(parsed(query).filters, own);

	it('takes them unless they would be one dimension too many, or the address groups otherwise', () => {
		expect(begun('by=none').where).toEqual({ practitioner: 'mine' });
		expect(begun('by=none&area=neck&depth=0.5-1.0&device=pen').where.practitioner).toBeUndefined();
		expect(begun('network=on').where.practitioner).toBeUndefined();
		expect(beginningWithOwn(parsed('').filters, accepted).where).toEqual({});
	});

	it.each([
		'practitioner=all',
		'practitioner=mine',
		'area=neck&by=none&practitioner=all',
		'network=on'
	])('says in every link whose courses they are, and is read back the same: %s', (query) => {
		const { filters } = parsed(query);
		const written = toQuery(filters, own);
		expect(parsed(written)).toEqual({ filters, problems: [] });
		const whose = new URLSearchParams(written).get('practitioner');
		expect(whose).toBe(query === 'network=on' ? null : query.endsWith('mine') ? 'mine' : 'all');
	});

	it('lets a further filter take their place, and says so', () => {
		const { filters, problems } = parsed(
			'by=none&practitioner=mine&area=neck&depth=0.5-1.0&device=pen'
		);
		expect(filters.where).toEqual({ area: 'neck', depth: '0.5-1.0', device: 'pen' });
		expect(problems).toMatchObject([{ key: 'practitioner', value: 'mine' }]);
	});

	it('offers all practitioners by name, since an empty choice would be the own ones again', () => {
		const bar = filterBar(begun('by=none'), own, known);
		expect(bar.set).toMatchObject([{ key: 'practitioner', value: 'mine' }]);
		expect(bar.set[0]?.options[0]).toEqual({ value: 'all', label: 'all practitioners' });
		expect(bar.set[0]?.clearQuery).toBe('by=none&practitioner=all');
		expect(bar.used).toBe(0);
		expect(filterBar(parsed('').filters, own, known).free.map(({ key }) => key)).toContain(
			'practitioner'
		);
	});
});
