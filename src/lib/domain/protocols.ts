/** What a protocol prescribes, as the dictionary of protocols records it, and how it is said in words. */
import { ADJUNCTS, DEVICES, type Option } from './dimensions.ts';
import { count, decimal } from './format.ts';

export type ProtocolPlan = {
	device: string;
	deviceModel: string | null;
	depthMm: { min: number | null; max: number | null };
	needles: number | null;
	passes: number | null;
	sessions: number | null;
	intervalDays: number | null;
	adjuncts: readonly string[];
};

/** A protocol as a choice; `plan` where the dictionary is at hand. */
export type ProtocolOption = Option & { plan?: ProtocolPlan };

/** The unit that the table's head names: "0.5–0.75"; null where no depth is recorded. */
export function depthWords({ depthMm: { min, max } }: ProtocolPlan): string | null {
	const from = min ?? max;
	const to = max ?? min;
	if (from === null || to === null) return null;
	return from === to ? String(from) : `${from}–${to}`;
}

/** "4 every 4 weeks", "3", "every 10 days"; null where neither is recorded. */
export function scheduleWords({ sessions, intervalDays }: ProtocolPlan): string | null {
	const every = intervalDays === null ? null : `every ${intervalWords(intervalDays)}`;
	if (sessions === null) return every;
	return every && sessions > 1 ? `${count(sessions)} ${every}` : count(sessions);
}

function intervalWords(days: number): string {
	if (days % 7 !== 0) return days === 1 ? 'day' : `${count(days)} days`;
	return days === 7 ? 'week' : `${decimal(days / 7, 0)} weeks`;
}

/** "pen", "pen (SkinPen)". */
export function deviceWords({ device, deviceModel }: ProtocolPlan): string {
	const word = DEVICES.find(({ value }) => value === device)?.label ?? device;
	return deviceModel ? `${word} (${deviceModel})` : word;
}

/** Care beside the needling, which makes no course one "with an adjunct". */
const CARE: Readonly<Record<string, string>> = { topical_anaesthetic: 'numbing cream' };

/** "vitamin C, numbing cream"; "none" where the protocol names none. */
export function adjunctWords({ adjuncts }: ProtocolPlan): string {
	const words = adjuncts.map(
		(code) =>
			CARE[code] ??
			ADJUNCTS.find(({ value }) => value === code)?.label.replace(/^with (an? )?/, '') ??
			code.replaceAll('_', ' ')
	);
	return words.length > 0 ? words.join(', ') : 'none';
}
