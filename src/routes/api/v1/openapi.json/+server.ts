/** The description of the API, OpenAPI 3.1, made from the schemas that the answers are typed by. */
import { openApiDocument } from '#lib/server/api/openapi.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => Response.json(openApiDocument());
