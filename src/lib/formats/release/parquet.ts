/** A table as Parquet, a group of rows at a time. */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { valueOf, type SourceTable, type Value } from './source.ts';

const ROWS_OF_A_GROUP = 20_000;
const TYPES = {
	string: 'STRING',
	integer: 'INT32',
	number: 'DOUBLE',
	boolean: 'BOOLEAN'
} as const;

export async function* parquet({ table, rows }: SourceTable): AsyncGenerator<Uint8Array> {
	const columns = (data: Value[][]) =>
		table.fields.map(({ name, type }, index) => ({
			name,
			type: TYPES[type],
			data: data[index] ?? [],
			nullable: true
		}));
	const empty = () => table.fields.map((): Value[] => []);
	const writer = new ByteWriter();
	const schema = schemaFromColumnData({ columnData: columns(empty()) });
	const file = new ParquetWriter({ writer, schema, createdBy: 'Stipple' });
	/** What was written since the last time; the writer goes on counting from the file's beginning. */
	const taken = () => {
		const bytes = Uint8Array.from(writer.getBytes());
		writer.index = 0;
		return bytes;
	};
	let group = empty();
	const write = async () => {
		await file.write({ columnData: columns(group), rowGroupSize: ROWS_OF_A_GROUP });
		group = empty();
	};
	for await (const batch of rows()) {
		for (const cells of batch) {
			table.fields.forEach((field, index) =>
				group[index]?.push(valueOf(field, cells[index] ?? ''))
			);
		}
		if ((group[0]?.length ?? 0) < ROWS_OF_A_GROUP) continue;
		await write();
		yield taken();
	}
	if ((group[0]?.length ?? 0) > 0) await write();
	await file.finish();
	yield taken();
}
