/** 度量单位 that stand alone in forms. Compound units are these joined by `/` or put behind 万. */
const UNITS = new Set(
  (
    '% ‰ 个 项 次 人 人次 家 件 元 天 日 周 月 年 季 季度 小时 分钟 分 秒 时 个月 工作日 个工作日 自然日 个自然日 日历天 学时 课时 ' +
    '场 场次 期 本 册 张 块 条 篇 份 套 台 台套 台件 台(套) 套(台) 台/套 座 处 户 户次 盏 批 批次 起 宗 例 案 件次 人天 人日 人月 ' +
    '人年 班 班次 队 支 组 类 大类 种 门 节 级 名 位 头 只 株 棵 辆 车次 艘 架 部 口 眼 根 片 面 幅 层 间 栋 幢 床 张床 箱 包 ' +
    '袋 瓶 盒 桶 点 点位 单位 单 笔 笔数 家数 家次 个次 项次 版 区 县 镇 乡 村 社区 街道 路 届 轮 遍 倍 度 千瓦 千瓦时 兆 ' +
    '吨 公斤 千克 克 斤 升 毫升 立方 方 平方 米 公里 千米 里 厘米 毫米 平方米 平方公里 平米 立方米 亩 公顷 米2 m2 m3 km km2 m kg g t L ' +
    '℃ °C GB TB MB G M T KB kW kWh KW MW 元整 角 美元 户数 人数 次数 件数 个数 天数 页 字 期数 项目 课题 岗位 席 标段 样品 ' +
    '样本 批件 平台 系统 站 站点 网点 端口 用户 粉丝 颗 枚 顶 双 副 块次 万 亿 万元 亿元 千元 百元 百分点 个百分点 次级 频次 班组 学员 ' +
    '周岁 岁 年级 人户 户籍 渠道 案次 艘次 架次 辆次 台次 站次 点次 栋次 所 院 校 园 馆 店 厂 企业 村次 亩次 公里/小时 星 星级'
  ).split(' '),
);
/** Last characters of units not in the list: `平方公里`, `投诉件次`. */
const LAST = new Set(
  '个项次人家件元天日周月年季时分秒场期本册张块条篇份套台座处户盏批起类种名位只株辆艘部根片间栋床箱笔版区吨克升米里亩顷度倍户页点数例届轮'.split(
    '',
  ),
);
const SCALE = /^[百千万亿]+/;
const LATIN_UNIT = /^[A-Za-zμΩ°]{1,6}[23]?$/;
const CHINESE = /^[一-鿿]+$/;
const PERCENT = new Set(['百分比', '百分率', '百分数', '%', 'percent']);
/** Two-character words after a number that are no unit. */
const NO_UNIT = new Set(
  '左右 上下 以上 以下 以内 之内 完成 达标 合格 满意 达成 优秀 良好 合规 及时 之间 之前 以前 提升 提高 下降 降低 增长'.split(
    ' ',
  ),
);

function isAtom(text: string): boolean {
  if (UNITS.has(text) || LATIN_UNIT.test(text)) return true;
  const scale = SCALE.exec(text)?.[0] ?? '';
  const rest = text.slice(scale.length);
  if (scale !== '' && (rest === '' || UNITS.has(rest))) return true;
  return rest.length <= 4 && CHINESE.test(rest) && LAST.has(rest.slice(-1)) && !/^[年月日]/.test(rest);
}

const WITH_ALTERNATIVE = /^(.+)\((.{1,4})\)$/;

/**
 * True when the text after a number is a unit, simple or compound (`元/人·年`, `家（次）`). With a sign before the number
 * more is believed: two unknown characters (`≥2区`), and a measure word with its noun (`≥30名学员`).
 */
export function isUnit(text: string, isSigned: boolean): boolean {
  if (text === '' || text.length > 12 || NO_UNIT.has(text)) return false;
  if (PERCENT.has(text) || UNITS.has(text)) return true;
  if (text.split(/[/·]/).every((part) => isAtom(part))) return true;
  const [, first, second] = WITH_ALTERNATIVE.exec(text) ?? [];
  if (first !== undefined && second !== undefined) return isUnit(first, isSigned) && isUnit(second, isSigned);
  return (
    isSigned && CHINESE.test(text) && (text.length <= 2 || (text.length <= 4 && LAST.has(text.charAt(0))))
  );
}

/** The unit as it is compared: percent in words is `%`. */
export function canonicalUnit(text: string): string {
  return PERCENT.has(text) ? '%' : text;
}

/** Longest known unit at the start of a text, for numbers run into words: `次执法行动` → `次`. */
export function leadingUnit(text: string): string | undefined {
  for (let length = Math.min(4, text.length); length > 0; length--) {
    const head = text.slice(0, length);
    if (UNITS.has(head) || PERCENT.has(head)) return head;
  }
  return undefined;
}
