import { describe, expect, it } from 'vitest';
import { readHeader } from '#lib/domain/contract/header.ts';
import { isIdentifyingHeader, looksLikeIdentifier } from '#lib/domain/contract/identifiers.ts';
import { parseLine } from '#lib/domain/contract/line.ts';
import { ROW_RULES } from '#lib/domain/contract/row-rules.ts';
import { columnsOf, TABLE_NAMES } from '#lib/domain/contract/tables.ts';

const namesOf = (table: (typeof TABLE_NAMES)[number]) => columnsOf(table).map(({ name }) => name);
const problemsOf = (table: (typeof TABLE_NAMES)[number], cells: Record<string, string>) =>
	parseLine(table, cells).problems.map(({ check, column }) => `${check} ${column}`);

describe('the tables of the contract', () => {
	it.each(TABLE_NAMES)('%s names each column once, and its rules speak of its columns', (table) => {
		const names = namesOf(table);
		expect(new Set(names).size).toBe(names.length);
		for (const { column, rule, offer } of ROW_RULES[table]) {
			expect(names).toContain(column);
			expect(rule.length * offer.length).toBeGreaterThan(0);
		}
	});

	it('have no column for a name, a contact or a birth date', () => {
		for (const table of TABLE_NAMES.filter((name) => name !== 'protocols')) {
			expect(namesOf(table).filter(isIdentifyingHeader)).toEqual([]);
		}
	});

	it('a line has every column, and null where the cell is blank', () => {
		const { line, problems } = parseLine('contacts', {
			course_id: 'K1',
			contact_day: '7',
			kind: 'call',
			side_effects_asked: 'no'
		});
		expect(problems).toEqual([]);
		expect(line).toEqual({
			clinic_id: null,
			course_id: 'K1',
			contact_day: 7,
			contact_date: null,
			kind: 'call',
			side_effects_asked: 'no'
		});
	});

	const score = {
		course_id: 'K1',
		assessed_day: '0',
		timepoint: 'baseline',
		instrument_id: 'i',
		measure: 'm',
		rater_type: 'device'
	};
	const session = { course_id: 'K1', session_no: '1', session_day: '0', performed: 'done' };
	const course = {
		course_id: 'K1',
		patient_id: 'P1',
		body_area: 'neck',
		concerns: 'wrinkles',
		status: 'completed'
	};
	it.each([
		['assessments', { ...score, value: '1' }, []],
		['assessments', score, ['E1 value']],
		['assessments', { ...score, value: '1', missing_reason: 'failed' }, ['E1 missing_reason']],
		['assessments', { ...score, missing_reason: 'failed' }, []],
		['sessions', session, []],
		['sessions', { ...session, session_date: '2025-01-01' }, ['E1 session_date']],
		['sessions', { ...session, depth_mm_min: '1' }, ['E1 depth_mm_max']],
		['sessions', { ...session, depth_mm_min: '1.5', depth_mm_max: '1' }, ['E2 depth_mm_max']],
		['courses', course, []],
		['courses', { ...course, status: 'discontinued' }, ['E1 stop_reason']],
		[
			'courses',
			{ ...course, start_date: '2025-02-01', start_month: '2025-03' },
			['E1 start_month']
		],
		['courses', { ...course, end_day: '3', end_date: '2025-02-01' }, ['E1 end_date']]
	] as const)('%s %j: %j', (table, cells, problems) => {
		expect(problemsOf(table, cells)).toEqual(problems);
	});

	it('every wrong cell of a row is named at once', () => {
		expect(problemsOf('sessions', { ...session, session_no: '0', performed: 'perhaps' })).toEqual([
			'E2 session_no',
			'E2 performed'
		]);
	});
});

describe('the header', () => {
	it('finds columns by their exact names, capitals aside', () => {
		const header = readHeader('clinics', ['Clinic_ID', 'label', 'colour']);
		expect([...header.columns]).toEqual([
			[0, 'clinic_id'],
			[1, 'label']
		]);
		expect(header.unmapped).toEqual([2]);
		expect(header.problems).toEqual([]);
	});

	it('takes names that mean something to JavaScript as plain text', () => {
		const header = readHeader('clinics', ['clinic_id', '__proto__', 'constructor']);
		expect(header.unmapped).toEqual([1, 2]);
	});

	it.each(['Name', 'First name', 'e-mail', 'Telefon', 'Geburtsdatum', 'Straße', 'Prénom', 'MRN'])(
		'%s is a column of direct identifiers',
		(name) => {
			const header = readHeader('clinics', ['clinic_id', name]);
			expect(header.problems).toMatchObject([{ check: 'E6', column: name }]);
		}
	);
});

describe('what gives a person away', () => {
	it.each([
		['erika@example.org', 'an e-mail address'],
		['+1 212 555 0100', 'a phone number'],
		['(212) 555-0100', 'a phone number'],
		['0171/1234567', 'a phone number'],
		['Erika Mustermann', 'a full name'],
		['Dr. Max Mustermann', 'a full name'],
		['Anna Lena von Berg', 'a full name']
	])('%s looks like %s', (text, kind) => expect(looksLikeIdentifier(text)).toBe(kind));

	it.each([
		'2024-01-05',
		'01.02.2024',
		'01-701-1015',
		'0.5',
		'12345678',
		'C-0001',
		'pen',
		'Week 12'
	])('%s does not', (text) => expect(looksLikeIdentifier(text)).toBe(null));
});
