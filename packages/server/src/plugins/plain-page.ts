const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A short page for what the browser application itself cannot show: no session, not built. */
export function plainPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · 绩衡</title>
<style>
body { margin: 0; background: #f3f4f4; color: #1f2a2a; font: 16px/1.8 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
main { max-width: 34em; margin: 15vh auto 0; padding: 2.5em 3em; background: #fff; border-top: 4px solid #0b6e6e; }
h1 { margin: 0 0 .6em; font-size: 1.4em; }
p { margin: 0; }
</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body>
</html>
`;
}
