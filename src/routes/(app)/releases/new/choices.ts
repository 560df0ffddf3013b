/** What a director chose for a release, as the address of the page says it. */
import { moved, orderText, readMove, readOrder } from '#lib/domain/column-order.ts';
import { readNumber } from '#lib/domain/read-number.ts';
import type { ReleaseChoices } from '#lib/domain/release-report.ts';

export type Chosen = {
	choices: ReleaseChoices;
	/** Those of the director's clinics that are named; all of them where none is. */
	clinics: string[];
	/** Whether a clinic is named that is not the director's. */
	strange: boolean;
	/** The number of the request that it answers; null without one. */
	requestNo: number | null;
	/** Whether it is asked what would come of it. */
	asked: boolean;
};

/** Reads the address. What is no column and no clinic of the director counts as not said. */
export function readChosen(params: URLSearchParams, own: readonly string[]): Chosen {
	const order = readOrder(params.get('order') ?? '');
	const move = readMove(params.get('move') ?? '');
	const named = own.filter((id) => params.getAll('clinic').includes(id));
	return {
		choices: {
			order: move ? moved(order, move) : order,
			linked: params.get('linked') === 'yes'
		},
		clinics: named.length > 0 ? named : [...own],
		strange: params.getAll('clinic').some((id) => !own.includes(id)),
		requestNo: readNumber(params.get('request')),
		// Whoever moves a column is not done yet.
		asked: params.get('preview') === 'on' && !move
	};
}

/** The address of these choices, asked for; keys sorted, as in every link of the product. */
export function chosenQuery({
	choices,
	clinics,
	requestNo
}: Pick<Chosen, 'choices' | 'clinics' | 'requestNo'>): string {
	const query = new URLSearchParams([
		...clinics.map((id): [string, string] => ['clinic', id]),
		...(choices.linked ? [['linked', 'yes'] as [string, string]] : []),
		['order', orderText(choices.order)],
		['preview', 'on'],
		...(requestNo === null ? [] : [['request', String(requestNo)] as [string, string]])
	]);
	return query.toString();
}
