/** 内层引号: a text that will stand between quotation marks; its own marks become inner ones. */
function inner(text: string): string {
  return text.replaceAll('“', '‘').replaceAll('”', '’');
}

/** 引号: a text between quotation marks, 《标点符号用法》 4.8.3.3. `“三品一械”检查` gives `“‘三品一械’检查”`. */
export function quoted(text: string): string {
  return `“${inner(text)}”`;
}

/** 填空: fills `{name}` in a text; what comes to stand between quotation marks has inner ones. Names without a value stay. */
export function fillIn(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(/\{([^{}]+)\}/g, (brace, name: string, at: number) => {
    const value = valueOf(name);
    if (value === undefined) return brace;
    return text.lastIndexOf('“', at) > text.lastIndexOf('”', at) ? inner(value) : value;
  });
}
