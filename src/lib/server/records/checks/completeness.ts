/** E1: a clinic says up to which day its records are complete, or its rows show a latest day. */
import { refuse } from '../import-set.ts';
import type { ImportCheck } from './check.ts';

export const clinicsWithDataThrough: ImportCheck = ({ set, known, dataThrough }) => {
	for (const row of set.rows.clinics) {
		const { clinic_id: clinicId } = row.line;
		if (row.refused || known.clinics.has(clinicId) || dataThrough.has(clinicId)) continue;
		refuse(set, row, 'E1', {
			column: 'data_through',
			rule: 'is blank, and the clinic has no rows with days that would show it',
			offer: 'Fill it in, or give --data-through YYYY-MM-DD.'
		});
	}
};
