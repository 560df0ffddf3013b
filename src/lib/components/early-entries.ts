/** What people enter while a page's scripts are still on their way. */

type Entered = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Takes note of every field whose text, choice or tick is no longer the one the page came with. What it gives
 * puts them back, and tells those who listen to the field: Svelte, when it takes a page over, writes
 * the values of the server into its fields.
 */
export function earlyEntries(page: ParentNode): () => void {
	const entries: (() => void)[] = [];
	for (const field of page.querySelectorAll<Entered>('input, textarea, select')) {
		if (field instanceof HTMLSelectElement) {
			const { value, options } = field;
			const given = [...options].find((option) => option.defaultSelected);
			if (given && given.value !== value) entries.push(() => putBack(field, 'change', { value }));
			continue;
		}
		const { value, defaultValue } = field;
		if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
			const { checked, defaultChecked } = field;
			if (checked !== defaultChecked) entries.push(() => putBack(field, 'change', { checked }));
		} else if (value !== defaultValue && field.type !== 'file') {
			entries.push(() => putBack(field, 'input', { value }));
		}
	}
	return () => entries.forEach((putBackEntry) => putBackEntry());
}

function putBack<Field extends HTMLElement>(
	field: Field,
	event: 'input' | 'change',
	entry: Partial<Field>
): void {
	Object.assign(field, entry);
	field.dispatchEvent(new Event(event, { bubbles: true }));
}
