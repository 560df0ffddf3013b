/** A command that asks one model and has nothing else to do: run by the test that sees it end. */
import { model } from '#lib/server/models/model.ts';

const asked = { courses: [], choices: { order: ['area' as const], linked: false }, earlier: [] };
console.log(JSON.stringify(await model('planRelease', asked)));
