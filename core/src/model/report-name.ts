/** Name and version of the report format. */
export const REPORT_SCHEMA = 'hostnet.report/1';
