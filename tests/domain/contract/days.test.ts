import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, daysBetween, latestToday } from '#lib/domain/contract/days.ts';

const aDay = fc.integer({ min: -25_000, max: 80_000 });

describe('days', () => {
	it.each([
		['1970-01-01', 0],
		['2000-02-29', 11_016],
		['1969-12-31', -1]
	])('%s is day %i', (text, number) => {
		expect(dayNumber(text)).toBe(number);
		expect(dayText(number)).toBe(text);
	});

	it.each(['2025-02-30', '1900-02-29', '2025-00-10', '2025-13-01', '2025-1-1', '', '25-01-01'])(
		'"%s" is no day',
		(text) => expect(dayNumber(text)).toBe(null)
	);

	it('count forth and back, and over any distance', () => {
		fc.assert(
			fc.property(aDay, aDay, (first, second) => {
				expect(dayNumber(dayText(first))).toBe(first);
				expect(daysBetween(dayText(first), dayText(second))).toBe(second - first);
			})
		);
	});

	it('a year has 365 or 366 of them', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
				const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
				expect(daysBetween(`${year}-01-01`, `${year + 1}-01-01`)).toBe(leap ? 366 : 365);
			})
		);
	});

	it.each(['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu'])(
		'weeks are seven days over a change of the clocks in %s',
		(zone) => {
			const source = new URL('../../../src/lib/domain/contract/days.ts', import.meta.url);
			const program = `
				const { daysBetween, dayText, dayNumber } = await import(${JSON.stringify(source.href)});
				const start = dayNumber('2011-12-01');
				const wrong = Array.from({ length: 6000 }, (_, i) => start + i).filter((day) =>
					daysBetween(dayText(day), dayText(day + 7)) !== 7 || dayNumber(dayText(day)) !== day);
				process.stdout.write(String(wrong.length));`;
			const env = { ...process.env, TZ: zone };
			const args = ['--input-type=module', '-e', program];
			expect(execFileSync(process.execPath, args, { env, encoding: 'utf8' })).toBe('0');
		}
	);

	it('today is taken where the day is furthest on', () => {
		expect(latestToday(new Date('2025-12-31T09:59:00Z'))).toBe('2025-12-31');
		expect(latestToday(new Date('2025-12-31T10:00:00Z'))).toBe('2026-01-01');
	});
});
