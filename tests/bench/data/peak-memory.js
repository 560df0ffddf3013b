/** Loaded before a program (`node --import`): writes its peak memory in MiB to PEAK_FILE when it ends. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** As Linux counts it from the program's start; what Node tells begins with the peak of its parent. */
function peakMb() {
	const own = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(own) ?? [];
	return (kilobytes ? Number(kilobytes) : process.resourceUsage().maxRSS) / 1024;
}

process.on('exit', () => writeFileSync(process.env.PEAK_FILE ?? '', String(peakMb())));
