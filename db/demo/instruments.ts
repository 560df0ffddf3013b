/** Under which instrument a measure of the demo is filed. */

export const instrumentOf = (measure: string): string => measure;
