/**
 * The jobs of each role, in the order of the rail. A link stands here only where the role may open the
 * page; a test holds the list beside the rights.
 */
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import Bookmark from '@lucide/svelte/icons/bookmark';
import Building2 from '@lucide/svelte/icons/building-2';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import FileText from '@lucide/svelte/icons/file-text';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Mail from '@lucide/svelte/icons/mail';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import Package from '@lucide/svelte/icons/package';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import Settings2 from '@lucide/svelte/icons/settings-2';
import Sigma from '@lucide/svelte/icons/sigma';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import UserRoundSearch from '@lucide/svelte/icons/user-round-search';
import Users from '@lucide/svelte/icons/users';
import type { Role } from '#lib/domain/roles.ts';

const OUTCOMES = { path: '/outcomes', label: 'Outcomes', icon: ChartSpline } as const;
const COMPARE = { path: '/compare', label: 'Compare', icon: ArrowLeftRight } as const;
const SAFETY = { path: '/safety', label: 'Safety', icon: ShieldAlert } as const;
const SESSIONS = { path: '/sessions', label: 'Sessions', icon: CalendarRange } as const;
const EXPECT = { path: '/expect', label: 'Expect', icon: UserRoundSearch } as const;
const PROTOCOLS = { path: '/protocols', label: 'Protocols', icon: ClipboardList } as const;
const RELEASES = { path: '/releases', label: 'Releases', icon: Package } as const;
const COHORTS = { path: '/cohorts', label: 'Cohorts', icon: CircleDot } as const;
const EVIDENCE = { path: '/evidence', label: 'Evidence', icon: FileText } as const;
const METHODS = { path: '/methods', label: 'Methods', icon: Sigma } as const;
const VIEWS = { path: '/views', label: 'Saved views', icon: Bookmark } as const;
const CLINIC = { path: '/clinic', label: 'Clinic rules', icon: Settings2 } as const;
const READY = { path: '/admin', label: 'Checklist', icon: ListChecks } as const;
const PEOPLE = { path: '/admin/people', label: 'People', icon: Users } as const;
const INVITATIONS = { path: '/admin/invitations', label: 'Invitations', icon: Mail } as const;
const CLINICS = { path: '/admin/clinics', label: 'Clinics', icon: Building2 } as const;
const SETTINGS = { path: '/admin/settings', label: 'Settings', icon: SlidersHorizontal } as const;
const AUDIT = { path: '/admin/audit', label: 'Audit', icon: ScrollText } as const;

export type Job =
	| typeof OUTCOMES
	| typeof COMPARE
	| typeof SAFETY
	| typeof SESSIONS
	| typeof EXPECT
	| typeof PROTOCOLS
	| typeof RELEASES
	| typeof COHORTS
	| typeof EVIDENCE
	| typeof METHODS
	| typeof VIEWS
	| typeof CLINIC
	| typeof READY
	| typeof PEOPLE
	| typeof INVITATIONS
	| typeof CLINICS
	| typeof SETTINGS
	| typeof AUDIT;

export type Jobs = {
	/** Stands above the own jobs; null where they need no name. */
	heading: string | null;
	own: readonly Job[];
	/** What everyone reads, below a line. */
	shared: readonly Job[];
};

const SHARED = [EVIDENCE, METHODS] as const;
const STAFF: Jobs = {
	heading: null,
	own: [OUTCOMES, COMPARE, SAFETY, SESSIONS, EXPECT, PROTOCOLS],
	shared: [VIEWS, ...SHARED, CLINIC]
};

/** What the role works with. The first job of its own is its start page. */
export const JOBS: Readonly<Record<Role, Jobs>> = {
	administrator: {
		heading: 'Admin',
		own: [READY, PEOPLE, INVITATIONS, CLINICS, SETTINGS, AUDIT],
		shared: [RELEASES, ...SHARED]
	},
	director: { ...STAFF, shared: [VIEWS, RELEASES, ...SHARED, CLINIC] },
	practitioner: STAFF,
	researcher: {
		heading: null,
		own: [RELEASES, COHORTS, OUTCOMES, COMPARE, SAFETY, SESSIONS],
		shared: SHARED
	}
};

/** The id of its sign, which stands once on the page and is pointed to. */
export const signOf = (job: Job): string => `sign-${job.path.slice(1).replaceAll('/', '-')}`;

/** Pages that belong to a job and have an address of their own. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
	'/outcomes': ['/depth'],
	'/protocols': ['/contraindications']
};

/** Whether a page belongs to a job: the page itself, one below it or beside it. */
export function currentOf(job: Job, pathname: string): 'page' | 'true' | undefined {
	if (pathname === job.path) return 'page';
	// The checklist is above the other pages of the installation, not around them.
	const own = [`${job.path}/`, ...(BESIDE[job.path] ?? [])];
	return job !== READY && own.some((path) => pathname.startsWith(path)) ? 'true' : undefined;
}
