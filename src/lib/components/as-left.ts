/** What people have done to a part of a page that is made anew under their hands. */

/**
 * Takes note of ticks, of how far boxes are scrolled, and of what has the focus, with the choice under way in
 * it. What it gives puts them back into what stands there then. What has the focus is found by its id,
 * where it has one, all else by its place among its kind; what is gone is passed over.
 */
export function asLeft(part: HTMLElement): () => void {
	const ticked = boxesToTick(part).map(({ checked }) => checked);
	const scrolled = boxesToScroll(part).map(({ scrollLeft: left, scrollTop: top }) => ({
		left,
		top
	}));
	const putFocus = focusIn(part);
	return () => {
		// First of all: a tick may show what is scrolled to.
		boxesToTick(part).forEach((box, i) => (box.checked = ticked[i] ?? box.checked));
		boxesToScroll(part).forEach((box, i) => {
			const to = scrolled[i];
			if (to && (to.left !== 0 || to.top !== 0)) box.scrollTo(to);
		});
		putFocus();
	};
}

const boxesToTick = (part: HTMLElement) => [
	...part.querySelectorAll<HTMLInputElement>('[type="checkbox"]')
];

/** A box that scrolls can be reached by keys. */
const boxesToScroll = (part: HTMLElement) => [...part.querySelectorAll('[tabindex]')];

function focusIn(part: HTMLElement): () => void {
	const { activeElement: before } = document;
	if (!(before instanceof HTMLElement) || !part.contains(before)) return () => {};
	const sameKind = () => [...part.querySelectorAll<HTMLElement>(before.localName)];
	const place = sameKind().indexOf(before);
	return () => {
		const now = sameKind().find(({ id }, i) => (before.id ? id === before.id : i === place));
		if (!now) return;
		if (before instanceof HTMLSelectElement && now instanceof HTMLSelectElement) {
			now.value = before.value;
		}
		now.focus({ preventScroll: true });
	};
}
