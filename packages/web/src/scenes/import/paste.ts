/** Two digits. */
function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Name of a pasted table: `粘贴内容 2026-01-31 14.05.09.txt`. */
export function pastedName(now: Date): string {
  const day = `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `粘贴内容 ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}.txt`;
}

/** Files of a paste or drop; copied table text becomes one text file. */
export function filesOf(data: DataTransfer | null, now: Date): readonly File[] {
  if (!data) return [];
  if (data.files.length > 0) return [...data.files];
  const text = data.getData('text/plain');
  return text.trim() === '' ? [] : [new File([text], pastedName(now), { type: 'text/plain' })];
}
