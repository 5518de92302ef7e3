// @ts-check
/** Tables for a spreadsheet, which must not take a reader's words for a formula. */

/** @param {string} value */
export function cell(value) {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** @param {string[][]} rows */
export const csv = (rows) => rows.map((row) => row.map(cell).join(',')).join('\r\n');

/** @param {string} name @param {string} text */
export function download(name, text) {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
