/** A ZIP's files by name, read through its central directory; for archives of tests, held in memory. */
import { inflateRawSync } from 'node:zlib';

export function unzip(bytes: Buffer): Map<string, Buffer> {
	const files = new Map<string, Buffer>();
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const count = bytes.readUInt16LE(end + 10);
	let at = bytes.readUInt32LE(end + 16);
	for (let index = 0; index < count; index++) {
		const method = bytes.readUInt16LE(at + 10);
		const size = bytes.readUInt32LE(at + 20);
		const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
		const local = bytes.readUInt32LE(at + 42);
		const path = bytes.toString('utf8', at + 46, at + 46 + (name ?? 0));
		const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const packed = bytes.subarray(start, start + size);
		files.set(path, method === 0 ? packed : inflateRawSync(packed));
		at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	return files;
}
