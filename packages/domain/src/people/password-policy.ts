/** 口令规则: short ones need several classes of characters, long ones need nothing but length. */
export const PASSWORD_MIN_LENGTH = 10;
/** 长口令: from so many characters on a password needs no mix of kinds. */
export const PASSWORD_LONG_LENGTH = 16;
/** Longer ones are refused: hashing them would keep the server busy. */
export const PASSWORD_MAX_LENGTH = 200;
const CLASSES_NEEDED = 3;

/** Cores of passwords that are tried first by everyone who guesses, also with a tail of digits or signs. */
const COMMON = [
  'password', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'admin', 'administrator', 'welcome', 'letmein', 'qwerty', 'qwertyuiop',
  'qwer', 'qweasd', 'qweasdzxc', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm', '1qaz2wsx', '1qaz@wsx', 'qazwsx', 'iloveyou',
  'woaini', 'abc123', 'abcd1234', 'abcdef', 'a123456', 'aa123456', '123qwe', '1q2w3e4r', 'test', 'guest', 'root', 'user',
  'changeme', 'default', 'initial', 'caizheng', 'caizhengju', 'jixiao', 'jiheng', 'mima', 'beijing', 'shanghai', 'china',
]; // prettier-ignore

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

function isCommon(password: string): boolean {
  const folded = password.toLowerCase();
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const bare = folded.replace(/[\d\W_]+$/, '');
  return COMMON.some((word) => folded === word || core === word || bare === word);
}

/** `1234567890`, `abcdefghij`, `aaaaaaaaaa`: each sign the same as, or the neighbour of, the one before. */
function isRun(password: string): boolean {
  const steps = Array.from(
    { length: Math.max(0, password.length - 1) },
    (_, at) => password.charCodeAt(at + 1) - password.charCodeAt(at),
  );
  return (
    steps.length > 0 &&
    [-1, 0, 1].some((step) => steps.filter((each) => each === step).length >= steps.length - 2)
  );
}

function isRepeated(password: string): boolean {
  return /^(.{1,4})\1{2,}.{0,2}$/u.test(password);
}

/**
 * 口令检查: everything that is wrong with a new password, in words for the person; empty when it is good.
 *
 * @example passwordFaults('Admin@123456', { loginName: 'zhangwei', name: '张伟' }) // ['过于常见，容易被猜到']
 */
export function passwordFaults(
  password: string,
  owner: { readonly loginName: string; readonly name: string },
): readonly string[] {
  const faults: string[] = [];
  if (password.length < PASSWORD_MIN_LENGTH) faults.push(`不足${String(PASSWORD_MIN_LENGTH)}位`);
  if (password.length > PASSWORD_MAX_LENGTH) faults.push(`超过${String(PASSWORD_MAX_LENGTH)}位`);
  const classes = CLASSES.filter((pattern) => pattern.test(password)).length;
  if (password.length < PASSWORD_LONG_LENGTH && classes < CLASSES_NEEDED) {
    faults.push(`不足${String(PASSWORD_LONG_LENGTH)}位时，应包含大写字母、小写字母、数字、符号中的三类`);
  }
  const folded = password.toLowerCase();
  const names = [owner.loginName.toLowerCase(), owner.name.toLowerCase()].filter((name) => name.length >= 2);
  if (names.some((name) => folded.includes(name))) faults.push('不能包含登录名或姓名');
  if (isCommon(password) || isRun(password) || isRepeated(password)) faults.push('过于常见，容易被猜到');
  return faults;
}
