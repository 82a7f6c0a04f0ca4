/** Content-Disposition (RFC 6266) with a name that every browser keeps, whatever signs are in it. */
export function attachment(fileName: string): string {
  const name = fileName.replace(/[\p{Surrogate}\p{Cc}]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}
